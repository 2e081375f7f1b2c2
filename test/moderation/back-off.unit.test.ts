import { expect, test } from 'vitest'
import { strangersWaitAfter, waitAfter } from '../../src/moderation/back-off.ts'

test('four failures cost nothing, the fifth a minute, each further one twice as much, up to an hour', () => {
  expect([1, 4, 5, 6, 7, 10, 11, 12, 1000].map(waitAfter)).toEqual([0, 0, 60, 120, 240, 1920, 3600, 3600, 3600])
})

test('strangers together wait a little after fifty failures, and never longer', () => {
  expect([1, 49, 50, 51, 100_000].map(strangersWaitAfter)).toEqual([0, 0, 10, 10, 10])
})
