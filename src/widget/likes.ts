import type { PublicComment } from '../http/reader/schemas.ts'
import { withEvery } from './every-comment.ts'
import type { Snapshot } from './snapshot.ts'

export function isLiked(snapshot: Snapshot, id: string): boolean {
  return snapshot.liked.includes(id)
}

/** Shows a like given or taken back; `likes` is the service's number, and without it one more or one less. */
export function withLike(snapshot: Snapshot, id: string, wanted: { isLiked: boolean; likes?: number }): Snapshot {
  const others = snapshot.liked.filter((liked) => liked !== id)
  const step = Number(wanted.isLiked) - Number(isLiked(snapshot, id))
  const count = (comment: PublicComment) =>
    comment.id === id ? { ...comment, likes: Math.max(0, wanted.likes ?? comment.likes + step) } : comment
  return { ...withEvery(snapshot, count), liked: wanted.isLiked ? [...others, id] : others }
}
