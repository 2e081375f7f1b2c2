import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { every } from 'hono/combine'
import { v7 as uuidv7 } from 'uuid'
import { words } from '../../moderation/language.ts'
import { decide, type Ruling } from '../../review/decide.ts'
import { LEASE_SECONDS } from '../../review/lease.ts'
import { release } from '../../review/release.ts'
import { renew } from '../../review/renew.ts'
import { skip } from '../../review/skip.ts'
import { isCategoryCode } from '../../screening/taxonomy.ts'
import type { Edge } from '../edge.ts'
import { errorResponses } from '../error-responses.ts'
import { jsonBody } from '../json-body.ts'
import { json, jsonRequest } from '../json-response.ts'
import { invalidRequest, Refusal } from '../refusal.ts'
import { viewAlreadyDecided, viewDecision, viewLoss } from './conflict.ts'
import { deciding, type ModeratorEnv, settledPassword, signedIn } from './guard.ts'
import { DecisionConflict, DecisionView, Lease, LeaseToken, NewDecision, NewSkip } from './schemas.ts'

const tags = ['moderator']
const security = [{ session: [], csrfToken: [] }]
const params = z.object({ id: z.uuid() })
const conflict = json(
  DecisionConflict,
  '`lease_lost` or `already_decided`: what happened instead. A decision may also be `not_decidable`, with a message alone',
)
const errors = errorResponses(
  'invalid_json',
  'invalid_encoding',
  'body_too_large',
  'unsupported_media_type',
  'session_required',
  'password_change_required',
  'csrf_invalid',
  'role_forbidden',
  'too_many_requests',
)

const decideRoute = createRoute({
  method: 'post',
  path: '/comments/{id}/decisions',
  tags,
  summary: 'Decide a comment under its lease',
  security,
  request: { params, body: jsonRequest(NewDecision) },
  responses: { 201: json(DecisionView, 'Decided'), 409: conflict, ...errors },
})

const renewRoute = createRoute({
  method: 'post',
  path: '/comments/{id}/lease',
  tags,
  summary: 'Renew a lease that still holds',
  security,
  request: { params, body: jsonRequest(LeaseToken) },
  responses: { 200: json(Lease, 'The whole term again'), 409: conflict, ...errors },
})

const releaseRoute = createRoute({
  method: 'delete',
  path: '/comments/{id}/lease',
  tags,
  summary: 'Give a comment back to its old place in the queue',
  security,
  request: { params, body: jsonRequest(LeaseToken) },
  responses: { 204: { description: 'Given back' }, 409: conflict, ...errors },
})

const skipRoute = createRoute({
  method: 'post',
  path: '/comments/{id}/skips',
  tags,
  summary: 'Leave a comment to another; it comes again only when nothing else is left',
  security,
  request: { params, body: jsonRequest(NewSkip) },
  responses: { 204: { description: 'Given back' }, 409: conflict, ...errors },
})

/** What a moderator does to a comment that they hold. */
export function moderatorDecisions(edge: Edge) {
  const { db } = edge
  const middleware = every(signedIn(edge), settledPassword, deciding, jsonBody)
  return new OpenAPIHono<ModeratorEnv>()
    .openapi({ ...decideRoute, middleware }, async (c) => {
      const { leaseToken, note, templateId, ...asked } = c.req.valid('json')
      const { siteId, moderatorId } = c.get('session')
      const lease = { siteId, commentId: c.req.valid('param').id, moderatorId, leaseToken }
      const ruling = { ...readRuling(asked), note: readNote(note), templateId }
      const decided = await decide(db, { ...lease, ...ruling, decisionId: uuidv7() })
      switch (decided.outcome) {
        case 'decided':
          return c.json(viewDecision(decided.decision, c.get('language')), 201)
        case 'already_decided':
          return c.json(viewAlreadyDecided(decided.decision, c.get('language')), 409)
        case 'lease_lost':
          return c.json(viewLoss(decided, c.get('language')), 409)
        case 'not_decidable':
          throw new Refusal('not_decidable')
        case 'template_unknown':
          throw invalidRequest([{ path: 'templateId', message: TEMPLATE_UNKNOWN }])
        default:
          return decided satisfies never
      }
    })
    .openapi({ ...renewRoute, middleware }, async (c) => {
      const { siteId, moderatorId } = c.get('session')
      const lease = { siteId, commentId: c.req.valid('param').id, moderatorId, ...c.req.valid('json') }
      const renewed = await renew(db, { ...lease, seconds: LEASE_SECONDS })
      if (renewed.outcome === 'lease_lost') return c.json(viewLoss(renewed, c.get('language')), 409)
      const { leaseToken: token } = lease
      return c.json({ token, expiresAt: renewed.expiresAt.toISOString(), seconds: LEASE_SECONDS }, 200)
    })
    .openapi({ ...releaseRoute, middleware }, async (c) => {
      const { siteId, moderatorId } = c.get('session')
      const commentId = c.req.valid('param').id
      const released = await release(db, { siteId, commentId, moderatorId, ...c.req.valid('json') })
      if (released.outcome === 'lease_lost') return c.json(viewLoss(released, c.get('language')), 409)
      return c.body(null, 204)
    })
    .openapi({ ...skipRoute, middleware }, async (c) => {
      const { siteId, moderatorId } = c.get('session')
      const commentId = c.req.valid('param').id
      const skipped = await skip(db, { siteId, commentId, moderatorId, ...c.req.valid('json') })
      if (skipped.outcome === 'lease_lost') return c.json(viewLoss(skipped, c.get('language')), 409)
      return c.body(null, 204)
    })
}

function readRuling({ kind, category }: Pick<NewDecision, 'kind' | 'category'>): Ruling {
  if (kind === 'publish' || kind === 'restore') {
    if (category !== null) throw invalidRequest([{ path: 'category', message: NO_CATEGORY }])
    return { kind, category }
  }
  if (category === null) throw invalidRequest([{ path: 'category', message: CATEGORY_REQUIRED }])
  if (!isCategoryCode(category)) throw invalidRequest([{ path: 'category', message: CATEGORY_UNKNOWN }])
  return { kind, category }
}

/** An empty note is none; what PostgreSQL cannot store is refused before it is tried. */
function readNote(note: string | null | undefined): string | null {
  const trimmed = note?.trim() ?? ''
  if (/[^\P{Cc}\n\t\r]|\p{Cs}/u.test(trimmed)) throw invalidRequest([{ path: 'note', message: UNPRINTABLE }])
  return trimmed || null
}

const NO_CATEGORY = words('通過或恢復時不能帶類別', 'publishing and restoring take no category')
const CATEGORY_REQUIRED = words('拒絕或移除時必須選一個類別', 'rejecting and removing need a category')
const CATEGORY_UNKNOWN = words('不是已有的類別代碼', 'it is not one of the category codes')
const TEMPLATE_UNKNOWN = words('這個類別沒有這個範本', 'the category has no such template')
const UNPRINTABLE = words('不能含控制字符', 'it must not contain control characters')
