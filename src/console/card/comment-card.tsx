import { useMemo } from 'preact/hooks'
import type { Card } from '../../http/moderator/card-schemas.ts'
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
  readonly serverNow: () => number
  readonly onTick: (secondsLeft: number) => void
}

export function CommentCard(props: Props) {
  const { card, categories, isReady, isSending, cameBack, isNormalizedWhole, onToggleNormalized, serverNow, onTick } =
    props
  const { t } = useTexts()
  const { comment, screening, author } = card
  const hits = useMemo(() => numbered(screening.hits), [screening])
  const now = serverNow()
  return (
    <article
      class="card"
      aria-labelledby="said"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls in a low window, so the keyboard must reach it
      tabIndex={0}
      data-comment={comment.id}
      data-ready={isReady}
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
      <Said comment={comment} hits={hits} />
      <Normalized
        text={comment.text}
        normalized={comment.normalized}
        hits={hits}
        isWhole={isNormalizedWhole}
        onToggle={onToggleNormalized}
      />
      <div class="lower">
        <Evidence screening={screening} hits={hits} categories={categories} />
        <Author author={author} now={now} />
      </div>
      <Recent recent={author.recent} categories={categories} now={now} />
    </article>
  )
}
