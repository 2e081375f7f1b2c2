import { useEffect, useState } from 'preact/hooks'
import type { BulkPreviewView, NewBulkAct, NewBulkPreview } from '../../http/moderator/bulk/bulk-schemas.ts'
import type { ModeratorApi } from '../api/moderator-api.ts'
import { useLoaded } from '../api/use-loaded.ts'
import { useCategories } from '../review/use-categories.ts'
import type { Settings } from '../settings.ts'
import { useTexts } from '../texts/texts.ts'
import { Trouble } from '../trouble.tsx'
import { DecideDialog } from './decide-dialog.tsx'
import { FloodTimeline } from './flood-timeline.tsx'
import { ManyBar } from './many-bar.tsx'
import { ManyHead } from './many-head.tsx'
import { isRefusing, type Offer, offersFor } from './offers.ts'
import { PickTable } from './pick-table.tsx'
import { NO_PICKS, type Picks } from './picks.ts'
import { isVeiledRow } from './row.ts'
import { useListKeys } from './use-list-keys.ts'

interface Props {
  readonly api: ModeratorApi
  readonly settings: Settings
  readonly wish: NewBulkPreview
  /** The category that the card suggests. */
  readonly suggestion: string | null
  readonly onBack: () => void
  readonly onEnded: () => void
}

type Previewed = BulkPreviewView['comments'][number]

/** A status that does not allow what was asked first may allow something else. */
const FREE: readonly Previewed['outcome'][] = ['decided', 'not_decidable']

/** Comments that belong together, to be ticked and decided at once. */
export function Many({ api, settings, wish, suggestion, onBack, onEnded }: Props) {
  const { t, language } = useTexts()
  const { value: preview, isBusy, refusal, isUnreachable, reload } = useLoaded(() => api.previewMany(wish), onEnded)
  const { categories, byCode } = useCategories(api, { language })
  const [picks, setPicks] = useState<Picks>(NO_PICKS)
  const [asked, setAsked] = useState<Offer | null>(null)
  const [isLifted, setLifted] = useState(!settings.blur)
  const [isTold, setTold] = useState(false)
  useEffect(() => {
    if (preview)
      setPicks({ ids: new Set(preview.comments.filter((one) => isMeant(one, wish)).map(({ id }) => id)), anchor: null })
  }, [preview])
  useEffect(() => document.getElementById('front')?.focus(), [preview === null])

  const ticked = preview?.comments.filter(({ id }) => picks.ids.has(id)) ?? []
  const offers = offersFor(ticked)
  const ask = (offer: Offer | undefined) => {
    if (!offer) return
    // Nothing is published unread.
    const isUnread = !isLifted && ticked.some((row) => isVeiledRow(row) && offer.ids.includes(row.id))
    const isStopped = isUnread && !isRefusing(offer.kind)
    setTold(isStopped)
    if (isStopped) setLifted(true)
    else setAsked(offer)
  }
  useListKeys({
    letters: {
      r: () => ask(offers.find(({ kind }) => kind === 'reject' || kind === 'remove')),
      a: () => ask(offers.find(({ kind }) => kind === 'publish' || kind === 'restore')),
      h: () => setLifted(!isLifted),
    },
    onBack,
    areSingleKeysOn: settings.singleKeys,
  })
  const whyNot = ({ outcome, holder }: Previewed) => {
    if (FREE.includes(outcome)) return null
    return holder === null ? t(`many.why.${outcome}`) : t('many.why.held_by', { holder })
  }
  return (
    <main class="page wide many">
      <ManyHead wish={wish} suggestion={suggestion} preview={preview} ticked={ticked} />
      {preview && wish.source.type === 'near_duplicates' && <FloodTimeline rows={preview.comments} />}
      <Trouble refusal={refusal} isUnreachable={isUnreachable} failed={t('many.failed')} onRetry={reload} />
      {preview === null && isBusy && <p class="dim">{t('loading')}</p>}
      {preview?.comments.some(isVeiledRow) && settings.blur && (
        <p>
          <button type="button" class="btn sm" aria-pressed={isLifted} onClick={() => setLifted(!isLifted)}>
            {t(isLifted ? 'veil.hide' : 'veil.show')} <kbd>H</kbd>
          </button>
        </p>
      )}
      <p class="warn" role="status">
        {isTold && t('veil.first')}
      </p>
      {preview && (
        <PickTable
          caption={t('many.table')}
          rows={preview.comments}
          picks={picks}
          onPicks={setPicks}
          categories={byCode}
          isVeiled={!isLifted}
          whyNot={whyNot}
          last={{ head: t(wish.source.type === 'near_duplicates' ? 'many.likeness' : 'many.col.note'), cell: lastCell }}
        />
      )}
      {preview && <ManyBar {...preview} offers={offers} ticked={ticked.length} onAsk={ask} onBack={onBack} />}
      {asked && preview && (
        <DecideDialog
          api={api}
          offer={asked}
          seen={preview.bulkId}
          source={sourceOf(wish)}
          categories={categories}
          suggestion={suggestion}
          onClose={() => setAsked(null)}
          onEnded={onEnded}
        />
      )}
    </main>
  )
}

function isMeant({ isTicked, outcome }: Previewed, { source }: NewBulkPreview): boolean {
  return isTicked || (outcome === 'not_decidable' && source.type === 'selection')
}

function lastCell({ likeness, isTicked }: Previewed) {
  return likeness === null ? null : <span class={isTicked ? 'num' : 'num odd'}>{likeness.toFixed(2)}</span>
}

/** How they were found, as the act keeps it. */
function sourceOf({ source }: NewBulkPreview): NewBulkAct['source'] {
  if (source.type === 'author') return { type: 'author', readerId: source.readerId }
  return source.type === 'near_duplicates' ? source : { type: 'selection' }
}
