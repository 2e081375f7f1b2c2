import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileAutomaton, searchAutomaton } from '../../src/screening/automaton.ts'

function search(patterns: readonly string[], text: string): string[] {
  const found: string[] = []
  searchAutomaton(compileAutomaton(patterns), text, (pattern, start, end) => {
    expect(text.slice(start, end)).toBe(patterns[pattern])
    found.push(`${start} ${patterns[pattern]}`)
  })
  return found.sort()
}

function searchNaively(patterns: readonly string[], text: string): string[] {
  return patterns
    .flatMap((pattern) => text.split('').flatMap((_, at) => (text.startsWith(pattern, at) ? [`${at} ${pattern}`] : [])))
    .sort()
}

test('it agrees with a naive search', () => {
  // Few letters, so that patterns overlap, contain each other and share beginnings and ends.
  const letters = fc.constantFrom('赌', '博', '网', 'a')
  const word = fc.string({ unit: letters, minLength: 1, maxLength: 5 })
  fc.assert(
    fc.property(
      fc.uniqueArray(word, { maxLength: 12 }),
      fc.string({ unit: letters, maxLength: 60 }),
      (patterns, text) => {
        expect(search(patterns, text)).toEqual(searchNaively(patterns, text))
      },
    ),
    { numRuns: 2000 },
  )
})

test('units that end in the same bits, halves of surrogate pairs among them, are told apart', () => {
  const letters = fc.constantFrom('a', 'A', '!', '\u4e21', '\ud801', '\udc01')
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.string({ unit: letters, minLength: 1, maxLength: 8 }), { maxLength: 40 }),
      fc.string({ unit: letters, maxLength: 60 }),
      (patterns, text) => {
        expect(search(patterns, text)).toEqual(searchNaively(patterns, text))
      },
    ),
    { numRuns: 500 },
  )
})

test('patterns of two units and more are reported in the order in which they end', () => {
  const ends: number[] = []
  searchAutomaton(compileAutomaton(['大麻', '大麻烦', '麻烦']), '大麻烦大麻', (_pattern, _start, end) => ends.push(end))
  expect(ends).toEqual([2, 3, 3, 5])
})

test('a text of one letter that is part of every pattern costs no more than it is long', () => {
  let found = 0
  searchAutomaton(compileAutomaton([`${'a'.repeat(5000)}b`]), 'a'.repeat(200_000), () => (found += 1))
  expect(found).toBe(0)
})

test('equal patterns and an empty one do no harm', () => {
  expect(search(['赌博', '', '赌博'], '网上赌博')).toEqual(['2 赌博'])
})

test('a pattern inside another is found too', () => {
  expect(search(['大麻', '大麻烦', '麻烦', '烦'], '大麻烦')).toEqual(['0 大麻', '0 大麻烦', '1 麻烦', '2 烦'])
})

test('without patterns nothing is found', () => {
  expect(search([], '赌博')).toEqual([])
})
