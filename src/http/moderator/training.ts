import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { every } from 'hono/combine'
import { createMiddleware } from 'hono/factory'
import { words } from '../../moderation/language.ts'
import { mayDo } from '../../moderation/rights.ts'
import {
  findTrainingMode,
  listTrainees,
  listTrainingCards,
  listTrainingResults,
  makeTrainingCard,
  retireTrainingCard,
  setTrainingMode,
} from '../../storage/training.ts'
import type { Edge } from '../edge.ts'
import { errorResponses } from '../error-responses.ts'
import { BODY_ERRORS, jsonBody } from '../json-body.ts'
import { json, jsonRequest } from '../json-response.ts'
import { invalidRequest, Refusal } from '../refusal.ts'
import { deciding, leading, type ModeratorEnv, READ_ERRORS, settledPassword, signedIn, WRITE_ERRORS } from './guard.ts'
import { readRuling } from './ruling.ts'
import {
  NewTrainingCard,
  NewTrainingMode,
  TrainingResults as Results,
  type TrainingResults,
  TrainingView,
} from './training-schemas.ts'

const tags = ['moderator']
const security = [{ session: [], csrfToken: [] }]
const params = z.object({ id: z.uuid() })

const listRoute = createRoute({
  method: 'get',
  path: '/training',
  tags,
  summary: 'The training cards in use and who is in training; for leads, admins and auditors',
  security: [{ session: [] }],
  responses: { 200: json(TrainingView, 'As it stands now'), ...errorResponses(...READ_ERRORS, 'role_forbidden') },
})

const markRoute = createRoute({
  method: 'put',
  path: '/comments/{id}/training-card',
  tags,
  summary: 'Make a decided comment a training card, or change its answer; for leads and admins',
  security,
  request: { params, body: jsonRequest(NewTrainingCard) },
  responses: {
    204: { description: 'In use' },
    ...errorResponses(...WRITE_ERRORS, ...BODY_ERRORS, 'comment_unknown', 'not_decidable'),
  },
})

const retireRoute = createRoute({
  method: 'delete',
  path: '/comments/{id}/training-card',
  tags,
  summary: 'Take a training card out of use; for leads and admins',
  security,
  request: { params },
  responses: { 204: { description: 'Out of use' }, ...errorResponses(...WRITE_ERRORS, 'training_unknown') },
})

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

/** Known-answer cards for training. */
export function moderatorTraining(edge: Edge) {
  const { db } = edge
  const reading = every(signedIn(edge), settledPassword)
  const changing = every(reading, leading)
  return new OpenAPIHono<ModeratorEnv>()
    .openapi({ ...listRoute, middleware: reading }, async (c) => {
      const { siteId, role } = c.get('session')
      // Whoever may be given the cards would know them.
      if (role === 'moderator') throw new Refusal('role_forbidden')
      const [cards, trainees] = await Promise.all([listTrainingCards(db, siteId), listTrainees(db, siteId)])
      const shown = cards.map(({ madeAt, ...card }) => ({ ...card, madeAt: madeAt.toISOString() }))
      return c.json({ cards: shown, trainees: [...trainees] }, 200)
    })
    .openapi({ ...markRoute, middleware: every(changing, jsonBody) }, async (c) => {
      const { siteId, moderatorId } = c.get('session')
      const { kind, category, because } = c.req.valid('json')
      const ruling = readRuling(kind, category)
      const card = { siteId, commentId: c.req.valid('param').id, moderatorId, kind, category: ruling.category, because }
      const { outcome } = await makeTrainingCard(db, card)
      if (outcome === 'not_found') throw new Refusal('comment_unknown')
      if (outcome === 'not_decided') throw new Refusal('not_decidable', { message: NOT_DECIDED })
      return c.body(null, 204)
    })
    .openapi({ ...retireRoute, middleware: changing }, async (c) => {
      const isRetired = await retireTrainingCard(db, {
        siteId: c.get('session').siteId,
        commentId: c.req.valid('param').id,
      })
      if (!isRetired) throw new Refusal('training_unknown')
      return c.body(null, 204)
    })
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
const NOT_DECIDED = words(
  '還沒有裁決的評論不能作訓練卡。請先裁決。',
  'A comment that nobody has decided on cannot be a training card. Decide on it first.',
)
