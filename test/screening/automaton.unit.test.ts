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
    .flatMap((pattern) => [...text].flatMap((_, at) => (text.startsWith(pattern, at) ? [`${at} ${pattern}`] : [])))
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

test('a pattern inside another is found too', () => {
  expect(search(['大麻', '大麻烦', '麻烦', '烦'], '大麻烦')).toEqual(['0 大麻', '0 大麻烦', '1 麻烦', '2 烦'])
})

test('without patterns nothing is found', () => {
  expect(search([], '赌博')).toEqual([])
})
