import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BUCKET_GROWTH, quantile } from '../../src/moderation/statistics/durations.ts'
import { shareOf } from '../../src/moderation/statistics/share.ts'
import { calibrationOf, precisionOf, sumOf, timesOf } from '../../src/moderation/statistics/summary.ts'
import { siteDay, siteDayStart, siteTime } from '../../src/moderation/time-zone.ts'

const counted = (label: string, count: number, total = 0) => ({ at: '', label, count, total })

describe('durations by bucket', () => {
  test('give a median and a percentile that are wrong by a twentieth at most', () => {
    const durations = fc.array(fc.double({ min: 1, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 300 })
    fc.assert(
      fc.property(durations, fc.constantFrom(0.5, 0.95), (seconds, share) => {
        const buckets = new Map<number, number>()
        for (const one of seconds) {
          const bucket = Math.floor(Math.log(one) / Math.log(BUCKET_GROWTH))
          buckets.set(bucket, (buckets.get(bucket) ?? 0) + 1)
        }
        const exact = seconds.toSorted((a, b) => a - b)[Math.ceil(share * seconds.length) - 1]!
        expect(Math.abs(quantile(buckets, share)! / exact - 1)).toBeLessThan(0.0501)
      }),
    )
  })

  test('are nothing where nothing was counted', () => {
    expect(timesOf([])).toEqual({ count: 0, medianSeconds: null, p95Seconds: null })
    expect(timesOf([counted('held 24', 3), counted('held 0', 1)])).toEqual({
      count: 4,
      medianSeconds: 10,
      p95Seconds: 10,
    })
  })
})

describe('a share', () => {
  test('has the interval of Wilson', () => {
    expect(shareOf(0, 0)).toBeNull()
    expect(shareOf(9, 10)).toEqual({ count: 9, of: 10, share: 0.9, low: 0.596, high: 0.982 })
    expect(shareOf(0, 10)).toMatchObject({ low: 0, high: 0.278 })
    expect(shareOf(10, 10)).toMatchObject({ low: 0.722, high: 1 })
  })
})

test('the precision of an entry is what was refused of what was decided, the most often decided first', () => {
  const rows = [
    counted('["wordlist:ad_spam", "加微信", "ad_spam", "refused"]', 3),
    counted('["wordlist:ad_spam", "加微信", "ad_spam", "published"]', 1),
    counted('["detector:phone", null, "ad_spam", "refused"]', 9),
  ]
  expect(precisionOf(rows)).toMatchObject([
    { rule: 'detector:phone', entry: null, published: 0, decided: 9, precision: { share: 1 } },
    { entry: '加微信', published: 1, decided: 4, precision: { count: 3, of: 4, share: 0.75 } },
  ])
  expect(sumOf([counted('a', 1), counted('b', 2)], 'b')).toBe(2)
})

test('a model is calibrated as far as its chances are borne out', () => {
  const rows = [
    counted('["m-1", 9, "refused"]', 9, 8.1),
    counted('["m-1", 9, "published"]', 1, 0.9),
    counted('["m-1", 0, "published"]', 10, 0.5),
  ]
  const [model] = calibrationOf(rows)
  expect(model).toMatchObject({ model: 'm-1', decided: 20 })
  expect(model?.bins).toMatchObject([
    { from: 0, to: 0.1, meanChance: 0.05, refused: { share: 0 } },
    { from: 0.9, to: 1, refused: { share: 0.9, of: 10 } },
  ])
  expect(model?.error).toBeCloseTo(0.025)
})

test('a day of the site begins at midnight in China', () => {
  expect(siteDay(new Date('2026-11-27T15:59:59Z'))).toBe('2026-11-27')
  expect(siteDay(new Date('2026-11-27T16:00:00Z'))).toBe('2026-11-28')
  expect(siteDayStart('2026-11-28')).toEqual(new Date('2026-11-27T16:00:00Z'))
  expect(siteTime(new Date('2026-11-28T08:04:05Z'))).toBe('2026-11-28 16:04:05')
})
