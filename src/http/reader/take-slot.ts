import { type Words, words } from '../../moderation/language.ts'
import type { Edge } from '../edge.ts'
import type { Pacing } from '../pacing.ts'
import type { Slot } from '../reader-limiter.ts'
import { tooManyRequests } from '../refusal.ts'
import type { SignedReader } from './authentication.ts'

/** What a reader has an allowance for; `comment` is for texts that are read, new or changed. */
type Allowance = 'comment' | 'report' | 'like' | 'preview' | 'export'

interface Told {
  /** Absent: what is said of every request that comes too fast. */
  readonly message?: Words
  readonly limitOf?: (pacing: Pacing) => number
}

const TOLD: Readonly<Record<Allowance, Told>> = {
  comment: {
    message: words(
      '歇一歇，{wait}後可以再發。每人每 {minutes} 分鐘最多 {limit} 條。',
      'Take a break: you can post again in {wait}. Everyone may post {limit} comments in {minutes} minutes.',
    ),
    limitOf: ({ commentsPerReader }) => commentsPerReader,
  },
  report: {
    message: words(
      '你檢舉或申訴得太快，{wait}後可以再送。每人每 {minutes} 分鐘最多 {limit} 次。',
      'That was fast: you can send another in {wait}. Everyone may report or appeal {limit} times in {minutes} minutes.',
    ),
    limitOf: ({ reportsPerReader }) => reportsPerReader,
  },
  like: {
    message: words(
      '你按讚太快，{wait}後可以再按。每人每 {minutes} 分鐘最多 {limit} 次。',
      'That was fast: you can like more in {wait}. Everyone may like {limit} times in {minutes} minutes.',
    ),
    limitOf: ({ likesPerReader }) => likesPerReader,
  },
  export: {
    message: words(
      '下載和刪除帳號資料不能太頻繁，{wait}後可以再試。',
      'All that is kept can be downloaded or deleted a few times only; try again in {wait}.',
    ),
  },
  preview: {},
}

/** Takes one of the reader's places, or refuses with the time to wait. */
export async function takeSlot(
  { pacing, now }: Edge,
  { identity }: SignedReader,
  allowance: Allowance,
): Promise<Slot & { isFree: true }> {
  const slot = await pacing[allowance](identity.toString('hex'), now())
  if (slot.isFree) return slot
  const { message, limitOf } = TOLD[allowance]
  const { readerMinutes: minutes } = pacing
  throw tooManyRequests(slot.retryAfterSeconds, message, { minutes, ...(limitOf && { limit: limitOf(pacing) }) })
}
