import type { Appeal, OwnComment, PublicComment } from '../http/reader/schemas.ts'
import { withEvery } from './every-comment.ts'
import { isListed, type Snapshot } from './snapshot.ts'

// A reader with a long record of refusals must still see the others' comments without scrolling past it.
const REFUSED_SHOWN = 3

/** Takes the service's word on the reader's own comments; one that was held and is public now counts as fresh. */
export function withOwn(snapshot: Snapshot, own: readonly OwnComment[]): Snapshot {
  const held = new Set(snapshot.own.filter((comment) => comment.status === 'held').map((comment) => comment.id))
  const published = own.filter((comment) => comment.status === 'published' && held.has(comment.id))
  const unlisted = published.filter(({ id }) => !isListed(snapshot, id))
  const total = snapshot.total + unlisted.length
  const fresh = [...published.map(({ id }) => ({ id, from: 'held' as const })), ...snapshot.fresh]
  return { ...snapshot, own, fresh, total, counted: Math.max(snapshot.counted, total) }
}

/** Puts what the reader has just sent on top. A retry whose first attempt had arrived after all counts only once. */
export function withSent(snapshot: Snapshot, comment: OwnComment): Snapshot {
  const isKnown = snapshot.own.some(({ id }) => id === comment.id)
  const own = [comment, ...snapshot.own.filter(({ id }) => id !== comment.id)]
  if (comment.status !== 'published') return { ...snapshot, own }
  const total = snapshot.total + (isKnown ? 0 : 1)
  const fresh = [{ id: comment.id, from: 'sent' as const }, ...snapshot.fresh.filter(({ id }) => id !== comment.id)]
  return { ...snapshot, own, fresh, total, counted: Math.max(snapshot.counted, total) }
}

/** The new text of an own comment, wherever it is shown; what is not public any more is for the next load to take away. */
export function withEdited(snapshot: Snapshot, edited: OwnComment): Snapshot {
  const { id, text, lang, editedAt } = edited
  const own = snapshot.own.map((comment) => (comment.id === id ? edited : comment))
  const anew = (comment: PublicComment) => (comment.id === id ? { ...comment, text, lang, editedAt } : comment)
  return withOwn(withEvery(snapshot, anew), own)
}

/** A decision is appealed once. */
export function withAppeal(snapshot: Snapshot, id: string, appeal: Appeal): Snapshot {
  const own = snapshot.own.map((comment) => (comment.id === id ? { ...comment, appeal, appealUntil: null } : comment))
  return { ...snapshot, own }
}

/** A first comment that was answered leaves its place. */
export function withoutWithdrawn(snapshot: Snapshot, id: string): Snapshot {
  const wasPublic = snapshot.own.some((comment) => comment.id === id && comment.status === 'published')
  const fewer = wasPublic ? 1 : 0
  return {
    ...snapshot,
    comments: snapshot.comments.flatMap((comment) => (comment.id === id ? placeOf(comment) : [comment])),
    replies: Object.fromEntries(
      Object.entries(snapshot.replies).map(([thread, replies]) => [
        thread,
        { ...replies, comments: replies.comments.filter((comment) => comment.id !== id) },
      ]),
    ),
    own: snapshot.own.filter((comment) => comment.id !== id),
    fresh: snapshot.fresh.filter((comment) => comment.id !== id),
    total: Math.max(0, snapshot.total - fewer),
    counted: Math.max(0, snapshot.counted - fewer),
  }
}

function placeOf(comment: PublicComment): PublicComment[] {
  if (comment.replies === 0) return []
  return [{ ...comment, gone: 'withdrawn', text: '', lang: null, author: { name: '', badge: null, key: null } }]
}

export function hasHeld(snapshot: Snapshot): boolean {
  return snapshot.own.some((comment) => comment.status === 'held')
}

/** The reader's own comments that stand above the list, the newest first. Replies stand in their thread if it is shown. */
export function pinnedOwn(snapshot: Snapshot): readonly OwnComment[] {
  let refused = 0
  return [...snapshot.own]
    .sort((one, other) => other.createdAt.localeCompare(one.createdAt))
    .filter((comment) => {
      if (snapshot.comments.some(({ id }) => id === comment.thread) || !isShownToAuthor(snapshot, comment)) return false
      if (comment.status === 'rejected' || comment.status === 'removed') refused += 1
      return refused <= REFUSED_SHOWN || comment.status === 'held' || comment.status === 'published'
    })
}

/** Whether its author sees more of it than everyone does: it waits, was refused, or has just become public. */
function isShownToAuthor(snapshot: Snapshot, { id, status }: OwnComment): boolean {
  if (status === 'held') return true
  if (status === 'published') return snapshot.fresh.some((comment) => comment.id === id)
  return status !== 'withdrawn' && !snapshot.dismissed.includes(id)
}

/** The reader's own replies in a thread that is shown, with what only they see, the oldest first. */
export function ownReplies(snapshot: Snapshot, thread: string): readonly OwnComment[] {
  return snapshot.own
    .filter((comment) => comment.thread === thread && isShownToAuthor(snapshot, comment))
    .sort((one, other) => one.createdAt.localeCompare(other.createdAt))
}
