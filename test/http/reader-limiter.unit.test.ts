import { expect, test, vi } from 'vitest'
import { ReaderLimiter } from '../../src/http/reader-limiter.ts'

const WINDOW = 600_000
const START = 1_700_000_000_000

async function takeMany(limiter: ReaderLimiter, count: number, now: number) {
  return Promise.all(Array.from({ length: count }, () => limiter.take('reader-1', now)))
}

test('of many at once exactly the limit gets through, and the rest is refused instead of queued', async () => {
  const slots = await takeMany(new ReaderLimiter(5, WINDOW), 20, START)
  expect(slots.filter(({ isFree }) => isFree)).toHaveLength(5)
})

test('the wait is exact: a second before it is too early, and on it one gets through', async () => {
  const limiter = new ReaderLimiter(2, WINDOW)
  await limiter.take('reader-1', START)
  await limiter.take('reader-1', START + 60_000)
  const refused = await limiter.take('reader-1', START + 100_500)
  expect(refused).toEqual({ isFree: false, retryAfterSeconds: 500 })
  expect((await limiter.take('reader-1', START + 599_999)).isFree).toBe(false)
  expect((await limiter.take('reader-1', START + 600_500)).isFree).toBe(true)
  expect((await limiter.take('reader-1', START + 600_500)).isFree).toBe(false)
})

test('no window of ten minutes holds more than the limit, wherever it begins', async () => {
  const limiter = new ReaderLimiter(3, WINDOW)
  const taken: number[] = []
  for (let now = START; now < START + 4 * WINDOW; now += 37_000) {
    if ((await limiter.take('reader-1', now)).isFree) taken.push(now)
  }
  for (const begin of taken) {
    expect(taken.filter((at) => at >= begin && at < begin + WINDOW).length).toBeLessThanOrEqual(3)
  }
  expect(taken.length).toBeGreaterThanOrEqual(12)
})

test('readers do not share an allowance', async () => {
  const limiter = new ReaderLimiter(1, WINDOW)
  expect((await limiter.take('reader-1', START)).isFree).toBe(true)
  expect((await limiter.take('reader-2', START)).isFree).toBe(true)
  expect((await limiter.take('reader-1', START)).isFree).toBe(false)
})

test('a slot given back can be taken again, once', async () => {
  const limiter = new ReaderLimiter(1, WINDOW)
  const slot = await limiter.take('reader-1', START)
  if (!slot.isFree) throw new Error('the first slot is free')
  await slot.giveBack()
  await slot.giveBack()
  expect((await limiter.take('reader-1', START)).isFree).toBe(true)
  expect((await limiter.take('reader-1', START)).isFree).toBe(false)
})

test('a limiter that nobody uses is forgotten, but not before its last slot has come back', async () => {
  vi.useFakeTimers({ now: START })
  try {
    const limiter = new ReaderLimiter(1, WINDOW)
    // The clock of the slots stands still: only a limiter that was forgotten can have one free again.
    const take = async () => {
      const taken = limiter.take('reader-1', START)
      await vi.advanceTimersByTimeAsync(1_000)
      return (await taken).isFree
    }
    expect(await take()).toBe(true)
    await vi.advanceTimersByTimeAsync(WINDOW - 2_000)
    expect(await take()).toBe(false)
    await vi.advanceTimersByTimeAsync(2 * WINDOW)
    expect(await take()).toBe(true)
  } finally {
    vi.useRealTimers()
  }
})
