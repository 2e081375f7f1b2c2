import { useRef, useState } from 'preact/hooks'
import type { PublicComment } from '../../http/reader/schemas.ts'
import type { Api } from '../api.ts'
import type { Language } from '../language.ts'
import { useTexts } from './texts-context.ts'
import { useLater } from './use-later.ts'

interface ReportPlaceProps {
  readonly comment: PublicComment
  readonly api: Api
  readonly language: Language
}

/** Where anybody reports a comment; what it takes is fetched when somebody does. */
export function ReportPlace({ comment: { id, author }, api, language }: ReportPlaceProps) {
  const texts = useTexts()
  const opener = useRef<HTMLButtonElement>(null)
  const [isOpen, setOpen] = useState(false)
  const { value: report } = useLater(
    'report',
    isOpen ? () => import('./fetch-report.ts').then(({ fetchReport }) => fetchReport(language)) : undefined,
  )
  const close = () => {
    opener.current?.focus()
    setOpen(false)
  }
  return (
    <>
      <button
        class="txt"
        type="button"
        ref={opener}
        aria-label={`${texts.report} ${author.name}`}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {texts.report}
      </button>
      {isOpen && report && <report.Report texts={report.texts} id={id} api={api} language={language} close={close} />}
    </>
  )
}
