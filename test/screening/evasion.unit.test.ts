import { describe, expect, test } from 'vitest'
import { loadScreener } from '../../src/cli/load-screener.ts'
import { DISGUISES } from './disguise-text.ts'
import { loadEntries, WORDLISTS } from './lists.ts'

const screener = await loadScreener(WORDLISTS)
const entries = (await loadEntries()).filter(
  ({ company, weight, mode }) => mode !== 'regex' && company.length === 0 && weight >= 0.5,
)

type Entry = (typeof entries)[number]

/** How many of the hidden entries are hit at all, and of those held in plain characters how many still are. */
interface Shares {
  readonly hit: number
  readonly kept: number
}

interface Row {
  readonly name: string
  readonly count: number
  readonly silent: readonly string[]
  readonly plainlyHeld: number
  readonly passing: readonly string[]
}

// Evenly over all lists.
const PER_DISGUISE = 200

const countHan = ({ pattern }: Entry): number => pattern.match(/\p{Script=Han}/gu)?.length ?? 0

function hideAll(chosen: readonly Entry[]): Row[] {
  return Object.entries(DISGUISES).flatMap(([name, disguise]) => {
    const pairs = chosen.flatMap((entry) => {
      const hidden = disguise(entry.pattern)
      return hidden === undefined ? [] : [{ entry, hidden, name: `${entry.pattern} as ${hidden}` }]
    })
    if (pairs.length === 0) return []
    const step = Math.max(1, Math.floor(pairs.length / PER_DISGUISE))
    const taken = pairs.filter((_, at) => at % step === 0)
    const held = taken.filter(({ entry }) => isHeld(entry.pattern))
    return {
      name,
      count: taken.length,
      silent: taken.filter(({ entry, hidden }) => !isHit(hidden, entry)).map((pair) => pair.name),
      plainlyHeld: held.length,
      passing: held.filter(({ hidden }) => !isHeld(hidden)).map((pair) => pair.name),
    }
  })
}

function isHit(text: string, { category }: Entry): boolean {
  return screener.screen(text).evidence.hits.some((hit) => hit.category === category)
}

function isHeld(text: string): boolean {
  return screener.screen(text).verdict !== 'pass'
}

function expectShares({ count, silent, plainlyHeld, passing }: Row, floors: Shares): void {
  expect(1 - silent.length / count, `hit; not: ${silent.join(', ')}`).toBeGreaterThanOrEqual(floors.hit)
  expect(1 - passing.length / plainlyHeld, `kept; not: ${passing.join(', ')}`).toBeGreaterThanOrEqual(floors.kept)
}

const NEARLY_ALL: Shares = { hit: 0.96, kept: 0.95 }

describe('entries of three characters and more', () => {
  // The shares reached, less two or three of a hundred. Guesses at three characters lose weight, so the lightest pass.
  const FLOORS: Readonly<Record<string, Shares>> = {
    'one initial': { hit: 0.98, kept: 0.8 },
    'rare homophones': { hit: 0.98, kept: 0.89 },
    'common homophones': { hit: 0.97, kept: 0.79 },
    'common homophones at the end': { hit: 0.96, kept: 0.76 },
    pinyin: { hit: 0.97, kept: 0.91 },
    'pinyin in one word': { hit: 0.97, kept: 0.9 },
    'look-alikes': { hit: 0.75, kept: 0.68 },
    parts: { hit: 0.93, kept: 0.79 },
    'one picture': { hit: 0.8, kept: 0.74 },
    stretched: { hit: 0.95, kept: 0.94 },
    backwards: { hit: 0.98, kept: 0.93 },
  }
  const rows = hideAll(entries.filter((entry) => countHan(entry) >= 3))

  test.each(rows)('$name: hit, and held where they are held plainly', (row) => {
    expectShares(row, FLOORS[row.name] ?? NEARLY_ALL)
  })

  test('all disguises together hide at most one in fifty, and let one in fifteen pass', () => {
    const sum = (of: (row: Row) => number): number => rows.reduce((total, row) => total + of(row), 0)
    expect(sum((row) => row.count)).toBeGreaterThan(500)
    expect(sum((row) => row.silent.length) / sum((row) => row.count)).toBeLessThanOrEqual(0.02)
    expect(sum((row) => row.passing.length) / sum((row) => row.plainlyHeld)).toBeLessThanOrEqual(1 / 15)
  })
})

describe('entries of four characters and more keep their verdict though one character is another', () => {
  const ONE = ['rare homophones', 'common homophones', 'common homophones at the end', 'one initial']
  const CERTAIN = [...ONE, 'one syllable in pinyin', 'a star for one', 'last two exchanged', 'backwards', 'pinyin']
  const rows = hideAll(entries.filter((entry) => countHan(entry) >= 4))

  test.each(rows.filter(({ name }) => CERTAIN.includes(name)))('$name', (row) => {
    expectShares(row, NEARLY_ALL)
  })
})

describe('entries of two characters', () => {
  // Two syllables or shapes fit by accident: such guesses support other evidence and seldom hold alone.
  const FLOORS: Readonly<Record<string, Shares>> = {
    'Cyrillic and Greek letters': { hit: 0.79, kept: 0.74 },
    'one letter between': { hit: 0.62, kept: 0 },
    'plus signs between': { hit: 0.72, kept: 0.04 },
    'full stops between': { hit: 0.62, kept: 0 },
    'one initial': { hit: 0.16, kept: 0 },
    'rare homophones and spaces': { hit: 0.75, kept: 0.74 },
    'rare homophones': { hit: 0.79, kept: 0.12 },
    'common homophones': { hit: 0.51, kept: 0.17 },
    'common homophones at the end': { hit: 0.51, kept: 0.16 },
    pinyin: { hit: 0.97, kept: 0.04 },
    'pinyin in one word': { hit: 0.87, kept: 0.03 },
    'one syllable in pinyin': { hit: 0.89, kept: 0.14 },
    'look-alikes': { hit: 0.66, kept: 0.16 },
    parts: { hit: 0.98, kept: 0.38 },
    'one picture': { hit: 0.71, kept: 0.39 },
    stretched: { hit: 0.93, kept: 0.78 },
    backwards: { hit: 0.91, kept: 0.15 },
  }
  const rows = hideAll(entries.filter((entry) => countHan(entry) === 2))

  test.each(rows)('$name: hit, and held where they are held plainly', (row) => {
    expectShares(row, FLOORS[row.name] ?? NEARLY_ALL)
  })
})
