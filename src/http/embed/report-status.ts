import { type Context, Hono } from 'hono'
import { findReportByTicket } from '../../storage/anonymous-reports.ts'
import { addressGroup, clientAddress } from '../address.ts'
import { addressPacing } from '../address-pacing.ts'
import type { Edge, HttpEnv } from '../edge.ts'
import { ERROR_STATUS } from '../errors.ts'
import { say } from '../messages.ts'
import type { ReportStatusView } from '../reader/report-schemas.ts'
import { viewReportStatus } from '../reader/report-view.ts'
import { Refusal, tooManyRequests } from '../refusal.ts'
import { siteOfPage } from '../site-of-request.ts'
import { FORM_POLICY } from './page-style.ts'
import { reportPage } from './report-page.ts'

/** `/reports`: what became of a report, for whoever has its number; without a script, so that any browser reads it. */
export function reportStatus(edge: Edge) {
  return new Hono<HttpEnv>().get('/', addressPacing(edge), async (c) => {
    c.header('Content-Security-Policy', FORM_POLICY)
    c.header('Cache-Control', 'no-store')
    c.header('X-Robots-Tag', 'noindex')
    const [language, ticket, site] = [c.get('language'), c.req.query('ticket') ?? '', c.req.query('site')]
    const shown = { language, site, ticket: ticket.slice(0, 20) }
    if (ticket === '') return c.html(reportPage({ ...shown, found: undefined }))
    try {
      return c.html(reportPage({ ...shown, found: await find(edge, c, ticket) }))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      if (error.retryAfterSeconds !== undefined) c.header('Retry-After', String(error.retryAfterSeconds))
      const found = say(error.words, error.parameters, language)
      return c.html(reportPage({ ...shown, found }), ERROR_STATUS[error.code])
    }
  })
}

async function find(edge: Edge, c: Context<HttpEnv>, typed: string): Promise<ReportStatusView> {
  const { db, sites, pacing, trustedProxies } = edge
  const site = siteOfPage(await sites.all(), c.req.query('site'), c.req.header('host'))
  const wait = await pacing.ticketLook(addressGroup(clientAddress(c, trustedProxies)))
  if (wait !== undefined) throw tooManyRequests(wait)
  const ticket = readTicket(typed)
  const report = ticket && (await findReportByTicket(db, site.id, ticket))
  if (!report) throw new Refusal('ticket_unknown')
  return viewReportStatus(report, c.get('language'))
}

/** With or without hyphens and spaces, in figures of any width. */
function readTicket(typed: string): string | undefined {
  const figures = typed.normalize('NFKC').replace(/[\s\p{Pd}]/gu, '')
  const [, ...groups] = /^(\d{3})(\d{3})(\d{3})$/.exec(figures) ?? []
  return groups.length === 0 ? undefined : groups.join('-')
}
