import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { every } from 'hono/combine'
import { words } from '../../moderation/language.ts'
import { listTrainees, listTrainingCards, makeTrainingCard, retireTrainingCard } from '../../storage/training.ts'
import type { Edge } from '../edge.ts'
import { errorResponses } from '../error-responses.ts'
import { BODY_ERRORS, jsonBody } from '../json-body.ts'
import { json, jsonRequest } from '../json-response.ts'
import { Refusal } from '../refusal.ts'
import { having, leading, type ModeratorEnv, READ_ERRORS, settledPassword, signedIn, WRITE_ERRORS } from './guard.ts'
import { readRuling } from './ruling.ts'
import { NewTrainingCard, TrainingView } from './training-schemas.ts'

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

/** Known-answer cards for training. */
export function moderatorTrainingCards(edge: Edge) {
  const { db } = edge
  const reading = every(signedIn(edge), settledPassword)
  // Whoever may be given the cards would know them.
  const overseeing = every(reading, having('see_decisions'))
  const changing = every(reading, leading)
  return new OpenAPIHono<ModeratorEnv>()
    .openapi({ ...listRoute, middleware: overseeing }, async (c) => {
      const { siteId } = c.get('session')
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
}

const NOT_DECIDED = words(
  '還沒有裁決的評論不能作訓練卡。請先裁決。',
  'A comment that nobody has decided on cannot be a training card. Decide on it first.',
)
