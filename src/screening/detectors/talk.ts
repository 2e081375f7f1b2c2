import type { CategoryCode } from '../taxonomy.ts'
import type { Detection } from './detector.ts'
import { createStemSearch, type FoundStem } from './stems.ts'

/** The words of a trade. Jargon has no other use; the plain words mean something only in its company. */
export interface Trade {
  readonly category: CategoryCode
  readonly jargon: string
  readonly plain: string
  /** Longer everyday words that hold a word of the trade and say nothing: u盘 beside u. */
  readonly innocent: string
  /** What stands before a word when it is offered or sought. */
  readonly offer: RegExp
}

type List = 'jargon' | 'plain' | 'innocent'
type Stem = FoundStem<List>

const POINTS: Readonly<Record<List, number>> = { jargon: 2, plain: 1, innocent: 0 }
const OFFER_POINTS = 2
const OFFER_UNITS = 8
// About three sentences: past that, two words belong to different stories.
const WINDOW_UNITS = 80

const WEIGHTS: readonly (readonly [points: number, weight: number])[] = [
  [10, 0.85],
  [7, 0.72],
  [5, 0.6],
  [4, 0.52],
]

/** Returns a search for the place where a trade talks most densely: each word counts once, an offered one for more. */
export function createTalkSearch({ category, jargon, plain, innocent, offer }: Trade): (text: string) => Detection[] {
  // Hardly any text has jargon, and a search for little else passes over the rest of them.
  const searchJargon = createStemSearch<List>([{ list: 'jargon', stems: jargon }])
  const search = createStemSearch<List>([
    { list: 'jargon', stems: jargon },
    { list: 'plain', stems: plain },
    { list: 'innocent', stems: innocent },
  ])
  return (text) => {
    if (searchJargon(text).length === 0) return []
    const stems = search(text)
    if (!stems.some(({ list }) => list === 'jargon')) return []
    const worth = stems.map(({ list, start }) => {
      const isOffered = list === 'jargon' && offer.test(text.slice(Math.max(0, start - OFFER_UNITS), start))
      return POINTS[list] + (isOffered ? OFFER_POINTS : 0)
    })
    const { points, start, end } = densest(stems, worth)
    const weight = WEIGHTS.find(([least]) => points >= least)?.[1]
    return weight === undefined ? [] : [{ start, end, category, weight }]
  }
}

/** Slides a window over the stems, each counted once while it is inside, and returns the first place worth most. */
function densest(stems: readonly Stem[], worth: readonly number[]): { points: number; start: number; end: number } {
  const inside = new Map<string, number>()
  let best = { points: 0, start: 0, end: 0 }
  let points = 0
  let left = 0
  stems.forEach(({ stem, end }, right) => {
    const times = inside.get(stem) ?? 0
    inside.set(stem, times + 1)
    if (times === 0) points += worth[right] ?? 0
    for (let out = stems[left]; out && end - out.start > WINDOW_UNITS; out = stems[left]) {
      const remaining = (inside.get(out.stem) ?? 1) - 1
      inside.set(out.stem, remaining)
      if (remaining === 0) points -= worth[left] ?? 0
      left += 1
    }
    if (points > best.points) best = { points, start: stems[left]?.start ?? 0, end }
  })
  return best
}
