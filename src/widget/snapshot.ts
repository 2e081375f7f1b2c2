import type { CommentPage, OwnComment, PublicComment } from '../http/reader/schemas.ts'
import type { Replies } from './replies.ts'
import type { Sort } from './settings.ts'

/** What the reader is shown of one article's comments. */
export interface Snapshot {
  readonly phase: 'loading' | 'ready'
  readonly sort: Sort
  /** First comments; what answers them is in `replies`. */
  readonly comments: readonly PublicComment[]
  /** By the first comment of the thread, where some were asked for. */
  readonly replies: Readonly<Record<string, Replies>>
  readonly total: number
  /** Published comments by the last count asked for; more than `total` when some are not loaded yet. */
  readonly counted: number
  readonly mode: CommentPage['mode']
  /** The portal's official note. */
  readonly note: CommentPage['note']
  readonly nextCursor: string | null
  readonly isBusy: boolean
  /** What could not be loaded the last time; whatever was shown before stays. `service`: this page may not ask it at all. */
  readonly missing: 'list' | 'more' | 'service' | null
  readonly own: readonly OwnComment[]
  /** Own comments that became public while their author looked on; they stay on top until the next load. */
  readonly fresh: readonly { readonly id: string; readonly from: 'sent' | 'held' }[]
  readonly dismissed: readonly string[]
  /** The ids of the comments that the reader likes. */
  readonly liked: readonly string[]
  /** The keys of the authors whom the reader has blocked. */
  readonly blocked: readonly string[]
  /** Whether the list begins at a comment that was linked to, and not at its start. */
  readonly isFromLink: boolean
  /** The comment that was linked to, once it was looked for. */
  readonly linked: { readonly id: string; readonly isFound: boolean } | null
}

// A reader with a long record of refusals must still see the others' comments without scrolling past it.
const REFUSED_SHOWN = 3

export function emptySnapshot(sort: Sort, dismissed: readonly string[]): Snapshot {
  return {
    phase: 'loading',
    sort,
    comments: [],
    replies: {},
    total: 0,
    counted: 0,
    mode: 'pre',
    note: null,
    nextCursor: null,
    isBusy: false,
    missing: null,
    own: [],
    fresh: [],
    dismissed,
    liked: [],
    blocked: [],
    isFromLink: false,
    linked: null,
  }
}

/** A first page replaces what was shown. */
export function withFirstPage(snapshot: Snapshot, sort: Sort, page: CommentPage): Snapshot {
  const { comments, total, mode, note, nextCursor } = page
  const anew = { sort, comments, replies: {}, total, counted: total, mode, note, nextCursor, fresh: [] }
  return { ...snapshot, phase: 'ready', ...anew }
}

/** A further page is appended; what moved across the page boundary meanwhile is not shown twice. */
export function withNextPage(snapshot: Snapshot, page: CommentPage): Snapshot {
  const known = new Set(snapshot.comments.map((comment) => comment.id))
  const comments = [...snapshot.comments, ...page.comments.filter((comment) => !known.has(comment.id))]
  return { ...snapshot, comments, nextCursor: page.nextCursor, mode: page.mode }
}

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
  const anew = (comments: readonly PublicComment[]) =>
    comments.map((comment) => (comment.id === id ? { ...comment, text, lang, editedAt } : comment))
  const own = snapshot.own.map((comment) => (comment.id === id ? edited : comment))
  const replies = Object.entries(snapshot.replies).map(([thread, each]) => [
    thread,
    { ...each, comments: anew(each.comments) },
  ])
  return withOwn({ ...snapshot, comments: anew(snapshot.comments), replies: Object.fromEntries(replies) }, own)
}

export function isListed({ comments, replies }: Snapshot, wanted: string): boolean {
  const lists = [comments, ...Object.values(replies).map((each) => each.comments)]
  return lists.some((list) => list.some(({ id }) => id === wanted))
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

/** How many comments have become public since the list was loaded. */
export function arrivedCount(snapshot: Snapshot): number {
  return Math.max(0, snapshot.counted - snapshot.total)
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
export function isShownToAuthor(snapshot: Snapshot, { id, status }: OwnComment): boolean {
  if (status === 'held') return true
  if (status === 'published') return snapshot.fresh.some((comment) => comment.id === id)
  return status !== 'withdrawn' && !snapshot.dismissed.includes(id)
}

/** Everyone's comments, without those that stand above the list already. */
export function listed(snapshot: Snapshot): readonly PublicComment[] {
  return snapshot.comments.filter(({ id }) => !snapshot.fresh.some((comment) => comment.id === id))
}
