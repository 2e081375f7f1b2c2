import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { seededRandom } from '../../src/screening/classifier/random.ts'
import { INNOCENT } from '../screening/innocent.ts'

const TRAFFIC = `${process.env['YUEPING_CORPORA'] ?? ''}/traffic`
const MOST_COMMENTS = 40_000
const MADE_CHARACTERS = 50

const all = existsSync(TRAFFIC) ? readTraffic() : makeComments()

/** Comments of real readers where the corpora are, else put together from the everyday sentences of the tests. */
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

/** Each in an order of its own: cut from one after the other they would be copies, and held as a flood. */
function makeComments(): string[] {
  const random = seededRandom(1)
  return Array.from({ length: MOST_COMMENTS }, () => {
    const sentences = Array.from(
      { length: MADE_CHARACTERS / 5 },
      () => INNOCENT[Math.floor(random() * INNOCENT.length)],
    )
    // By code points: half of an emoji is no text, and is refused.
    return Array.from(sentences.join('，')).slice(0, MADE_CHARACTERS).join('')
  })
}
