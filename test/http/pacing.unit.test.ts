import { expect, test, vi } from 'vitest'
import { createPacing } from '../../src/http/pacing.ts'

const SMALL = { commentsPerReader: 1, readerMinutes: 10, requestsPerAddressPerMinute: 2, signInsPerAddressPerMinute: 1 }

test('an address that writes too fast is told to wait for the rest of the minute', async () => {
  const pacing = createPacing(SMALL)
  expect([await pacing.write('203.0.113.7'), await pacing.write('203.0.113.7')]).toEqual([undefined, undefined])
  const wait = await pacing.write('203.0.113.7')
  expect(wait).toBeGreaterThan(55)
  expect(wait).toBeLessThanOrEqual(60)
  expect(await pacing.write('203.0.113.8')).toBeUndefined()
})

test('reading is paced more loosely than writing, and signing in apart from both', async () => {
  const pacing = createPacing(SMALL)
  for (let read = 0; read < 40; read += 1) expect(await pacing.read('203.0.113.7')).toBeUndefined()
  expect(await pacing.read('203.0.113.7')).toBeGreaterThan(0)
  expect(await pacing.signIn('203.0.113.7')).toBeUndefined()
  expect(await pacing.signIn('203.0.113.7')).toBeGreaterThan(0)
})

test('the minute ends when it said it would', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: 1_700_000_000_000 })
  try {
    const pacing = createPacing(SMALL)
    await pacing.signIn('203.0.113.7')
    vi.setSystemTime(1_700_000_020_000)
    expect(await pacing.signIn('203.0.113.7')).toBe(40)
    vi.setSystemTime(1_700_000_060_000)
    expect(await pacing.signIn('203.0.113.7')).toBeUndefined()
  } finally {
    vi.useRealTimers()
  }
})
