import type { Card } from '../../http/moderator/card-schemas.ts'
import { find, type Holding, leasedAt } from './holding.ts'
import type { Change } from './live.ts'
import type { ColleagueAct, Sent } from './review-state.ts'

/** What changes mean for the comments on this desk. */
export interface Effects {
  /** Comments that are not this desk's any more, with what took them. */
  readonly gone: readonly { readonly card: Card; readonly change: Change }[]
  /** Comments on which a colleague wrote a note. */
  readonly noted: readonly string[]
  /** Comments for which a measure against their author was taken or ended, held here or not. */
  readonly sanctioned: readonly string[]
  /** Something may be there to claim. */
  readonly mayClaim: boolean
  readonly colleagues: readonly ColleagueAct[]
}

const TAKES: readonly Change['type'][] = ['decided', 'withdrawn', 'edited', 'undone', 'claimed', 'released']
const BRINGS: readonly Change['type'][] = ['arrived', 'released', 'edited', 'undone']

/**
 * Reads changes in the order in which they happened. What happened before a comment was leased here is not about this
 * lease; an own act counts where it was another page of the same moderator's.
 */
export function effectsOf(changes: readonly Change[], holding: Holding, unsent: readonly Sent[]): Effects {
  const gone = new Map<string, { card: Card; change: Change }>()
  for (const change of changes) {
    const card = change.commentId === null ? undefined : find(holding, change.commentId)
    if (!card || !TAKES.includes(change.type) || isStale(change, card)) continue
    if (change.type === 'claimed' && change.isOwn) continue
    gone.set(card.comment.id, { card, change })
  }
  const noted = changes.filter(({ type, isOwn }) => type === 'noted' && !isOwn).map(({ commentId }) => commentId ?? '')
  return {
    gone: [...gone.values()],
    noted: noted.filter((id) => find(holding, id)),
    sanctioned: changes.flatMap(({ type, commentId }) => (type === 'sanctioned' ? (commentId ?? []) : [])),
    mayClaim: changes.some((change) => mayClaim(change, unsent)),
    colleagues: changes.flatMap(colleagueAct).reverse(),
  }
}

/** The two times are rounded, each its own way, and one transaction undoes a decision and leases the comment anew. */
const ROUNDING_MS = 50

function isStale({ at }: Change, { lease }: Card): boolean {
  return Date.parse(at) <= leasedAt(lease) + ROUNDING_MS
}

// What this page gives back itself it does not want again at once.
function mayClaim({ type, commentId, isOwn }: Change, unsent: readonly Sent[]): boolean {
  if (commentId === null) return true
  return BRINGS.includes(type) && !isOwn && !unsent.some(({ card }) => card.comment.id === commentId)
}

function colleagueAct({ id, type, commentId, by, isOwn, at }: Change): ColleagueAct[] {
  // What another made of a decision is told to whoever had made it, as theirs.
  if (type === 'overturned' && commentId !== null) return [{ id, type, commentId, by: '', at }]
  if (isOwn || by === null || commentId === null || (type !== 'decided' && type !== 'undone')) return []
  return [{ id, type, commentId, by, at }]
}
