import { useEffect, useState } from 'preact/hooks'
import type { SearchPage } from '../../http/moderator/search/search-schemas.ts'
import { exportPath } from '../api/many-api.ts'
import type { ModeratorApi } from '../api/moderator-api.ts'
import type { CategoriesByCode } from '../card/category-name.ts'
import { PickTable } from '../many/pick-table.tsx'
import { NO_PICKS, type Picks } from '../many/picks.ts'
import { isVeiledRow } from '../many/row.ts'
import { useListKeys } from '../many/use-list-keys.ts'
import type { Settings } from '../settings.ts'
import { useTexts } from '../texts/texts.ts'
import { Trouble } from '../trouble.tsx'
import { useSearch } from './use-search.ts'

interface Props {
  readonly api: ModeratorApi
  readonly query: string
  readonly settings: Settings
  readonly mayDecide: boolean
  readonly categories: CategoriesByCode
  readonly onChosen: (commentIds: readonly string[]) => void
  readonly onEnded: () => void
}

type Found = SearchPage['comments'][number]

/** As many as one act may hold. */
const MOST = 500

/** What was found: to be read one by one, ticked for an act on many, and taken away as a table. */
export function Results({ api, query, settings, mayDecide, categories, onChosen, onEnded }: Props) {
  const { t, language } = useTexts()
  const { found, isBusy, isUnreachable, refusal, reload, more } = useSearch(api, query, onEnded)
  const [picks, setPicks] = useState<Picks>(NO_PICKS)
  const [isLifted, setLifted] = useState(!settings.blur)
  useEffect(() => {
    // Whoever searched, here or from the box above, goes on to what was found, where single keys are alive.
    const { activeElement } = document
    const isFree = activeElement === document.body || activeElement?.closest('.search-form')
    if (found && isFree) document.getElementById('found')?.focus()
  }, [found === null])
  const choose = () => {
    if (picks.ids.size > 0 && picks.ids.size <= MOST) onChosen([...picks.ids])
  }
  useListKeys({ letters: { b: choose, h: () => setLifted(!isLifted) }, areSingleKeysOn: settings.singleKeys })
  const lastCell = ({ decision, queues }: Found) =>
    decision
      ? `${t(`act.${decision.kind}`)}${t('list.dot')}${decision.by === 'policy' ? t('search.policy') : decision.by}`
      : queues.map((queue) => t(`queue.${queue}`)).join(t('list.comma'))
  return (
    <>
      <Trouble refusal={refusal} isUnreachable={isUnreachable} failed={t('search.failed')} onRetry={reload} />
      <p class="found" id="found" tabIndex={-1} role="status">
        {found ? countText(found, t) : isBusy ? t('loading') : ''}
      </p>
      {found && found.comments.length > 0 && (
        <>
          <div class="tools">
            {mayDecide && (
              <button
                type="button"
                class="btn pri"
                disabled={picks.ids.size === 0 || picks.ids.size > MOST}
                onClick={choose}
              >
                {t('search.decide', { count: picks.ids.size })} <kbd>B</kbd>
              </button>
            )}
            {settings.blur && found.comments.some(isVeiledRow) && (
              <button type="button" class="btn" aria-pressed={isLifted} onClick={() => setLifted(!isLifted)}>
                {t(isLifted ? 'veil.hide' : 'veil.show')} <kbd>H</kbd>
              </button>
            )}
            <span class="key-help sm sub">
              {t('many.key.tick')} <kbd>X</kbd> {t('many.key.range')} <kbd>⇧</kbd> <kbd>X</kbd> {t('many.key.step')}{' '}
              <kbd>J</kbd> <kbd>K</kbd>
            </span>
            <a class="btn push" href={exportPath(query, language)} download>
              {t('search.csv')}
            </a>
          </div>
          <PickTable
            caption={t('search.results')}
            rows={found.comments}
            picks={picks}
            onPicks={setPicks}
            categories={categories}
            isVeiled={!isLifted}
            whyNot={({ status }) => (mayDecide && status !== 'withdrawn' ? null : '')}
            last={{ head: t('search.became'), cell: lastCell }}
          />
        </>
      )}
      {found?.nextCursor && (
        <p>
          <button type="button" class="btn" disabled={isBusy} onClick={more}>
            {t('search.more')}
          </button>
        </p>
      )}
    </>
  )
}

function countText({ total, comments }: SearchPage, t: ReturnType<typeof useTexts>['t']): string {
  if (comments.length === 0) return t('search.nothing')
  const values = { count: total?.count ?? comments.length, shown: comments.length }
  return t(total?.isAtLeast ? 'search.found_many' : 'search.found', values)
}
