import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { REPORT_CATEGORIES } from '../../moderation/report.ts'
import { findReportByTicket } from '../../storage/anonymous-reports.ts'
import { findReader } from '../../storage/readers.ts'
import { listOwnReports } from '../../storage/reports.ts'
import { addressGroup, clientAddress } from '../address.ts'
import type { Edge } from '../edge.ts'
import { errorResponses } from '../error-responses.ts'
import { json, PRIVATE } from '../json-response.ts'
import { Refusal, tooManyRequests } from '../refusal.ts'
import { type ReaderEnv, SIGNED_ERRORS, signedReader } from './authentication.ts'
import { decodePlace, encodePlace } from './cursor.ts'
import { ReportCategories, ReportPage, ReportStatusView, Ticket } from './report-schemas.ts'
import { viewReport, viewReportStatus } from './report-view.ts'

const PAGE_LIMIT = 50

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

const statusRoute = createRoute({
  method: 'get',
  path: '/reports/{ticket}',
  tags: ['reader'],
  summary: 'What became of the report with this number',
  description: 'For whoever has the number, without a sign-in; neither the comment nor the reason is told.',
  request: { params: z.object({ ticket: Ticket }) },
  responses: {
    200: json(ReportStatusView, 'When it came, until when an answer is promised, and the answer'),
    ...errorResponses('origin_not_allowed', 'too_many_requests', 'ticket_unknown'),
  },
})

const categoriesRoute = createRoute({
  method: 'get',
  path: '/report-categories',
  tags: ['reader'],
  summary: 'What a comment may be reported for, in plain words, and whom else to tell',
  responses: {
    200: json(ReportCategories, 'In the order in which they are offered'),
    ...errorResponses('origin_not_allowed', 'too_many_requests'),
  },
})

/** What readers know of reports: what to report for, and what became of it. */
export function readerReports(edge: Edge) {
  const { db } = edge
  return new OpenAPIHono<ReaderEnv>()
    .openapi({ ...listRoute, middleware: signedReader(edge) }, async (c) => {
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
    .openapi(statusRoute, async (c) => {
      const wait = await edge.pacing.ticketLook(addressGroup(clientAddress(c, edge.trustedProxies)))
      if (wait !== undefined) throw tooManyRequests(wait)
      const report = await findReportByTicket(db, c.get('site').id, c.req.valid('param').ticket)
      if (!report) throw new Refusal('ticket_unknown')
      return c.json(viewReportStatus(report, c.get('language')), 200, PRIVATE)
    })
    .openapi(categoriesRoute, (c) => {
      const language = c.get('language')
      const { report_phone: phone, report_email: email, report_url: url } = c.get('site')
      const categories = REPORT_CATEGORIES.map(({ code, name }) => ({ code, name: name[language] }))
      return c.json({ categories, contacts: { phone, email, url } }, 200)
    })
}
