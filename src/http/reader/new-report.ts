import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { every } from 'hono/combine'
import { createMiddleware } from 'hono/factory'
import { words } from '../../moderation/language.ts'
import { findReportCategory, REPORT_ANSWERS } from '../../moderation/report.ts'
import type { CategoryCode } from '../../screening/taxonomy.ts'
import { makeAnonymousReport } from '../../storage/anonymous-reports.ts'
import { ensureReader } from '../../storage/readers.ts'
import { makeReport, type OwnReport, type Reported } from '../../storage/reports.ts'
import { addressGroup, clientAddress } from '../address.ts'
import type { Edge } from '../edge.ts'
import { errorResponses } from '../error-responses.ts'
import { BODY_ERRORS, jsonBody } from '../json-body.ts'
import { json, jsonRequest, PRIVATE } from '../json-response.ts'
import { addressMark } from '../keys.ts'
import { acceptProof, PROOF_HEADER, requireProof } from '../proof.ts'
import { invalidRequest, Refusal, tooManyRequests } from '../refusal.ts'
import { secureRandom } from '../secure-random.ts'
import { type ReaderEnv, SIGNED_ERRORS, type SignedReader, seenAs, signedReader } from './authentication.ts'
import { NewReport, ReportView } from './report-schemas.ts'
import { statusOf, viewReport } from './report-view.ts'
import { takeSlot } from './take-slot.ts'

const route = createRoute({
  method: 'post',
  path: '/comments/{id}/reports',
  tags: ['reader'],
  summary: 'Report a published comment, signed in or not; a moderator looks at it',
  description:
    'One report of each reader and comment: a second one takes the place of the first until that is answered. Without a ' +
    'sign-in it needs a proof of work: the answer `428` brings an altcha challenge, and the same request with the ' +
    'solution in `Proof-Of-Work`, as altcha writes it, is accepted once; each has a number of its own, and of one address ' +
    'and comment a few at most wait for an answer. ' +
    'However many reports there are, only a moderator removes a comment.',
  security: [{ readerToken: [] }, {}],
  request: {
    params: z.object({ id: z.uuid() }),
    headers: z.object({ 'proof-of-work': z.string().optional() }),
    body: jsonRequest(NewReport),
  },
  responses: {
    200: json(ReportView, 'Reported before by the same reader, whose report is changed'),
    201: json(ReportView, 'Recorded, with a number and the time until which an answer is promised'),
    ...errorResponses(
      ...SIGNED_ERRORS,
      ...BODY_ERRORS,
      'comment_unknown',
      'own_comment',
      'not_reportable',
      'report_answered',
      'reports_enough',
      'proof_required',
    ),
  },
})

/** Where complaints about comments come in. */
export function newReports(edge: Edge) {
  return new OpenAPIHono<ReaderEnv>().openapi({ ...route, middleware: every(ifSigned(edge), jsonBody) }, async (c) => {
    const { category: code, text } = c.req.valid('json')
    const category = findReportCategory(code)
    if (!category) throw invalidRequest([{ path: 'category', message: UNKNOWN }])
    const siteId = c.get('site').id
    const wanted = { siteId, commentId: c.req.valid('param').id, category: category.code, text: text || null }
    // Absent without a sign-in, whatever the type of the environment says.
    const reader: SignedReader | undefined = c.get('reader')
    const address = addressGroup(clientAddress(c, edge.trustedProxies))
    const reported = reader
      ? await reportSigned(edge, reader, wanted)
      : await reportUnsigned(edge, { ...wanted, address, header: c.req.header(PROOF_HEADER) })
    const view = viewReport(reported.report, c.get('language'))
    return reported.outcome === 'reported' ? c.json(view, 201, PRIVATE) : c.json(view, 200, PRIVATE)
  })
}

interface Wanted {
  readonly siteId: string
  readonly commentId: string
  readonly category: CategoryCode
  readonly text: string | null
}

async function reportSigned(edge: Edge, reader: SignedReader, wanted: Wanted): Promise<Accepted> {
  await takeSlot(edge, reader, 'report')
  const { siteId } = wanted
  return edge.db.transaction().execute(async (trx) => {
    const { id } = await ensureReader(trx, seenAs(siteId, reader))
    // Refused within, so that nothing of it is stored, the reader neither.
    return acceptReport(await makeReport(trx, { ...wanted, readerId: id, random: secureRandom }))
  })
}

interface Unsigned extends Wanted {
  readonly address: string
  readonly header: string | undefined
}

async function reportUnsigned(edge: Edge, { address, header, ...wanted }: Unsigned): Promise<Accepted> {
  const { siteId, commentId } = wanted
  const purpose = { siteId, purpose: `report ${commentId}` }
  const proof = await requireProof(edge, purpose, header)
  const wait = await edge.pacing.unsignedReport(address)
  if (wait !== undefined) throw tooManyRequests(wait)
  const mark = addressMark(edge.keys, siteId, address)
  return edge.db.transaction().execute(async (trx) => {
    await acceptProof(edge, purpose, { db: trx, proof })
    return acceptReport(await makeAnonymousReport(trx, { ...wanted, addressMark: mark, random: secureRandom }))
  })
}

/** A token that is there must be right; without one the request is nobody's. */
function ifSigned(edge: Edge) {
  const signed = signedReader(edge)
  return createMiddleware<ReaderEnv>(async (c, next) =>
    c.req.header('authorization') === undefined ? next() : signed(c, next),
  )
}

const UNKNOWN = words('不是可以選的類別', 'it is not one of the categories that are offered')

interface Accepted {
  readonly outcome: 'reported' | 'updated'
  readonly report: OwnReport
}

function acceptReport(reported: Reported): Accepted {
  switch (reported.outcome) {
    case 'reported':
    case 'updated':
      return reported
    case 'answered':
      throw new Refusal('report_answered', { parameters: { answer: REPORT_ANSWERS[statusOf(reported.report)] } })
    case 'enough':
      throw new Refusal('reports_enough')
    case 'not_found':
      throw new Refusal('comment_unknown')
    case 'own_comment':
      throw new Refusal('own_comment')
    case 'not_public':
      throw new Refusal('not_reportable')
    default:
      return reported satisfies never
  }
}
