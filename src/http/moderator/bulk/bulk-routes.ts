import { createRoute, z } from '@hono/zod-openapi'
import { BULK_POLICY } from '../../../moderation/bulk.ts'
import { errorResponses } from '../../error-responses.ts'
import { BODY_ERRORS } from '../../json-body.ts'
import { json, jsonRequest } from '../../json-response.ts'
import { READ_ERRORS, WRITE_ERRORS } from '../guard.ts'
import { BulkList, BulkPreviewView, BulkView, NewBulkAct, NewBulkPreview } from './bulk-schemas.ts'

const tags = ['moderator']
const security = [{ session: [], csrfToken: [] }]
const params = z.object({ id: z.uuid() })
const closed = errorResponses(...WRITE_ERRORS, 'bulk_unknown', 'bulk_conflict')

export const previewRoute = createRoute({
  method: 'post',
  path: '/bulk/previews',
  tags,
  summary: 'Look at what would become of many comments; nothing is changed',
  security,
  request: { body: jsonRequest(NewBulkPreview) },
  responses: {
    200: json(BulkPreviewView, 'The comments, and an id under which to act on them'),
    ...errorResponses(...WRITE_ERRORS, ...BODY_ERRORS, 'comment_unknown'),
  },
})

export const actRoute = createRoute({
  method: 'post',
  path: '/bulk',
  tags,
  summary:
    `Decide up to ${BULK_POLICY.alone} comments, or as many as the site lets one, within ${BULK_POLICY.aloneMinutes} minutes, ` +
    `or propose to decide more, up to ${BULK_POLICY.most} at once`,
  security,
  request: { body: jsonRequest(NewBulkAct) },
  responses: {
    201: json(BulkView, '`acted`, with what became of each; or `proposed`, which waits for a second person'),
    ...errorResponses(...WRITE_ERRORS, ...BODY_ERRORS, 'comment_unknown', 'bulk_conflict'),
  },
})

export const listRoute = createRoute({
  method: 'get',
  path: '/bulk',
  tags,
  summary: 'The last acts on many comments, or those that wait for a second person',
  security: [{ session: [] }],
  request: {
    query: z.object({ state: z.enum(['proposed', 'any']).default('any'), lang: z.string().max(40).optional() }),
  },
  responses: { 200: json(BulkList, 'Newest first, 50 at most'), ...errorResponses(...READ_ERRORS) },
})

export const lookRoute = createRoute({
  method: 'get',
  path: '/bulk/{id}',
  tags,
  summary: 'One act with all its comments',
  security: [{ session: [] }],
  request: { params },
  responses: { 200: json(BulkView, 'As it stands'), ...errorResponses(...READ_ERRORS, 'bulk_unknown') },
})

export const approveRoute = createRoute({
  method: 'post',
  path: '/bulk/{id}/approval',
  tags,
  summary: 'Let happen what another has proposed, to the comments that still stand as they were seen',
  security,
  request: { params },
  responses: { 200: json(BulkView, 'With what became of each'), ...closed },
})

export const withdrawRoute = createRoute({
  method: 'post',
  path: '/bulk/{id}/withdrawal',
  tags,
  summary: 'Take a proposal back, as its proposer or a lead',
  security,
  request: { params },
  responses: { 200: json(BulkView, 'Nothing was done to its comments'), ...closed },
})

export const undoRoute = createRoute({
  method: 'post',
  path: '/bulk/{id}/undo',
  tags,
  summary: `Take all its decisions back: within ${BULK_POLICY.undoMinutes} minutes its proposer, at any time a lead`,
  security,
  request: { params },
  responses: { 200: json(BulkView, 'With what could not be undone, and why'), ...closed },
})
