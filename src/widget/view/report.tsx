import { useEffect, useRef, useState } from 'preact/hooks'
import type { ReportCategories, ReportStatusView, ReportView } from '../../http/reader/report-schemas.ts'
import type { Api } from '../api.ts'
import { type Answer, ask } from '../ask.ts'
import type { Language } from '../language.ts'
import { adoptReportStyles } from '../report-stylesheet.ts'
import type { ReportTexts } from '../texts/report/report-texts.ts'
import { fill } from '../texts/texts.ts'

interface ReportProps {
  readonly id: string
  readonly api: Api
  readonly language: Language
  readonly texts: ReportTexts
  readonly close: () => void
}

type Step =
  | { readonly kind: 'loading' | 'asked' | 'sending' }
  | { readonly kind: 'done'; readonly report: ReportView }
  | { readonly kind: 'failed'; readonly message: string }

/** The reasons in plain words, each of which sends; then the number, and whom else the portal names. */
export function Report({ id, api, language, texts, close }: ReportProps) {
  const place = useRef<HTMLElement>(null)
  const isSent = useRef(false)
  const [step, setStep] = useState<Step>({ kind: 'loading' })
  const [offered, setOffered] = useState<ReportCategories>()
  useEffect(() => {
    const root = place.current?.getRootNode()
    if (root instanceof ShadowRoot) adoptReportStyles(root)
    void ask<ReportCategories>(api, '/v1/report-categories').then((answer) => {
      if (answer.ok) setOffered(answer.value)
      setStep(answer.ok ? { kind: 'asked' } : { kind: 'failed', message: why(answer) || texts.failedLook })
    })
  }, [])
  // What had the focus is gone with each step.
  useEffect(() => place.current?.focus(), [step.kind])
  const send = async (category: string) => {
    // A second tap may come before the first is rendered, and would be another report.
    if (isSent.current) return
    isSent.current = true
    setStep({ kind: 'sending' })
    const path = `/v1/comments/${id}/reports`
    const answer = await ask<ReportView>(api, path, { method: 'POST', body: { category } })
    if (answer.ok) setStep({ kind: 'done', report: answer.value })
    else setStep({ kind: 'failed', message: why(answer) || texts.failed })
  }
  /** The focus goes back to what opened it. */
  const leave = () => {
    const opener = place.current?.previousElementSibling
    if (opener instanceof HTMLElement) opener.focus()
    close()
  }
  return (
    <section class="ask report" part="report-panel" ref={place} tabIndex={-1} aria-label={texts.ask}>
      {step.kind === 'asked' && <p>{texts.ask}</p>}
      {step.kind === 'asked' &&
        offered?.categories.map(({ code, name }) => (
          <button class="alt" type="button" key={code} onClick={() => void send(code)}>
            {name}
          </button>
        ))}
      {step.kind === 'sending' && <p role="status">{texts.sending}</p>}
      {step.kind === 'failed' && <p role="alert">{step.message}</p>}
      {step.kind === 'done' && <Received report={step.report} {...{ api, language, texts }} />}
      {offered && step.kind !== 'sending' && <Contacts contacts={offered.contacts} texts={texts} />}
      <button class="txt" type="button" onClick={leave}>
        {texts.cancel}
      </button>
    </section>
  )
}

function Received({ report, api, language, texts }: Omit<ReportProps, 'id' | 'close'> & { report: ReportView }) {
  const [told, setTold] = useState('')
  const at = new Date(report.dueAt).toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short' })
  const look = async () => {
    const answer = await ask<ReportStatusView>(api, `/v1/reports/${report.ticket}`)
    setTold(answer.ok ? answer.value.answer : why(answer) || texts.failedLook)
  }
  return (
    <>
      <p role="status">
        <b>{fill(texts.done, { ticket: report.ticket })}</b>
      </p>
      <p>{fill(texts.promise, { at })}</p>
      <button class="txt" type="button" onClick={() => void look()}>
        {texts.look}
      </button>
      <p role="status">{told}</p>
      <p>
        <a href={statusPage(api, report.ticket, language)} target="_blank" rel="noopener">
          {texts.page}
        </a>
      </p>
    </>
  )
}

/** Where its number leads without a script. */
function statusPage({ at }: Api, ticket: string, language: Language): string {
  return at(`/reports?ticket=${ticket}&lang=${language}`).href
}

function Contacts({ contacts: { phone, email, url }, texts }: Pick<ReportProps, 'texts'> & ReportCategoriesContacts) {
  return (
    <p class="hint">
      {url ? <a href={url}>{texts.contacts}</a> : texts.contacts}
      {phone && ` · ${texts.phone} ${phone}`}
      {email && ` · ${texts.email} ${email}`}
      {' · '}
      <a href="https://www.12377.cn">{texts.center}</a>
    </p>
  )
}

type ReportCategoriesContacts = Pick<ReportCategories, 'contacts'>

/** The service's own words where it gave any. */
function why(answer: Answer<unknown>): string {
  return !answer.ok && answer.problem.kind === 'refused' ? answer.problem.message : ''
}
