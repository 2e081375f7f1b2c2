import { expect, test } from 'vitest'
import { classOf } from '../../src/screening/classifier/classes.ts'
import { disguiseText } from '../../src/screening/classifier/disguise-text.ts'
import { seededRandom } from '../../src/screening/classifier/random.ts'
import { SEED_GRAMMARS } from '../../src/screening/classifier/seed/all.ts'
import { emptyPlaces, tellingWords, writeSeed } from '../../src/screening/classifier/seed/grammar.ts'
import { augmentRows, writeSeedTexts } from '../../src/screening/classifier/training-texts.ts'

test.each(SEED_GRAMMARS.map(({ grammar }, at) => [`${grammar.label} ${at}`, grammar] as const))(
  'every place of the grammar %s has words, and its label is known',
  (_, grammar) => {
    expect(emptyPlaces(grammar)).toEqual([])
    expect(classOf(grammar.label)).toBeDefined()
    expect(grammar.telling?.filter((list) => grammar.words[list] === undefined) ?? []).toEqual([])
  },
)

test('the grammars write thousands of different sentences without an unfilled place', () => {
  const random = seededRandom(1)
  const sentences = new Set(
    SEED_GRAMMARS.flatMap(({ grammar }) => Array.from({ length: 600 }, () => writeSeed(grammar, random).text)),
  )
  expect(sentences.size).toBeGreaterThan(6000)
  expect([...sentences].filter((one) => /[{}|]/.test(one))).toEqual([])
})

test('a violating text of the corpus names the sentence that it fills, every sentence has a number of its own', () => {
  const known = SEED_GRAMMARS.flatMap(({ grammar }) => grammar.sentences.map((sentence) => ({ sentence, grammar })))
  const texts = writeSeedTexts([], seededRandom(1)).filter(({ sentence }) => sentence !== undefined)
  expect(texts.every(({ sentence = -1, label }) => known[sentence]?.grammar.label === label)).toBe(true)
  const violating = known.filter(({ grammar }) => grammar.label !== 'benign')
  expect(new Set(texts.map(({ sentence }) => sentence)).size).toBeGreaterThan(violating.length * 0.95)
})

test('telling words are whole: no place, no underscore', () => {
  const words = SEED_GRAMMARS.flatMap(({ grammar }) => tellingWords(grammar))
  expect(words.length).toBeGreaterThan(500)
  expect(words.filter((word) => /[{}_]/.test(word))).toEqual([])
})

test('what is made from a row says so, and scraps come from benign rows alone', () => {
  const rows = [
    { text: '注册送彩金，真人百家乐', label: 'gambling' },
    { text: '今天天气不错，去公园走走', label: 'benign' },
  ]
  const texts = augmentRows(rows, seededRandom(1))
  expect(texts.slice(0, 2)).toEqual(rows.map((row, at) => ({ ...row, weight: 1, row: at })))
  expect(texts.slice(2).map(({ row, label }) => [row, label])).toEqual([
    [0, 'gambling'],
    [1, 'benign'],
    [1, 'benign'],
    [1, 'benign'],
  ])
  expect(writeSeedTexts(rows, seededRandom(1)).every(({ row }) => row === undefined)).toBe(true)
})

test('what violates is hidden again, what is fine seldom', () => {
  const rows = Array.from({ length: 400 }, (_, at) => ({
    text: '今天天气不错，去公园走走',
    label: at % 2 === 0 ? 'abuse' : 'benign',
  }))
  const made = augmentRows(rows, seededRandom(1)).filter(({ isMade, text }) => isMade && text.length > 8)
  expect(made.filter(({ label }) => label === 'abuse')).toHaveLength(200)
  expect(made.filter(({ label }) => label === 'benign').length).toBeLessThan(100)
})

test('a disguise never empties a text, and most change it', () => {
  const random = seededRandom(1)
  const disguised = Array.from({ length: 500 }, () => disguiseText('加我微信，注册送彩金，妈妈好', random))
  expect(disguised.every((text) => text.length > 5)).toBe(true)
  expect(disguised.filter((text) => text !== '加我微信，注册送彩金，妈妈好').length).toBeGreaterThan(350)
})
