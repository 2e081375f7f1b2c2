import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import { every } from 'hono/combine'
import type { Language } from '../../moderation/language.ts'
import { LEASE_SECONDS } from '../../review/lease.ts'
import { releaseAll, releaseMany } from '../../review/release.ts'
import { type Renewed, renewMany } from '../../review/renew.ts'
import type { LeaseToken } from '../../storage/lease-tokens.ts'
import type { Edge } from '../edge.ts'
import { errorResponses } from '../error-responses.ts'
import { BODY_ERRORS, jsonBody } from '../json-body.ts'
import { json, jsonRequest } from '../json-response.ts'
import { viewLoss } from './conflict.ts'
import { deciding, type ModeratorEnv, settledPassword, signedIn, WRITE_ERRORS } from './guard.ts'
import { Released, Releasing, Renewals, Renewing } from './review-schemas.ts'
import type { Lease } from './schemas.ts'

const tags = ['moderator']
const security = [{ session: [], csrfToken: [] }]
const errors = errorResponses(...WRITE_ERRORS, ...BODY_ERRORS)

const renewManyRoute = createRoute({
  method: 'post',
  path: '/leases/renewals',
  tags,
  summary: 'Renew many leases at once; each that is lost says why',
  security,
  request: { body: jsonRequest(Renewing) },
  responses: { 200: json(Renewals, 'What became of each'), ...errors },
})

const releaseManyRoute = createRoute({
  method: 'post',
  path: '/leases/releases',
  tags,
  summary: 'Give many comments back at once, or all; also as a beacon while the page is being left',
  security,
  request: { body: jsonRequest(Releasing) },
  responses: { 200: json(Released, 'The comments that were held, and are not any more'), ...errors },
})

/** What a desk holds, renewed or given back at once. */
export function moderatorManyLeases(edge: Edge) {
  const { db } = edge
  const middleware = every(signedIn(edge), settledPassword, deciding, jsonBody)
  return new OpenAPIHono<ModeratorEnv>()
    .openapi({ ...renewManyRoute, middleware }, async (c) => {
      const { siteId, moderatorId } = c.get('session')
      const { leases } = c.req.valid('json')
      const answers = await renewMany(db, { siteId, moderatorId, seconds: LEASE_SECONDS }, leases)
      return c.json(viewRenewals(answers, leases, c.get('language')), 200)
    })
    .openapi(
      {
        ...releaseManyRoute,
        middleware: every(jsonBody, signedIn(edge, { fromBody: true }), settledPassword, deciding),
      },
      async (c) => {
        const { siteId, moderatorId } = c.get('session')
        const { leases } = c.req.valid('json')
        const holder = { siteId, moderatorId }
        const released = leases === 'all' ? await releaseAll(db, holder) : await releaseMany(db, holder, leases)
        return c.json({ released: [...released] }, 200)
      },
    )
}

/** A lease with its whole term again. */
export function viewRenewed({ expiresAt }: Extract<Renewed, { outcome: 'renewed' }>, token: string): Lease {
  return { token, expiresAt: expiresAt.toISOString(), seconds: LEASE_SECONDS }
}

type Answers = Awaited<ReturnType<typeof renewMany>>

function viewRenewals(answers: Answers, leases: readonly LeaseToken[], language: Language): Renewals {
  const tokens = new Map(leases.map(({ commentId, leaseToken }) => [commentId, leaseToken]))
  return {
    renewed: answers.flatMap(({ commentId, answer }) =>
      answer.outcome === 'renewed' ? [{ commentId, lease: viewRenewed(answer, tokens.get(commentId) ?? '') }] : [],
    ),
    lost: answers.flatMap(({ commentId, answer }) =>
      answer.outcome === 'lease_lost' ? [{ commentId, ...viewLoss(answer, language) }] : [],
    ),
  }
}
