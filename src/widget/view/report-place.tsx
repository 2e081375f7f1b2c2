import type { PublicComment } from '../../http/reader/schemas.ts'
import type { Comments } from './comments.tsx'
import type { Given } from './given.ts'

interface ReportPlaceProps {
  readonly comment: PublicComment
  readonly view: Comments
}

/** Where anybody reports a comment; what it takes is fetched when somebody does. */
export function ReportPlace({ comment: { id, author }, view }: ReportPlaceProps, { texts }: Given) {
  const { api, settings } = view.props
  const { reported, report } = view
  const isOpen = reported?.has(id) ?? false
  const toggle = view.press(({ toggleReport }) => toggleReport(view, id))
  return (
    <>
      <button
        class="txt"
        type="button"
        aria-label={`${texts.report} ${author.name}`}
        aria-expanded={isOpen}
        onClick={toggle}
      >
        {texts.report}
      </button>
      {isOpen && report && (
        <report.Report texts={report.texts} id={id} api={api} language={settings.language} close={toggle} />
      )}
    </>
  )
}
