import { expect, test } from 'vitest'
import { loadScreener } from '../../src/cli/load-screener.ts'
import { DISGUISES } from './disguise-text.ts'
import { loadEntries, WORDLISTS } from './lists.ts'

const screener = await loadScreener(WORDLISTS)
const entries = (await loadEntries()).filter(
  ({ pattern, company, weight, mode }) =>
    mode !== 'regex' && company.length === 0 && weight >= 0.5 && (pattern.match(/\p{Script=Han}/gu)?.length ?? 0) >= 3,
)

// Evenly over all lists.
const PER_DISGUISE = 200

const missed = Object.entries(DISGUISES).map(([name, disguise]) => {
  const pairs = entries.flatMap((entry) => {
    const hidden = disguise(entry.pattern)
    return hidden === undefined ? [] : [{ entry, hidden }]
  })
  const step = Math.max(1, Math.floor(pairs.length / PER_DISGUISE))
  const taken = pairs.filter((_, at) => at % step === 0)
  const silent = taken.filter(
    ({ entry, hidden }) => !screener.screen(hidden).evidence.hits.some(({ category }) => category === entry.category),
  )
  return { name, count: taken.length, silent: silent.map(({ entry, hidden }) => `${entry.pattern} as ${hidden}`) }
})

test.each(missed)('$name hides at most one entry in twenty', ({ count, silent }) => {
  expect(silent.length / count, silent.join(', ')).toBeLessThanOrEqual(0.05)
})

test('all disguises together hide at most one entry in fifty', () => {
  const pairs = missed.reduce((sum, { count }) => sum + count, 0)
  const silent = missed.flatMap((one) => one.silent)
  expect(pairs).toBeGreaterThan(500)
  expect(silent.length / pairs).toBeLessThanOrEqual(0.02)
})
