import type { ComponentChildren } from 'preact'
import type { CommentView } from '../../http/moderator/card-schemas.ts'
import { useTexts } from '../texts/texts.ts'
import { age } from '../time-words.ts'
import { shortId } from './short-id.ts'

const VERDICT_CLASS = { pass: 'tag ok', hold: 'tag warn', block: 'tag no' } as const
const STATUS_CLASS = { published: 'tag ok', rejected: 'tag no', removed: 'tag no', withdrawn: 'tag' } as const

interface Props {
  readonly view: CommentView
  readonly now: number
  readonly children?: ComponentChildren
}

/** What the machine said, what stands, and which comment it is. */
export function CardMeta({ view: { comment, screening }, now, children }: Props) {
  const { t } = useTexts()
  return (
    <div class="meta">
      <span class={VERDICT_CLASS[screening.verdict]}>{t(`verdict.${screening.verdict}`)}</span>
      {comment.status !== 'held' && (
        <span class={STATUS_CLASS[comment.status]}>{t('card.stands', { status: t(`status.${comment.status}`) })}</span>
      )}
      <span class="num">
        {t('card.comment')}
        {t('list.dot')}
        {t('card.ago', { age: age((now - Date.parse(comment.createdAt)) / 1000, t) })}
      </span>
      <span class="mono dim" title={comment.id}>
        {shortId(comment.id)}
      </span>
      {children}
    </div>
  )
}
