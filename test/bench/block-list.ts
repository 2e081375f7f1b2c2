import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const DICTIONARY = createRequire(import.meta.url).resolve('nodejieba/submodules/cppjieba/dict/jieba.dict.utf8')

/** The dictionary's words of Han alone, the most frequent first. */
const WORDS = readFileSync(DICTIONARY, 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split(' '))
  .flatMap(([word = '', frequency]) =>
    /^\p{Script=Han}+$/u.test(word) ? [{ word, frequency: Number(frequency) }] : [],
  )
  .sort((one, other) => other.frequency - one.frequency)
  .map(({ word }) => word)

const LONGEST = 8
const PHRASES_PER_WORD = 10

/**
 * Makes entries like those of a public block list, 2 to 8 characters long, always the same: nine of ten are phrases of
 * two dictionary words, which hardly ever meet, the tenth is a word itself; all drawn evenly from the whole dictionary.
 */
export function sparseEntries(count: number): string[] {
  const draw = createDraw()
  const entries = new Set<string>()
  while (entries.size < count) {
    const isPhrase = entries.size % PHRASES_PER_WORD !== 0
    const entry = isPhrase ? draw() + draw() : draw()
    if (entry.length >= 2 && entry.length <= LONGEST) entries.add(entry)
  }
  return [...entries]
}

/** The most frequent words of two characters and more: no block list is so dense. */
export function denseEntries(count: number): string[] {
  return WORDS.filter((word) => word.length > 1).slice(0, count)
}

/** Draws words evenly by a linear congruence (Numerical Recipes, 7.1). */
function createDraw(): () => string {
  let state = 1
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return WORDS[Math.floor((state / 2 ** 32) * WORDS.length)] ?? ''
  }
}
