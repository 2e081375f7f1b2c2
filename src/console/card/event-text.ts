import type { CommentView } from '../../http/moderator/card-schemas.ts'
import type { Texts } from '../texts/texts.ts'
import { type CategoriesByCode, categoryName } from './category-name.ts'

type CardEvent = CommentView['events'][number]

interface Surroundings {
  readonly displayName: string
  readonly categories: CategoriesByCode
  readonly t: Texts['t']
}

/** One line of a comment's log in words: who did what, and what came of it. */
export function eventText({ type, actor, detail }: CardEvent, { displayName, categories, t }: Surroundings): string {
  const key = `event.${type}`
  if (!t.has(key)) return type
  const actorKey = `actor.${actor}`
  const named = t.has(actorKey) ? t(actorKey) : actor
  const said = t(key, { actor: named === displayName ? t('actor.you') : named })
  const more = detailOf(detail, categories, t)
  return more === '' ? said : t('event.detail', { said, more })
}

function detailOf(detail: CardEvent['detail'], categories: CategoriesByCode, t: Texts['t']): string {
  const { kind, category, verdict, reason, queue, outcome, result } = detail
  const parts = [
    worded(`act.${kind}`, t),
    worded(`verdict.word.${verdict}`, t),
    worded(`skip.${reason}`, t),
    worded(`queue.${queue}`, t),
    worded(`outcome.${outcome}`, t),
    worded(`result.${result}`, t),
    typeof category === 'string' ? categoryName(category, categories) : '',
  ]
  return parts.filter(Boolean).join(t('list.dot'))
}

function worded(key: string, t: Texts['t']): string {
  return t.has(key) ? t(key) : ''
}
