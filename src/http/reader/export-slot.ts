import { words } from '../../moderation/language.ts'
import type { Edge } from '../edge.ts'
import { tooManyRequests } from '../refusal.ts'
import type { SignedReader } from './authentication.ts'

const SLOW_DOWN = words(
  '下載和刪除帳號資料不能太頻繁，{wait}後可以再試。',
  'All that is kept can be downloaded or deleted a few times only; try again in {wait}.',
)

/** Takes one of the reader's places for what goes over all of their record, or refuses with the time to wait. */
export async function takeExportSlot({ pacing, now }: Edge, reader: SignedReader): Promise<void> {
  const slot = await pacing.export(reader.identity.toString('hex'), now())
  if (!slot.isFree) throw tooManyRequests(slot.retryAfterSeconds, SLOW_DOWN)
}
