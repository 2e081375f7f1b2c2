import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { every } from 'hono/combine'
import { agreementByLabel, agreementOf } from '../../moderation/agreement.ts'
import { type Language, words } from '../../moderation/language.ts'
import { categoryName } from '../../moderation/notice.ts'
import { listOpenAppeals, type OpenAppeal } from '../../review/open-appeals.ts'
import { listOverturned, type Overturned } from '../../review/overturned.ts'
import { isCategoryCode } from '../../screening/taxonomy.ts'
import { countAppeals, readSecondLooks, type SecondLooks } from '../../storage/quality.ts'
import type { Edge } from '../edge.ts'
import { errorResponses } from '../error-responses.ts'
import { json } from '../json-response.ts'
import { decodePlace, encodePlace } from '../reader/cursor.ts'
import { AppealsView, OverturnedView } from './complaint-schemas.ts'
import { NOBODY_LEFT } from './complaints-view.ts'
import { type ModeratorEnv, READ_ERRORS, settledPassword, signedIn } from './guard.ts'
import { QualityView } from './quality-schemas.ts'

const tags = ['moderator']
const security = [{ session: [] }]

/** Enough pairs for a kappa that means something, recent enough to be of those who serve the site now. */
const QUALITY_DAYS = 90
const PAGE_LIMIT = 50

const page = z.object({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(PAGE_LIMIT).default(20),
})

const qualityRoute = createRoute({
  method: 'get',
  path: '/quality',
  tags,
  summary: 'How far moderators agree, by second looks that know nothing of the first, and what becomes of appeals',
  security,
  request: { query: z.object({ days: z.coerce.number().int().min(1).max(366).default(QUALITY_DAYS) }) },
  responses: { 200: json(QualityView, 'Of the whole site; of nobody alone'), ...errorResponses(...READ_ERRORS) },
})

const appealsRoute = createRoute({
  method: 'get',
  path: '/appeals',
  tags,
  summary: 'The open appeals, that which is promised the earliest first',
  security,
  request: { query: page },
  responses: {
    200: json(AppealsView, 'Overdue ones, and those for which nobody is left, say so'),
    ...errorResponses(...READ_ERRORS),
  },
})

const overturnedRoute = createRoute({
  method: 'get',
  path: '/me/overturned',
  tags,
  summary: 'What the signed-in moderator decided and others overturned, the last first; nobody else sees it',
  security,
  request: { query: page },
  responses: { 200: json(OverturnedView, 'With what stands instead'), ...errorResponses(...READ_ERRORS) },
})

/** How good the decisions are. */
export function moderatorQuality(edge: Edge) {
  const { db, now } = edge
  const reading = every(signedIn(edge), settledPassword)
  return new OpenAPIHono<ModeratorEnv>()
    .openapi({ ...qualityRoute, middleware: reading }, async (c) => {
      const span = {
        siteId: c.get('session').siteId,
        since: new Date(now().getTime() - c.req.valid('query').days * 86_400_000),
      }
      const [looks, appeals] = await Promise.all([readSecondLooks(db, span), countAppeals(db, span)])
      const agreement = viewAgreement(looks, { language: c.get('language'), share: c.get('session').secondShare })
      return c.json({ since: span.since.toISOString(), ...agreement, appeals }, 200)
    })
    .openapi({ ...appealsRoute, middleware: reading }, async (c) => {
      const { cursor, limit } = c.req.valid('query')
      const { siteId, moderatorId } = c.get('session')
      const place = cursor === undefined ? null : decodePlace(cursor)
      const { appeals, next } = await listOpenAppeals(db, { siteId, moderatorId, cursor: place, limit })
      const shown = appeals.map((appeal) => viewOpenAppeal(appeal, c.get('language')))
      return c.json({ appeals: shown, nextCursor: next && encodePlace(next) }, 200)
    })
    .openapi({ ...overturnedRoute, middleware: reading }, async (c) => {
      const { cursor, limit } = c.req.valid('query')
      const { siteId, moderatorId } = c.get('session')
      const place = cursor === undefined ? null : decodePlace(cursor)
      const { decisions, next } = await listOverturned(db, { siteId, moderatorId, cursor: place, limit })
      return c.json({ decisions: decisions.map(viewOverturned), nextCursor: next && encodePlace(next) }, 200)
    })
}

function viewAgreement(
  { pairs, afterAppeal, ...sample }: SecondLooks,
  { language, share }: { readonly language: Language; readonly share: number },
) {
  return {
    overall: agreementOf(pairs),
    categories: agreementByLabel(pairs).map(({ label, ...rest }) => ({
      category: label,
      name: nameOf(label, language),
      ...rest,
    })),
    afterAppeal: agreementOf(afterAppeal),
    sample: { share, ...sample },
  }
}

function viewOpenAppeal({ id, isNobodyLeft, madeAt, dueAt, ...appeal }: OpenAppeal, language: Language) {
  const nobodyLeft = isNobodyLeft ? NOBODY_LEFT[language] : null
  return { ...appeal, madeAt: madeAt.toISOString(), dueAt: dueAt.toISOString(), nobodyLeft }
}

function viewOverturned({ decisionId, decidedAt, overturnedAt, ...one }: Overturned) {
  return { ...one, decidedAt: decidedAt.toISOString(), overturnedAt: overturnedAt.toISOString() }
}

const FINE_NAME = words('可以公開', 'May be public')

function nameOf(label: string, language: Language): string {
  return (isCategoryCode(label) ? categoryName(label) : FINE_NAME)[language]
}
