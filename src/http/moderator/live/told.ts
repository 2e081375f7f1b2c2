import type { Change } from '../../../storage/change-feed.ts'
import type { ChangeType } from '../../../storage/schema-review.ts'

/** Whom a page belongs to. */
export interface Viewer {
  readonly moderatorId: string
  /** Whether they are asked to look at what others decided without knowing what; leads are not. */
  readonly looksBlind: boolean
}

/** These tell by themselves what was made of a comment. */
const TELLING: readonly ChangeType[] = ['noted', 'sanctioned']

/**
 * What a page is told of changes. Whoever may still be asked for a second look at a comment hears that it is decided, by
 * nobody in particular, and nothing of notes or measures; what was overturned hears only who had decided it.
 */
export function toldTo({ moderatorId, looksBlind }: Viewer, changes: readonly Change[]) {
  return changes.flatMap(({ id, type, queue, commentId, moderatorId: who, by, notAsked, at }) => {
    if (type === 'session_ended' || (type === 'overturned' && who !== moderatorId)) return []
    const isBlind = looksBlind && notAsked !== null && !notAsked.includes(moderatorId)
    if (isBlind && TELLING.includes(type)) return []
    const isHidden = isBlind && type === 'decided'
    const isOwn = who === moderatorId
    return [{ id, type, queue, commentId, by: isHidden ? null : by, isOwn, at: new Date(at).toISOString() }]
  })
}
