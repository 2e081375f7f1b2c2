import type { CommentView } from '../../http/moderator/card-schemas.ts'
import { useTexts } from '../texts/texts.ts'
import { dateAndClock } from '../time-words.ts'

type Reported = CommentView['reports']
type Listed = Reported['listed'][number]

/** So many are seen without a scroll. */
const SEEN = 4

interface Props {
  readonly reports: Reported
  readonly now: number
  readonly isVeiled: boolean
}

/** Everything that readers have against a comment, on one card: for what, in whose words, and how right they were before. */
export function Reports({ reports: { count, categories, listed }, now, isVeiled }: Props) {
  const { t, language } = useTexts()
  const dues = listed.map(({ dueAt }) => dueAt).sort()
  const [due] = dues
  return (
    <section class="complaint" aria-labelledby="h-reports">
      <h2 class="h" id="h-reports">
        {t('reports.title', { count })}
        <span class="more xs dim">{t('reports.about')}</span>
      </h2>
      <p class="kinds">
        {categories.map((one) => (
          <span class="tag no" key={one.category}>
            {t('reports.category', { name: one.name, count: one.count })}
          </span>
        ))}
        {due !== undefined && (
          <span class={Date.parse(due) < now ? 'xs late' : 'xs dim'}>
            {t(Date.parse(due) < now ? 'reports.late' : 'reports.promised', { at: dateAndClock(due, language) })}
          </span>
        )}
      </p>
      <ul aria-labelledby="h-reports" tabIndex={listed.length > SEEN ? 0 : undefined}>
        {listed.map((report) => (
          <Report key={report.ticket} report={report} isVeiled={isVeiled} />
        ))}
      </ul>
      {count > listed.length && <p class="xs dim">{t('reports.more', { count: count - listed.length })}</p>}
    </section>
  )
}

function Report({ report: { name, text, reader }, isVeiled }: { report: Listed; isVeiled: boolean }) {
  const { t } = useTexts()
  return (
    <li>
      <b>{name}</b>
      {/* A reader may repeat what is complained of. */}
      <span class={isVeiled ? 'words veiled' : 'words'} aria-hidden={isVeiled} dir="auto">
        {text}
      </span>
      <span class="xs dim">{reader ? <Record reader={reader} /> : t('reports.anonymous')}</span>
    </li>
  )
}

function Record({ reader: { name, decided, upheld } }: { reader: NonNullable<Listed['reader']> }) {
  const { t } = useTexts()
  return (
    <>
      {name}
      {t('list.dot')}
      {decided === 0 ? t('reports.record_none') : t('reports.record', { decided, upheld })}
    </>
  )
}
