import { useMemo } from 'preact/hooks'
import type { Card } from '../../http/moderator/card-schemas.ts'
import { VeilBar } from '../care/veil-bar.tsx'
import type { Veil } from '../review/desk.ts'
import { useTexts } from '../texts/texts.ts'
import { age } from '../time-words.ts'
import { Author } from './author.tsx'
import type { CategoriesByCode } from './category-label.tsx'
import { Context } from './context.tsx'
import { Evidence } from './evidence.tsx'
import { LeaseTimer } from './lease-timer.tsx'
import { Normalized } from './normalized.tsx'
import { Recent } from './recent.tsx'
import { Said } from './said.tsx'
import { numbered } from './segments.ts'
import { shortId } from './short-id.ts'

const VERDICT_CLASS = { pass: 'tag ok', hold: 'tag warn', block: 'tag no' } as const

interface Props {
  readonly card: Card
  readonly categories: CategoriesByCode
  readonly isReady: boolean
  readonly isSending: boolean
  readonly cameBack: boolean
  readonly isNormalizedWhole: boolean
  readonly onToggleNormalized: () => void
  readonly isBlurOn: boolean
  /** Why the comment is blurred; empty for most. */
  readonly veiled: readonly string[]
  readonly veil: Veil
  readonly onToggleVeil: () => void
  readonly serverNow: () => number
  readonly onTick: (secondsLeft: number) => void
}

export function CommentCard(props: Props) {
  const { card, categories, isReady, isSending, cameBack, isNormalizedWhole, onToggleNormalized, serverNow, onTick } =
    props
  const { isBlurOn, veiled, veil, onToggleVeil } = props
  const { t } = useTexts()
  const isVeiled = veiled.length > 0 && veil === 'down'
  const { comment, screening, author } = card
  const hits = useMemo(() => numbered(screening.hits), [screening])
  const now = serverNow()
  return (
    <article
      class="card"
      aria-labelledby={isVeiled ? 'veil-why' : 'said'}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls in a low window, so the keyboard must reach it
      tabIndex={0}
      data-comment={comment.id}
      data-ready={isReady}
      data-veiled={isVeiled}
      aria-busy={isSending}
    >
      <div class="meta">
        <span class={VERDICT_CLASS[screening.verdict]}>{t(`verdict.${screening.verdict}`)}</span>
        <span class="num">
          {t('card.comment')}
          {t('list.dot')}
          {t('card.ago', { age: age((now - Date.parse(comment.createdAt)) / 1000, t) })}
        </span>
        <span class="mono dim" title={comment.id}>
          {shortId(comment.id)}
        </span>
        <LeaseTimer lease={card.lease} serverNow={serverNow} onTick={onTick} />
      </div>
      {cameBack && <p class="hint">{t('card.came_back')}</p>}
      <Context article={card.article} />
      {veiled.length > 0 && <VeilBar codes={veiled} veil={veil} categories={categories} onToggle={onToggleVeil} />}
      <Said comment={comment} hits={hits} isVeiled={isVeiled} />
      <Normalized
        text={comment.text}
        normalized={comment.normalized}
        hits={hits}
        isWhole={isNormalizedWhole}
        onToggle={onToggleNormalized}
        isVeiled={isVeiled}
      />
      <div class="lower">
        <Evidence screening={screening} hits={hits} categories={categories} isVeiled={isVeiled} />
        <Author author={author} now={now} />
      </div>
      <Recent
        recent={author.recent}
        categories={categories}
        now={now}
        isVeiled={isBlurOn && veil === 'down'}
        onToggleVeil={isBlurOn && veiled.length === 0 ? onToggleVeil : undefined}
      />
    </article>
  )
}
