import { words } from '../../moderation/language.ts'
import type { Edge } from '../edge.ts'
import type { Slot } from '../reader-limiter.ts'
import { tooManyRequests } from '../refusal.ts'
import type { SignedReader } from './authentication.ts'

const SLOW_DOWN = words(
  '歇一歇，{wait}後可以再發。每人每 {minutes} 分鐘最多 {limit} 條。',
  'Take a break: you can post again in {wait}. Everyone may post {limit} comments in {minutes} minutes.',
)

/** Takes one of the reader's places for texts that are read, new or changed, or refuses with the time to wait. */
export async function takeCommentSlot({ pacing, now }: Edge, reader: SignedReader): Promise<Slot & { isFree: true }> {
  const slot = await pacing.comment(reader.identity.toString('hex'), now())
  if (slot.isFree) return slot
  const { readerMinutes: minutes, commentsPerReader: limit } = pacing
  throw tooManyRequests(slot.retryAfterSeconds, SLOW_DOWN, { minutes, limit })
}
