import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { every } from 'hono/combine'
import { v7 as uuidv7 } from 'uuid'
import { words } from '../../moderation/language.ts'
import { decide } from '../../review/decide.ts'
import type { Edge } from '../edge.ts'
import { errorResponses } from '../error-responses.ts'
import { ErrorBody } from '../errors.ts'
import { BODY_ERRORS, jsonBody } from '../json-body.ts'
import { json, jsonRequest } from '../json-response.ts'
import { invalidRequest, Refusal } from '../refusal.ts'
import { viewAlreadyDecided, viewDecision, viewLoss } from './conflict.ts'
import { deciding, type ModeratorEnv, settledPassword, signedIn, WRITE_ERRORS } from './guard.ts'
import { viewOpinion } from './made.ts'
import { readRuling } from './ruling.ts'
import { DecisionConflict, Made, NewDecision } from './schemas.ts'

const tags = ['moderator']
const security = [{ session: [], csrfToken: [] }]
const params = z.object({ id: z.uuid() })
const errors = errorResponses(...BODY_ERRORS, ...WRITE_ERRORS)

const decideRoute = createRoute({
  method: 'post',
  path: '/comments/{id}/decisions',
  tags,
  summary: 'Decide a comment under its lease',
  security,
  request: { params, body: jsonRequest(NewDecision) },
  responses: {
    201: json(Made, 'Decided, or thought of where the card asked for no more'),
    409: json(
      DecisionConflict.or(ErrorBody),
      '`lease_lost` or `already_decided`: what happened instead. `not_decidable`, a message alone: not in this status',
    ),
    ...errors,
  },
})

/** Deciding a comment. */
export function moderatorDecisions(edge: Edge) {
  const { db } = edge
  const middleware = every(signedIn(edge), settledPassword, deciding, jsonBody)
  return new OpenAPIHono<ModeratorEnv>().openapi({ ...decideRoute, middleware }, async (c) => {
    const { leaseToken, note, templateId, kind, category } = c.req.valid('json')
    const { siteId, moderatorId, secondShare } = c.get('session')
    const language = c.get('language')
    const lease = { siteId, commentId: c.req.valid('param').id, moderatorId, leaseToken }
    const ruling = { ...readRuling(kind, category), note: note || null, templateId }
    const sampling = { share: secondShare, random: edge.random() }
    const decided = await decide(db, { ...lease, ...ruling, decisionId: uuidv7(), sampling })
    switch (decided.outcome) {
      case 'decided':
        return c.json(
          { ...viewDecision(decided.decision, language), effect: 'decided' as const, second: null, training: null },
          201,
        )
      case 'second_given':
      case 'trained':
        return c.json(viewOpinion(decided, language), 201)
      case 'already_decided':
        return c.json(viewAlreadyDecided(decided.decision, language), 409)
      case 'lease_lost':
        return c.json(viewLoss(decided, language), 409)
      case 'not_decidable':
        throw new Refusal('not_decidable')
      case 'template_unknown':
        throw invalidRequest([{ path: 'templateId', message: TEMPLATE_UNKNOWN }])
      default:
        return decided satisfies never
    }
  })
}

const TEMPLATE_UNKNOWN = words('這個類別沒有這個範本', 'the category has no such template')
