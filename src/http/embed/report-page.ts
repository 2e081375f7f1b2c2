import { html } from 'hono/html'
import type { Language } from '../../moderation/language.ts'
import { siteTime } from '../../moderation/time-zone.ts'
import { say } from '../messages.ts'
import type { ReportStatusView } from '../reader/report-schemas.ts'
import { layout } from './page.ts'
import { REPORT_WORDS } from './page-words.ts'

interface ShownReport {
  readonly language: Language
  /** Of several: which the form is for. */
  readonly site: string | undefined
  /** As it was typed. */
  readonly ticket: string
  /** What became of it, or why that cannot be told; nothing before a number is given. */
  readonly found: ReportStatusView | string | undefined
}

/** A form for the number of a report, and what became of it: neither the comment nor the reason. */
export function reportPage({ language, site, ticket, found }: ShownReport) {
  const title = REPORT_WORDS.title[language]
  return layout(
    { language, title },
    html`<h1>${title}</h1>
      ${found === undefined ? '' : html`<div role="status">${typeof found === 'string' ? html`<p>${found}</p>` : status(found, language)}</div>`}
      <form method="get">
        <input type="hidden" name="lang" value="${language}">
        ${site === undefined ? '' : html`<input type="hidden" name="site" value="${site}">`}
        <p>
          <label for="ticket">${REPORT_WORDS.number[language]}</label>
          <input id="ticket" name="ticket" value="${ticket}" required maxlength="20" inputmode="numeric" autocomplete="off">
          <button>${REPORT_WORDS.look[language]}</button>
        </p>
      </form>`,
  )
}

function status({ ticket, answer, reportedAt, dueAt, answeredAt }: ReportStatusView, language: Language) {
  const promised = answeredAt === null ? REPORT_WORDS.due : REPORT_WORDS.answered
  const at = (iso: string) => siteTime(new Date(iso)).slice(0, 16)
  return html`<p><b>${ticket}</b></p>
    <p>${answer}</p>
    <p>${say(REPORT_WORDS.received, { at: at(reportedAt) }, language)} · ${say(promised, { at: at(answeredAt ?? dueAt) }, language)}</p>`
}
