import { words } from '../../moderation/language.ts'
import type { Edge } from '../edge.ts'
import { tooManyRequests } from '../refusal.ts'
import type { SignedReader } from './authentication.ts'

const SLOW_DOWN = words(
  '你檢舉或申訴得太快，{wait}後可以再送。每人每 {minutes} 分鐘最多 {limit} 次。',
  'That was fast: you can send another in {wait}. Everyone may report or appeal {limit} times in {minutes} minutes.',
)

/** Takes one of the reader's places for reports and appeals, or refuses with the time to wait. */
export async function takeComplaintSlot({ pacing, now }: Edge, reader: SignedReader): Promise<void> {
  const slot = await pacing.report(reader.identity.toString('hex'), now())
  if (slot.isFree) return
  const { readerMinutes: minutes, reportsPerReader: limit } = pacing
  throw tooManyRequests(slot.retryAfterSeconds, SLOW_DOWN, { minutes, limit })
}
