import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import type { BulkSummary } from '../../http/moderator/bulk/bulk-schemas.ts'
import type { ModeratorApi } from '../api/moderator-api.ts'
import { useLoaded } from '../api/use-loaded.ts'
import type { CategoriesByCode } from '../card/category-name.ts'
import type { Review } from '../review/review.ts'
import { useCategories } from '../review/use-categories.ts'
import { useReviewState } from '../review/use-review.ts'
import { useTexts } from '../texts/texts.ts'
import { dateAndClock } from '../time-words.ts'
import { Trouble } from '../trouble.tsx'
import { ActTag } from './act-tag.tsx'
import { actTitle } from './act-title.ts'

interface Props {
  readonly api: ModeratorApi
  readonly review: Review
  readonly onEnded: () => void
}

/** Acts on many: those that wait for a second person, and what was done lately. */
export function ActsPage({ api, review, onEnded }: Props) {
  const { t, language } = useTexts()
  const { actsHeard } = useReviewState(review)
  const { value: list, isBusy, isUnreachable, refusal, reload } = useLoaded(api.acts, onEnded)
  const { byCode } = useCategories(api, { language })
  useEffect(() => {
    if (actsHeard > 0) reload()
  }, [actsHeard])
  const waiting = list?.acts.filter(({ state }) => state === 'proposed') ?? []
  const past = list?.acts.filter(({ state }) => state !== 'proposed') ?? []
  return (
    <main class="page acts-page">
      <h1>{t('acts.title')}</h1>
      <p class="sub about">{t('acts.about')}</p>
      <Trouble refusal={refusal} isUnreachable={isUnreachable} failed={t('acts.failed')} onRetry={reload} />
      {list === null && isBusy && <p class="dim">{t('loading')}</p>}
      {list && (
        <>
          <Part id="acts-waiting" title={t('acts.waiting', { count: waiting.length })}>
            {waiting.length === 0 && <p class="dim">{t('acts.none_waiting')}</p>}
            <List acts={waiting} categories={byCode} />
          </Part>
          <Part id="acts-past" title={t('acts.past')}>
            {past.length === 0 && <p class="dim">{t('acts.none')}</p>}
            <List acts={past} categories={byCode} />
          </Part>
        </>
      )}
    </main>
  )
}

function Part({ id, title, children }: { id: string; title: string; children: ComponentChildren }) {
  return (
    <section class="panel" aria-labelledby={id} aria-live="polite">
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  )
}

function List({ acts, categories }: { acts: readonly BulkSummary[]; categories: CategoriesByCode }) {
  const { t, language } = useTexts()
  return (
    <ul class="acts-list">
      {acts.map((act) => (
        <li key={act.id}>
          <a href={`#acts/${act.id}`}>{actTitle(act, categories, t)}</a>
          <ActTag state={act.state} />
          <span class="sm sub">
            {t('acts.by', { name: act.proposedBy.name })}
            {act.approvedBy && t('acts.approved_by', { name: act.approvedBy.name })}
          </span>
          <time class="num sm dim" dateTime={act.proposedAt}>
            {dateAndClock(act.proposedAt, language)}
          </time>
          {act.mayApprove && <span class="sm warn">{t('acts.for_you')}</span>}
        </li>
      ))}
    </ul>
  )
}
