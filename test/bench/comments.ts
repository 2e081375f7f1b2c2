import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { INNOCENT } from '../screening/innocent.ts'

const TRAFFIC = `${process.env['YUEPING_CORPORA'] ?? ''}/traffic`
const MOST_COMMENTS = 40_000
const MADE_CHARACTERS = 50

const all = existsSync(TRAFFIC) ? readTraffic() : makeComments()

/** Comments of real readers where the corpora are, else cut from the everyday sentences of the tests. */
export const comments = all.slice(0, MOST_COMMENTS)

/** Those of 40 to 60 characters. */
export const fifties = all.filter(({ length }) => length >= 40 && length <= 60).slice(0, MOST_COMMENTS)

export const source = existsSync(TRAFFIC) ? 'real traffic' : 'made of the everyday sentences of the tests'

export function meanLength(texts: readonly string[]): number {
  return texts.reduce((sum, { length }) => sum + length, 0) / texts.length
}

function readTraffic(): string[] {
  return readdirSync(TRAFFIC)
    .filter((file) => file.endsWith('.jsonl'))
    .sort()
    .flatMap((file) => readFileSync(`${TRAFFIC}/${file}`, 'utf8').trim().split('\n'))
    .map((line): string => JSON.parse(line).text)
}

function makeComments(): string[] {
  // By code points: half of an emoji is no text, and is refused.
  const sentences = Array.from(INNOCENT.join(','))
  return Array.from({ length: MOST_COMMENTS }, (_, at) => {
    const start = (at * 37) % (sentences.length - MADE_CHARACTERS)
    return sentences.slice(start, start + MADE_CHARACTERS).join('')
  })
}
