import type { HitView } from '../../http/moderator/card-schemas.ts'
import { useTexts } from '../texts/texts.ts'
import { isEvasive } from './evasion.ts'

interface Props {
  readonly text: string
  readonly normalized: string
  readonly hits: readonly HitView[]
  readonly isWhole: boolean
  readonly onToggle: () => void
  readonly isVeiled: boolean
}

/** What was undone before matching: each disguised hit with the entry behind it, or on demand the whole text. */
export function Normalized({ text, normalized, hits, isWhole, onToggle, isVeiled }: Props) {
  const { t } = useTexts()
  return (
    <div class="norm">
      <span>{t('normalized.title')}</span>
      <span class={isVeiled ? 'undone veiled' : 'undone'} id="normalized-text" aria-hidden={isVeiled}>
        {isWhole ? <NormalizedText text={text} normalized={normalized} /> : <Undone hits={hits} />}
      </span>
      <button
        type="button"
        class="key"
        aria-pressed={isWhole}
        aria-controls="normalized-text"
        title={t('normalized.toggle')}
        onClick={onToggle}
      >
        <kbd>V</kbd>
        <span class="vh">{t('normalized.toggle')}</span>
      </button>
    </div>
  )
}

function NormalizedText({ text, normalized }: { text: string; normalized: string }) {
  const { t } = useTexts()
  return normalized === text ? (
    <span class="dim">{t('normalized.same')}</span>
  ) : (
    <span class="whole-text">{normalized}</span>
  )
}

function Undone({ hits }: { hits: readonly HitView[] }) {
  const { t } = useTexts()
  const disguised = hits.filter((hit) => hit.entry !== null && hit.entry !== hit.text && isEvasive(hit.folds))
  if (disguised.length === 0) return <span class="dim">{t('normalized.none')}</span>
  return disguised.map((hit) => (
    <span class="undoing" key={`${hit.start}-${hit.rule}`}>
      <b>{hit.text}</b> → <b>{hit.entry}</b>
    </span>
  ))
}
