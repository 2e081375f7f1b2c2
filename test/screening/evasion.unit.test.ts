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

describe.each([
  {
    drawnFrom: 'all, two characters too',
    all: entries,
    // Wanted is 0.98 everywhere: amid other words a guess at two characters is left out where one makes a word with its
    // neighbour, which misses 0.0065 of it.
    floors: { '%': { hit: 0.98, kept: 0.92 }, '我这里有%给你们': { hit: 0.972, kept: 0.92 } },
  },
  {
    drawnFrom: 'those of three characters and more',
    all: entries.filter((entry) => countHan(entry) >= 3),
    floors: {
      '%': { hit: 0.98, kept: 0.95 },
      '我这里有%给你们': { hit: 0.98, kept: 0.95 },
      '听说%，是不是真的': { hit: 0.98, kept: 0.95 },
    },
  },
])('two hundred entries drawn evenly from $drawnFrom, under every disguise', ({ all, floors }) => {
  const step = all.length / PER_DISGUISE
  const drawn = Array.from({ length: PER_DISGUISE }, (_, at) => all[Math.floor(at * step)]!)
  const hide = Object.values(DISGUISES)

  test.each(Object.entries<Shares>(floors))(
    'written as %s: hit, and held where they are held plainly',
    (carrier, { hit, kept }) => {
      const carry = (text: string): string => carrier.replace('%', text)
      const pairs = drawn.flatMap((entry) =>
        hide.flatMap((disguise) => {
          const hidden = disguise(entry.pattern)
          return hidden === undefined ? [] : { entry, hidden: carry(hidden) }
        }),
      )
      const plainlyHeld = new Set(drawn.filter(({ pattern }) => isHeld(carry(pattern))))
      const held = pairs.filter(({ entry }) => plainlyHeld.has(entry))
      expect(pairs.length).toBeGreaterThan(5000)
      expect(pairs.filter(({ entry, hidden }) => isHit(hidden, entry)).length / pairs.length).toBeGreaterThan(hit)
      expect(held.filter(({ hidden }) => isHeld(hidden)).length / held.length).toBeGreaterThan(kept)
    },
  )
})

test.each([
  ['有意的加*v*x', '加vx'],
  ['想聊的加*v*信', '加v信'],
  ['喜欢加.v.信', '加v信'],
  ['老铁们加 v 信详谈', '加v信'],
  ['我这里有冰。毒。出。售。', '冰毒出售'],
  ['平台冰、毒、出、售', '冰毒出售'],
  ['朋友们迷。奸。药。这里有', '迷奸药'],
  ['枪[心]支[心]出[心]售', '枪支出售'],
  ['真<br>人<br>百<br>家<br>乐', '真人百家乐'],
  ['冰口毒口出口售', '冰毒出售'],
  ['真了人了百了家了乐', '真人百家乐'],
  ['想进群的加【微】【信】', '加微信'],
  ['店里的k*粉*出*售吗', 'k粉出售'],
  ['我们这里论 文 代 写给你', '论文代写'],
])('what parts a word is no shield beside a longer one: %s', (text, entry) => {
  const { verdict, evidence } = screener.screen(text)
  expect(evidence.hits.map((hit) => hit.entry)).toContain(entry)
  expect(verdict).not.toBe('pass')
})

test.each([
  '還想看的信微加',
  '加加加微信看片吧',
  '便宜賣賭*博平台賬號',
  '賭博平台註冊就送38元',
  '賭愽網站開戶找他',
  '傻亻逼 編輯',
  'SB記者',
  '𝐒𝐁小编',
  '傻X小編',
  '這編輯是S*B',
  '艹尼瑪的中介',
  '滾你麻痹',
  '你這種人死全家吧',
  '哪裡有迷女干藥',
  '強女干視頻',
  '那家店辦(證)刻(章)',
  '紙飛機 @ da bai 66',
])('in a sentence it is held: %s', (text) => {
  expect(screener.screen(text).verdict).not.toBe('pass')
})
