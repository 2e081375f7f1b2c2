import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { every } from 'hono/combine'
import { type Language, words } from '../../moderation/language.ts'
import { categoryName } from '../../moderation/notice.ts'
import { findReportCategory, REPORT_ANSWERS, REPORT_CATEGORIES, reportStatus } from '../../moderation/report.ts'
import { ensureReader, findReader } from '../../storage/readers.ts'
import { listOwnReports, makeReport, type OwnReport, type Reported } from '../../storage/reports.ts'
import type { Edge } from '../edge.ts'
import { errorResponses } from '../error-responses.ts'
import { BODY_ERRORS, jsonBody } from '../json-body.ts'
import { json, jsonRequest } from '../json-response.ts'
import { invalidRequest, Refusal } from '../refusal.ts'
import { secureRandom } from '../secure-random.ts'
import { type ReaderEnv, SIGNED_ERRORS, seenAs, signedReader } from './authentication.ts'
import { takeComplaintSlot } from './complaint-slot.ts'
import { decodePlace, encodePlace } from './cursor.ts'
import { NewReport, ReportCategories, ReportPage, ReportView } from './report-schemas.ts'

const PAGE_LIMIT = 50

const PRIVATE = { 'Cache-Control': 'private, no-store' }

const reportRoute = createRoute({
  method: 'post',
  path: '/comments/{id}/reports',
  tags: ['reader'],
  summary: 'Report a published comment; a moderator looks at it',
  description:
    'One report of each reader and comment: a second one takes the place of the first until that is answered. However ' +
    'many reports there are, only a moderator removes a comment.',
  security: [{ readerToken: [] }],
  request: { params: z.object({ id: z.uuid() }), body: jsonRequest(NewReport) },
  responses: {
    200: json(ReportView, "It takes the place of the reader's earlier report"),
    201: json(ReportView, 'Recorded, with a number and the time until which an answer is promised'),
    ...errorResponses(
      ...SIGNED_ERRORS,
      ...BODY_ERRORS,
      'comment_unknown',
      'own_comment',
      'not_reportable',
      'report_answered',
    ),
  },
})

const listRoute = createRoute({
  method: 'get',
  path: '/me/reports',
  tags: ['reader'],
  summary: "The reader's own reports and what became of them, the last first",
  security: [{ readerToken: [] }],
  request: {
    query: z.object({
      cursor: z.string().max(200).optional(),
      limit: z.coerce.number().int().min(1).max(PAGE_LIMIT).default(20),
    }),
  },
  responses: { 200: json(ReportPage, 'Nobody else sees these answers'), ...errorResponses(...SIGNED_ERRORS) },
})

const categoriesRoute = createRoute({
  method: 'get',
  path: '/report-categories',
  tags: ['reader'],
  summary: 'What a comment may be reported for, in plain words',
  responses: {
    200: json(ReportCategories, 'In the order in which they are offered'),
    ...errorResponses('origin_not_allowed', 'too_many_requests'),
  },
})

/** Readers' complaints about comments. */
export function readerReports(edge: Edge) {
  const { db } = edge
  const signed = signedReader(edge)
  return new OpenAPIHono<ReaderEnv>()
    .openapi({ ...reportRoute, middleware: every(signed, jsonBody) }, async (c) => {
      const { category: code, text } = c.req.valid('json')
      const category = findReportCategory(code)
      if (!category) throw invalidRequest([{ path: 'category', message: UNKNOWN }])
      const reader = c.get('reader')
      await takeComplaintSlot(edge, reader)
      const siteId = c.get('site').id
      const commentId = c.req.valid('param').id
      const reported = await db.transaction().execute(async (trx) => {
        const { id } = await ensureReader(trx, seenAs(siteId, reader))
        const wanted = { siteId, commentId, readerId: id, category: category.code, text: text || null }
        // Refused within, so that nothing of it is stored, the reader neither.
        return acceptReport(await makeReport(trx, { ...wanted, random: secureRandom }))
      })
      const view = viewReport(reported.report, c.get('language'))
      return reported.outcome === 'reported' ? c.json(view, 201, PRIVATE) : c.json(view, 200, PRIVATE)
    })
    .openapi({ ...listRoute, middleware: signed }, async (c) => {
      const { cursor, limit } = c.req.valid('query')
      const place = cursor === undefined ? null : decodePlace(cursor)
      const siteId = c.get('site').id
      const reader = await findReader(db, siteId, c.get('reader').identity)
      if (!reader) return c.json({ reports: [], nextCursor: null }, 200, PRIVATE)
      const { reports, next } = await listOwnReports(db, { siteId, readerId: reader.id, cursor: place, limit })
      const language = c.get('language')
      const body = {
        reports: reports.map((report) => viewReport(report, language)),
        nextCursor: next && encodePlace(next),
      }
      return c.json(body, 200, PRIVATE)
    })
    .openapi(categoriesRoute, (c) => {
      const language = c.get('language')
      const categories = REPORT_CATEGORIES.map(({ code, name }) => ({ code, name: name[language] }))
      return c.json({ categories }, 200)
    })
}

const UNKNOWN = words('不是可以選的類別', 'it is not one of the categories that are offered')

function acceptReport(reported: Reported) {
  switch (reported.outcome) {
    case 'reported':
    case 'updated':
      return reported
    case 'answered':
      throw new Refusal('report_answered', { parameters: { answer: REPORT_ANSWERS[statusOf(reported.report)] } })
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

function statusOf({ answeredAt, decision }: OwnReport): ReportView['status'] {
  return reportStatus(answeredAt, decision)
}

function viewReport(report: OwnReport, language: Language): ReportView {
  const { category } = report
  const status = statusOf(report)
  return {
    ticket: report.ticket,
    comment: { id: report.commentId, article: report.articleId, text: report.commentText },
    category,
    categoryName: (findReportCategory(category)?.name ?? categoryName(category))[language],
    text: report.text,
    status,
    answer: REPORT_ANSWERS[status][language],
    reportedAt: report.reportedAt.toISOString(),
    dueAt: report.dueAt.toISOString(),
    answeredAt: report.answeredAt?.toISOString() ?? null,
  }
}
