import type { PublicComment } from '../http/reader/schemas.ts'
import type { Snapshot } from './snapshot.ts'

/** Changes every public comment that is loaded, first ones and replies. */
export function withEvery(snapshot: Snapshot, change: (comment: PublicComment) => PublicComment): Snapshot {
  const replies = Object.entries(snapshot.replies).map(([thread, each]) => [
    thread,
    { ...each, comments: each.comments.map(change) },
  ])
  return { ...snapshot, comments: snapshot.comments.map(change), replies: Object.fromEntries(replies) }
}
