import { describe, expect, test } from 'vitest'
import { createBoundaries } from '../../src/screening/segmentation.ts'
import { normalize } from '../../src/text/normalize.ts'

const SENTENCE = '他嫌大麻煩,也不去。'

/** A segmentation that knows one word, and what it was given. */
function createSegment() {
  const given: string[] = []
  const segment = (text: string): string[] => {
    given.push(text)
    return text.split(/(麻烦)/).flatMap((part) => (part === '麻烦' ? [part] : [...part]))
  }
  return { given, segment }
}

function check(written: string) {
  const { text, units } = normalize(written)
  const { given, segment } = createSegment()
  return { text, given, ...createBoundaries(text, units, segment) }
}

describe('boundaries are asked for', () => {
  test('not before the first question', () => {
    expect(check(SENTENCE).given).toEqual([])
  })

  test('in the clause that a question is about, once', () => {
    const { text, given, isBounded } = check(SENTENCE)
    const at = text.indexOf('大麻')
    expect(isBounded(at, at + 2)).toBe(false)
    expect(isBounded(at, at + 3)).toBe(true)
    expect(isBounded(at + 1, at + 3)).toBe(true)
    expect(given).toEqual(['他嫌大麻烦'])
  })

  test('not at a mark, nor where the text begins or ends', () => {
    const { text, given, isBounded } = check(SENTENCE)
    expect(isBounded(0, text.indexOf(','))).toBe(true)
    expect(isBounded(text.indexOf('也'), text.length)).toBe(true)
    expect(given).toEqual([])
  })

  test('of the pair around an edge alone, and not across what the reader put between', () => {
    const { text, given, joinsWord } = check('他嫌大麻煩,麻.煩')
    expect(joinsWord(text.indexOf('烦'))).toBe(true)
    expect(joinsWord(text.lastIndexOf('烦'))).toBe(false)
    expect(joinsWord(text.indexOf('嫌'))).toBe(false)
    expect(joinsWord(0)).toBe(false)
    expect(joinsWord(text.length)).toBe(false)
    expect(given).toEqual(['麻烦', '他嫌'])
  })

  test('in a long text of all of it at once', () => {
    const { text, given, isBounded } = check(SENTENCE.repeat(30))
    expect(isBounded(0, text.indexOf('麻') + 1)).toBe(false)
    expect(isBounded(0, text.lastIndexOf('麻'))).toBe(true)
    expect(given).toEqual([text])
  })
})
