import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { every } from 'hono/combine'
import { createMiddleware } from 'hono/factory'
import { words } from '../../moderation/language.ts'
import { mayDo } from '../../moderation/rights.ts'
import { findTrainingMode, listTrainingResults, setTrainingMode } from '../../storage/training.ts'
import type { Edge } from '../edge.ts'
import { errorResponses } from '../error-responses.ts'
import { BODY_ERRORS, jsonBody } from '../json-body.ts'
import { json, jsonRequest } from '../json-response.ts'
import { invalidRequest, Refusal } from '../refusal.ts'
import { deciding, type ModeratorEnv, READ_ERRORS, settledPassword, signedIn, WRITE_ERRORS } from './guard.ts'
import { NewTrainingMode, TrainingResults as Results, type TrainingResults } from './training-schemas.ts'

const tags = ['moderator']
const security = [{ session: [], csrfToken: [] }]
const params = z.object({ id: z.uuid() })

const modeRoute = createRoute({
  method: 'put',
  path: '/training/moderators/{id}',
  tags,
  summary: 'Put a moderator into training, or out of it; moderators themselves, where no other has set it',
  security,
  request: { params, body: jsonRequest(NewTrainingMode) },
  responses: { 204: { description: 'Done' }, ...errorResponses(...WRITE_ERRORS, ...BODY_ERRORS, 'person_unknown') },
})

const resultsRoute = createRoute({
  method: 'get',
  path: '/training/moderators/{id}/results',
  tags,
  summary: 'What a moderator answered to training cards; for that moderator, leads, admins and auditors',
  security: [{ session: [] }],
  request: { params },
  responses: { 200: json(Results, 'Beside what was right'), ...errorResponses(...READ_ERRORS, 'role_forbidden') },
})

/** Who is in training, and how it went. */
export function moderatorTraining(edge: Edge) {
  const { db } = edge
  const reading = every(signedIn(edge), settledPassword)
  return new OpenAPIHono<ModeratorEnv>()
    .openapi({ ...modeRoute, middleware: every(reading, deciding, ownOrLeading, jsonBody) }, async (c) => {
      const { siteId, moderatorId: setBy, role } = c.get('session')
      const { id: moderatorId } = c.req.valid('param')
      const { rate } = c.req.valid('json')
      if (rate > 0 && rate < LEAST_RATE) throw invalidRequest([{ path: 'rate', message: TOO_SELDOM }])
      const { outcome } = await setTrainingMode(db, { siteId, moderatorId, rate, setBy, isLead: mayDo(role, 'lead') })
      if (outcome === 'not_found') throw new Refusal('person_unknown')
      if (outcome === 'not_theirs') throw new Refusal('role_forbidden', { message: SET_BY_LEAD })
      return c.body(null, 204)
    })
    .openapi({ ...resultsRoute, middleware: reading }, async (c) => {
      const { siteId, moderatorId, role } = c.get('session')
      const { id } = c.req.valid('param')
      const isAllowed = id === moderatorId || mayDo(role, 'lead') || role === 'auditor'
      if (!isAllowed) throw new Refusal('role_forbidden')
      const key = { siteId, moderatorId: id }
      const [results, mode] = await Promise.all([listTrainingResults(db, key), findTrainingMode(db, key)])
      const body: TrainingResults = {
        rate: mode?.rate ?? null,
        maySet: mayDo(role, 'lead') || (id === moderatorId && mode?.isOwn !== false),
        answered: results.length,
        right: results.filter(({ isRight }) => isRight).length,
        results: results.map(({ answeredAt, ...result }) => ({ ...result, answeredAt: answeredAt.toISOString() })),
      }
      return c.json(body, 200)
    })
}

/** Lets in leads, and whoever it is about. */
const ownOrLeading = createMiddleware<ModeratorEnv>(async (c, next) => {
  const { moderatorId, role } = c.get('session')
  if (!mayDo(role, 'lead') && c.req.param('id') !== moderatorId) throw new Refusal('role_forbidden')
  await next()
})

/** Less than one in a hundred trains nobody. */
const LEAST_RATE = 0.01
const TOO_SELDOM = words('至少 0.01，或為 0 結束訓練', 'it must be at least 0.01, or 0 to end the training')
const SET_BY_LEAD = words('訓練由負責人開啟，須由負責人結束。', 'A lead has set the training, and a lead must end it.')
