import type { PublicComment } from '../http/reader/schemas.ts'
import type { Snapshot } from './snapshot.ts'

/** The replies of one thread as far as they are loaded. */
export interface Replies {
  readonly comments: readonly PublicComment[]
  /** Where the next page starts, `null` on the last. */
  readonly nextCursor: string | null
  readonly isBusy: boolean
  readonly hasFailed: boolean
  /** Whether anything was loaded yet. */
  readonly isLoaded: boolean
}

const UNLOADED: Replies = { comments: [], nextCursor: null, isBusy: false, hasFailed: false, isLoaded: false }

export function repliesOf(snapshot: Snapshot, thread: string): Replies {
  return snapshot.replies[thread] ?? UNLOADED
}

export function withReplies(snapshot: Snapshot, thread: string, changes: Partial<Replies>): Snapshot {
  const replies = { ...repliesOf(snapshot, thread), ...changes }
  return { ...snapshot, replies: { ...snapshot.replies, [thread]: replies } }
}

/** Everyone's replies, without the reader's own that stand below them. */
export function listedReplies(snapshot: Snapshot, thread: string): readonly PublicComment[] {
  return repliesOf(snapshot, thread).comments.filter(({ id }) => !snapshot.fresh.some((fresh) => fresh.id === id))
}

/** How many public replies are not shown yet. */
export function repliesLeft(snapshot: Snapshot, { id, replies }: PublicComment): number {
  const { comments, isLoaded, nextCursor } = repliesOf(snapshot, id)
  if (isLoaded && nextCursor === null) return 0
  return Math.max(isLoaded ? 1 : 0, replies - comments.length)
}
