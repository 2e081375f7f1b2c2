import type { Queue } from '../../../moderation/queue.ts'
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

/** Who did these is told to nobody who is still to judge for themselves. */
const JUDGING: readonly ChangeType[] = ['decided', 'undone']

/** Any other tells it too: what is reported is public, what is appealed was refused. */
const PLAIN: readonly (Queue | null)[] = ['held', 'second', null]

/**
 * What a page is told of changes. Whoever may still be asked for a second look at a comment hears that it is decided, by
 * nobody in particular and in no queue, that something came to a queue but not what, and nothing of notes or measures;
 * what was overturned hears only who had decided it.
 */
export function toldTo({ moderatorId, looksBlind }: Viewer, changes: readonly Change[]) {
  return changes.flatMap((change) => {
    const { id, type, moderatorId: who, notAsked } = change
    if (type === 'session_ended' || (type === 'overturned' && who !== moderatorId)) return []
    const isBlind = looksBlind && notAsked !== null && !notAsked.includes(moderatorId)
    if (isBlind && TELLING.includes(type)) return []
    const { queue, commentId, by } = isBlind ? hidden(change) : change
    return [{ id, type, queue, commentId, by, isOwn: who === moderatorId, at: new Date(change.at).toISOString() }]
  })
}

function hidden({ type, queue, commentId, by }: Change): Pick<Change, 'queue' | 'commentId' | 'by'> {
  const isPlain = PLAIN.includes(queue)
  if (type === 'arrived') return { queue, commentId: isPlain ? commentId : null, by }
  return { queue: isPlain ? queue : null, commentId, by: JUDGING.includes(type) ? null : by }
}
