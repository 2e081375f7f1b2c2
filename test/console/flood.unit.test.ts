import { expect, test } from 'vitest'
import { floodOf, minutesOf, placeIn } from '../../src/console/many/flood.ts'

const row = (id: string, minute: number) => ({
  author: { id, name: `讀者 ${id}` },
  createdAt: new Date(Date.UTC(2026, 0, 5, 6, minute)).toISOString(),
})

test('a flood tells who wrote when, who wrote the most first, and places each between the first and the last', () => {
  const flood = floodOf([row('a', 10), row('b', 4), row('b', 0), row('c', 2)])!
  expect(flood.accounts.map(({ id, times }) => [id, times.map((time) => placeIn(flood, time))])).toEqual([
    ['b', [0, 0.4]],
    ['c', [0.2]],
    ['a', [1]],
  ])
  expect(minutesOf(flood)).toBe(10)
})

test('a flood of one moment stands in the middle, and of nothing there is none', () => {
  const flood = floodOf([row('a', 1), row('b', 1)])!
  expect([minutesOf(flood), placeIn(flood, flood.start)]).toEqual([1, 0.5])
  expect(floodOf([])).toBeNull()
})
