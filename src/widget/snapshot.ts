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
  /** Between two comments of one reader. */
  readonly slowSeconds: number
  /** The portal's official note. */
  readonly note: CommentPage['note']
  readonly nextCursor: string | null
  readonly isBusy: boolean
  /** What could not be loaded the last time; whatever was shown before stays. */
  readonly missing: 'list' | 'more' | null
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

export function emptySnapshot(sort: Sort): Snapshot {
  return {
    phase: 'loading',
    sort,
    comments: [],
    replies: {},
    total: 0,
    counted: 0,
    mode: 'pre',
    slowSeconds: 0,
    note: null,
    nextCursor: null,
    isBusy: false,
    missing: null,
    own: [],
    fresh: [],
    dismissed: [],
    liked: [],
    blocked: [],
    isFromLink: false,
    linked: null,
  }
}

/** A first page replaces what was shown. */
export function withFirstPage(snapshot: Snapshot, sort: Sort, page: CommentPage): Snapshot {
  return { ...snapshot, ...page, phase: 'ready', sort, replies: {}, counted: page.total, fresh: [], linked: null }
}

export function isListed({ comments, replies }: Snapshot, wanted: string): boolean {
  const lists = [comments, ...Object.values(replies).map((each) => each.comments)]
  return lists.some((list) => list.some(({ id }) => id === wanted))
}

/** How many comments have become public since the list was loaded. */
export function arrivedCount(snapshot: Snapshot): number {
  return Math.max(0, snapshot.counted - snapshot.total)
}

/** Everyone's comments, without those that stand above the list already. */
export function listed(snapshot: Snapshot): readonly PublicComment[] {
  return snapshot.comments.filter(({ id }) => !snapshot.fresh.some((comment) => comment.id === id))
}
