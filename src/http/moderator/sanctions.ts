import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { every } from 'hono/combine'
import { v7 as uuidv7 } from 'uuid'
import { words } from '../../moderation/language.ts'
import { mayImpose } from '../../moderation/rights.ts'
import { hasTerm, SHORT_DAYS } from '../../moderation/sanction.ts'
import { loadAuthorStanding } from '../../review/author-standing.ts'
import { findSanction, imposeSanction, liftSanction } from '../../review/sanction.ts'
import { isCategoryCode } from '../../screening/taxonomy.ts'
import type { Edge } from '../edge.ts'
import { errorResponses } from '../error-responses.ts'
import { BODY_ERRORS, jsonBody } from '../json-body.ts'
import { json, jsonRequest } from '../json-response.ts'
import { invalidRequest, Refusal } from '../refusal.ts'
import { deciding, type ModeratorEnv, settledPassword, signedIn, WRITE_ERRORS } from './guard.ts'
import { NewLift, NewSanction, StandingView } from './sanction-schemas.ts'
import { viewStanding } from './standing-view.ts'

const tags = ['moderator']
const security = [{ session: [], csrfToken: [] }]
const params = z.object({ id: z.uuid() })
const errors = [...WRITE_ERRORS, ...BODY_ERRORS, 'sanction_conflict'] as const

const imposeRoute = createRoute({
  method: 'post',
  path: '/comments/{id}/sanctions',
  tags,
  summary: "Take a measure against a comment's author",
  description:
    'A warning, or a limit or suspension of at most three days, for whoever decides; longer ones, closing and barring ' +
    'for leads and admins. It binds from the next comment on, and the author is told why, until when and how to appeal.',
  security,
  request: { params, body: jsonRequest(NewSanction) },
  responses: {
    201: json(StandingView, 'How the author stands now'),
    ...errorResponses(...errors, 'comment_unknown'),
  },
})

const liftRoute = createRoute({
  method: 'post',
  path: '/sanctions/{id}/lift',
  tags,
  summary: 'End a measure before its time; for whoever may impose it',
  security,
  request: { params, body: jsonRequest(NewLift) },
  responses: {
    200: json(StandingView, 'How the author stands now'),
    ...errorResponses(...errors, 'sanction_unknown'),
  },
})

/** Measures against readers. */
export function moderatorSanctions(edge: Edge) {
  const { db } = edge
  const middleware = every(signedIn(edge), settledPassword, deciding, jsonBody)
  return new OpenAPIHono<ModeratorEnv>()
    .openapi({ ...imposeRoute, middleware }, async (c) => {
      const { siteId, moderatorId, role } = c.get('session')
      const commentId = c.req.valid('param').id
      const { measure, days, category, reason } = c.req.valid('json')
      if (!hasTerm(measure, days)) throw invalidRequest([{ path: 'days', message: TERM }])
      if (!isCategoryCode(category)) throw invalidRequest([{ path: 'category', message: CATEGORY_UNKNOWN }])
      if (!mayImpose(role, measure, days)) throw tooMuch()
      const imposing = { siteId, moderatorId, sanctionId: uuidv7(), commentId, measure, days, category, reason }
      const { outcome } = await imposeSanction(db, imposing)
      if (outcome === 'not_found') throw new Refusal('comment_unknown')
      if (outcome === 'not_now') throw new Refusal('sanction_conflict', { message: NOT_NOW })
      if (outcome === 'already_in_force') throw new Refusal('sanction_conflict', { message: IN_FORCE })
      return c.json(await standing(siteId, commentId, c.get('language')), 201)
    })
    .openapi({ ...liftRoute, middleware }, async (c) => {
      const { siteId, moderatorId, role } = c.get('session')
      const sanctionId = c.req.valid('param').id
      const sanction = await findSanction(db, siteId, sanctionId)
      if (!sanction) throw new Refusal('sanction_unknown')
      if (!mayImpose(role, sanction.measure, sanction.days)) throw tooMuch()
      const { outcome } = await liftSanction(db, { siteId, moderatorId, sanctionId, ...c.req.valid('json') })
      if (outcome === 'not_found') throw new Refusal('sanction_unknown')
      if (outcome === 'not_in_force') throw new Refusal('sanction_conflict', { message: NOT_IN_FORCE })
      return c.json(await standing(siteId, sanction.commentId, c.get('language')), 200)
    })

  async function standing(siteId: string, commentId: string, language: Parameters<typeof viewStanding>[1]) {
    const loaded = await loadAuthorStanding(db, { siteId, commentId })
    return viewStanding(loaded, language)
  }
}

function tooMuch(): Refusal {
  return new Refusal('role_forbidden', { message: TOO_MUCH, parameters: { days: SHORT_DAYS } })
}

const TERM = words(
  '限制與暫停須有 1 至 365 天的期限，其他措施沒有期限',
  'a limit or a suspension has a term of 1 to 365 days, other measures have none',
)
const CATEGORY_UNKNOWN = words('不是已有的類別代碼', 'it is not one of the category codes')
const TOO_MUCH = words(
  '{days} 天以上的限制與暫停、關閉帳號、禁止重新註冊由負責人決定。請找負責人。',
  'Limits and suspensions of more than {days} days, closing and barring are for a lead. Ask one.',
)
const IN_FORCE = words(
  '這位讀者已在同一處置之下，什麼也沒有改。要改期限，請先解除。',
  'The same measure is in force against this reader; nothing was changed. Lift it first to give it another term.',
)
const NOT_NOW = words(
  '這條你正在複核或訓練，不能據此處置作者。請先裁決。',
  'You are looking at this comment anew, or in training, and cannot sanction its author for it. Decide on it first.',
)
const NOT_IN_FORCE = words('這項處置已經結束或解除。', 'This measure is over, or was lifted already.')
