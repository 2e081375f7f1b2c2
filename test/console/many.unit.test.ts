import { expect, test } from 'vitest'
import { along, pointName, timeline } from '../../src/console/dashboard/figures.ts'
import { readManyAddress } from '../../src/console/many/many-address.ts'
import { offersFor } from '../../src/console/many/offers.ts'
import { leftOutText, tally } from '../../src/console/many/outcome-text.ts'
import { allOf, NO_PICKS, pressed } from '../../src/console/many/picks.ts'
import { isVeiledRow } from '../../src/console/many/row.ts'
import { readFilters, searchAddress, searchQuery } from '../../src/console/search/filters.ts'
import { createTexts } from '../../src/console/texts/texts.ts'
import { zhHant } from '../../src/console/texts/zh-hant.ts'

const ORDER = ['a', 'b', 'c', 'd', 'e']
const press = (picks: typeof NO_PICKS, id: string, isRange = false) => pressed(picks, { id, isRange }, ORDER)

test('a press ticks and unticks one row, and with Shift all from the last one pressed', () => {
  const one = press(NO_PICKS, 'b')
  expect([...one.ids]).toEqual(['b'])
  const range = press(one, 'd', true)
  expect([...range.ids]).toEqual(['b', 'c', 'd'])
  expect([...press(range, 'c').ids]).toEqual(['b', 'd'])
  expect([...press(press(range, 'c'), 'a', true).ids].sort()).toEqual(['a', 'b', 'c', 'd'])
})

test('a range unticks where its end was ticked, and leaves alone what cannot be ticked', () => {
  const all = allOf(ORDER, true)
  const first = press(all, 'b')
  expect([...press(first, 'd', true).ids]).toEqual(['a', 'e'])
  expect([...pressed(press(NO_PICKS, 'a'), { id: 'e', isRange: true }, ['a', 'c', 'e']).ids]).toEqual(['a', 'c', 'e'])
  expect([...allOf(ORDER, false).ids]).toEqual([])
})

test('what may be done follows from how the ticked stand, refusing first', () => {
  const rows = [
    { id: '1', status: 'published' },
    { id: '2', status: 'held' },
    { id: '3', status: 'removed' },
    { id: '4', status: 'withdrawn' },
  ] as const
  expect(offersFor(rows)).toEqual([
    { kind: 'reject', ids: ['2'] },
    { kind: 'remove', ids: ['1'] },
    { kind: 'publish', ids: ['2'] },
    { kind: 'restore', ids: ['3'] },
  ])
  expect(offersFor([])).toEqual([])
})

test('those that are left out are counted by why, the decided are not among them', () => {
  const { t } = createTexts('zh-Hant', zhHant)
  expect(leftOutText(tally(['leased', 'decided', 'barred', 'leased']), t)).toBe(
    '1 條申訴或複核的正是你們的裁決，或要由你們複核、2 條由別人領取',
  )
  expect(leftOutText(tally(['decided']), t)).toBe('')
})

test('a line is blurred for what it was refused for, and for what the machine suspected', () => {
  expect(isVeiledRow({ category: 'porn', suspected: null })).toBe(true)
  expect(isVeiledRow({ category: null, suspected: 'gore' })).toBe(true)
  expect(isVeiledRow({ category: 'ad_spam', suspected: null })).toBe(false)
})

test('a search is its address: what is written comes back, and what is no filter is left out', () => {
  const filters = { text: '加微信 50%/天', status: 'held', from: '2026-11-20' } as const
  const address = searchAddress(filters)
  expect(readFilters(address.slice('#search/'.length))).toEqual(filters)
  expect(address.slice('#search/'.length)).not.toContain('/')
  expect(readFilters('text=+&colour=red')).toEqual({})
})

test('days are sent as times, the last one to its end', () => {
  const query = new URLSearchParams(searchQuery({ text: '冬棗', from: '2026-11-20', to: '2026-11-20' }))
  const [from, to] = [Date.parse(query.get('from') ?? ''), Date.parse(query.get('to') ?? '')]
  expect(to - from).toBe(86_400_000)
  expect(from).toBe(new Date('2026-11-20T00:00').getTime())
  expect(searchQuery({ from: 'soon' })).toBe('')
})

test('an address names what is like a comment, or the last of an author, and else nothing', () => {
  expect(readManyAddress('similar=c1&kind=remove&for=porn')).toEqual({
    wish: { kind: 'remove', source: { type: 'near_duplicates', commentId: 'c1' } },
    suggestion: 'porn',
  })
  expect(readManyAddress('author=r1&kind=burn')?.wish).toEqual({
    kind: 'reject',
    source: { type: 'author', readerId: 'r1', last: 50 },
  })
  expect(readManyAddress('author=r1&last=10')?.wish.source).toMatchObject({ last: 10 })
  expect(readManyAddress('author=r1&last=9999')?.wish.source).toMatchObject({ last: 50 })
  expect(readManyAddress('kind=reject')).toBeUndefined()
})

test('a chart shows every day of its span, also those of which nothing was counted', () => {
  const view = { unit: 'day', from: '2026-11-29', to: '2026-12-01' } as Parameters<typeof timeline>[0]
  const days = timeline(view)
  expect(days).toEqual(['2026-11-29', '2026-11-30', '2026-12-01'])
  const series = [{ at: '2026-11-30', count: 4 }]
  expect(along(days, { series, value: ({ count }) => count, missing: 0 })).toEqual([0, 4, 0])
  expect(along(days, { series, value: ({ count }) => count })).toEqual([null, 4, null])
  expect(days.map(pointName)).toEqual(['11/29', '11/30', '12/01'])
  expect(pointName('2026-11-29T01:00:00.000Z')).toBe('09:00')
})
