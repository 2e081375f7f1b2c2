import { expect, test } from 'vitest'
import { viewStatistics } from '../../src/http/moderator/statistics/statistics-view.ts'

test('of the entries that were decided most often the most precise comes first', () => {
  const at = '2026-11-28'
  const decided = (entry: string, outcome: string, count: number) => ({
    measure: 'entry' as const,
    at,
    label: JSON.stringify(['entry', entry, 'ad_spam', outcome]),
    count,
    total: 0,
  })
  const rows = [
    decided('常錯', 'published', 80),
    decided('常錯', 'refused', 20),
    decided('常對', 'refused', 30),
    decided('少對', 'refused', 10),
  ]
  expect(viewStatistics(rows).entries.map(({ entry }) => entry)).toEqual(['常對', '少對', '常錯'])
})
