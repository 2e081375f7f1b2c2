import type { Card } from '../../http/moderator/card-schemas.ts'
import type { CategoryView } from '../../http/moderator/schemas.ts'
import { useTexts } from '../texts/texts.ts'
import { CardBody, type CardBodyProps } from './card-body.tsx'
import { CardMeta } from './card-meta.tsx'
import { LeaseTimer } from './lease-timer.tsx'
import { FAILED } from './rule-name.ts'
import { shortId } from './short-id.ts'

interface Props extends Omit<CardBodyProps, 'view' | 'now'> {
  readonly card: Card
  readonly suggestion: CategoryView | undefined
  readonly isReady: boolean
  readonly cameBack: boolean
  /** Opens the drawer with the notes, where there is no room beside the card. */
  readonly onNotes: () => void
  readonly serverNow: () => number
}

export function CommentCard({ card, suggestion, isReady, cameBack, onNotes, serverNow, ...body }: Props) {
  const { t } = useTexts()
  const now = serverNow()
  const isVeiled = body.veiled.length > 0 && body.veil === 'down'
  const { notes, screening } = card
  return (
    <article
      class="card"
      aria-labelledby="front"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls in a low window, so the keyboard must reach it
      tabIndex={0}
      data-comment={card.comment.id}
      data-ready={isReady}
      data-veiled={isVeiled}
    >
      <h1 class="vh" id="front" tabIndex={-1} aria-describedby={isVeiled ? 'veil-why' : 'said'}>
        {t('card.front', {
          comment: shortId(card.comment.id),
          verdict: t(`verdict.${screening.verdict}`),
          suggestion: suggestion?.name ?? t('card.no_suggestion'),
        })}
      </h1>
      <CardMeta view={card} now={now}>
        {notes.length > 0 && (
          <button type="button" class="tag acc drawer-tab" onClick={onNotes}>
            {t('card.notes', { count: notes.length })}
          </button>
        )}
        <LeaseTimer lease={card.lease} serverNow={serverNow} />
      </CardMeta>
      {screening.findings.some(({ rule }) => rule.startsWith(FAILED)) && (
        <p class="hint warn">{t('card.unread_by_machine')}</p>
      )}
      {cameBack && <p class="hint">{t('card.came_back')}</p>}
      <CardBody view={card} now={now} {...body} />
    </article>
  )
}
