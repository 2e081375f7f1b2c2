import { describe, expect, test } from 'vitest'
import { loadScreener } from '../../src/cli/load-screener.ts'
import { loadEntries, readListLines, WORDLISTS } from './lists.ts'

const screener = await loadScreener(WORDLISTS)
const entries = await loadEntries()

const found = (text: string): (string | null)[] => screener.screen(text).evidence.hits.map(({ entry }) => entry)

describe('the shipped wordlists', () => {
  test('no list says the same twice', () => {
    const seen = readListLines().map(({ file, line }) => `${file} ${line.split('|')[0]?.trim()}`)
    expect(seen.filter((one, at) => seen.indexOf(one) !== at)).toEqual([])
    const patterns = entries.map(({ category, pattern }) => `${category} ${pattern}`)
    expect(patterns.filter((one, at) => patterns.indexOf(one) !== at)).toEqual([])
  })

  test('every entry that needs no company and is no pattern is found in its own text', () => {
    const silent = entries.filter(
      ({ text, company, category, mode }) =>
        mode !== 'regex' &&
        company.length === 0 &&
        !screener.screen(text).evidence.hits.some((hit) => hit.category === category),
    )
    expect(silent.map(({ text }) => text)).toEqual([])
  })

  test('every entry is found in its hits and not in its misses', () => {
    const wrong = entries.flatMap(({ text, hits, misses }) => [
      ...hits
        .filter((example) => !found(example).some((entry) => entry?.includes(text)))
        .map((one) => `${text} misses ${one}`),
      ...misses.filter((example) => found(example).includes(text)).map((one) => `${text} fires on ${one}`),
    ])
    expect(wrong).toEqual([])
  })

  test('every entry shows a text that it finds and one that it leaves alone', () => {
    expect(entries.filter(({ hits, misses }) => hits.length === 0 || misses.length === 0)).toEqual([])
  })
})
