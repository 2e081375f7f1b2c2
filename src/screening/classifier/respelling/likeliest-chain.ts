import { pairLevel } from './character-pairs.ts'
import { EDGE } from './han-places.ts'
import { LEVEL_LOGS, type Speller } from './speller.ts'

/** What may stand at one place, with the logarithm that each loses; the first of them is what is written there. */
export interface Choice {
  readonly places: Uint16Array
  readonly costs: Float32Array
}

/** The likeliest characters, and the logarithm of their chance less what they cost. */
export interface Chain {
  readonly places: Uint16Array
  readonly score: number
}

/** Picks one of each choice so that they are likeliest between two characters (Viterbi 1967); at most `MOST_CHOICES`. */
export function likeliestChain(
  speller: Speller,
  choices: readonly Choice[],
  { before, after }: { readonly before: number; readonly after: number },
): Chain {
  startPlaces[0] = before
  endPlaces[0] = after
  let best = step(speller, { from: START, to: choices[0] ?? END, row: 0, next: choices.length === 1 ? after : EDGE }, 0)
  for (let row = 1; row < choices.length; row += 1) {
    const isLast = row === choices.length - 1
    const from = choices[row - 1] ?? END
    best = step(speller, { from, to: choices[row] ?? END, row, next: isLast ? after : EDGE }, best)
  }
  const row = choices.length
  const score = step(speller, { from: choices[row - 1] ?? START, to: END, row, next: EDGE }, best)
  return { places: trace(choices), score }
}

/** So many characters can be chosen at once: more than a clause has. */
export const MOST_CHOICES = 24

// No choice has more than its sound, its shape, or a first letter allow.
const WIDTH = 32
const scores = new Float64Array((MOST_CHOICES + 2) * WIDTH)
const origins = new Uint8Array((MOST_CHOICES + 2) * WIDTH)
const startPlaces = new Uint16Array(1)
const endPlaces = new Uint16Array(1)
const NO_COSTS = new Float32Array(1)
const START: Choice = { places: startPlaces, costs: NO_COSTS }
const END: Choice = { places: endPlaces, costs: NO_COSTS }

interface Step {
  readonly from: Choice
  readonly to: Choice
  /** Its place among the choices. */
  readonly row: number
  /** What is known to follow, `EDGE` where nothing is. */
  readonly next: number
}

// What is so much less likely than another beginning, e to the 7 times, does not catch up.
const BEAM = 7
const IMPOSSIBLE = -1e9

/**
 * Continues all beginnings that are likely enough, the best of which is `most`, by what is written and by what is known
 * before what follows; returns the best score. Row n has its scores from (n + 1) · `WIDTH` on, and those before them.
 */
function step({ pairs, logCounts, unseen }: Speller, { from, to, row, next }: Step, most: number): number {
  const count = keepLikely(from, row, most - BEAM)
  const own = (row + 1) * WIDTH
  let highest = IMPOSSIBLE
  for (let at = 0; at < to.places.length; at += 1) {
    const place = to.places[at] ?? EDGE
    scores[own + at] = IMPOSSIBLE
    if (at > 0 && next !== EDGE && pairLevel(pairs, place, next) === 0) continue
    const ifUnseen = unseen[place] ?? 0
    let best = IMPOSSIBLE
    let origin = 0
    for (let one = 0; one < count; one += 1) {
      const first = likely.places[one] ?? EDGE
      const level = pairLevel(pairs, first, place)
      const added = level === 0 ? ifUnseen : (LEVEL_LOGS[level] ?? 0) - (logCounts[first] ?? 0)
      const reached = (likely.scores[one] ?? 0) + added
      if (reached <= best) continue
      best = reached
      origin = likely.choices[one] ?? 0
    }
    best -= to.costs[at] ?? 0
    scores[own + at] = best
    origins[own + at] = origin
    if (best > highest) highest = best
  }
  return highest
}

/** The choices of a row that may go on, side by side: of twenty, two are left. */
const likely = {
  choices: new Uint8Array(WIDTH),
  places: new Uint16Array(WIDTH),
  scores: new Float64Array(WIDTH),
}

/** Lists the choices before a row that have a score of `least` or more, and returns how many these are. */
function keepLikely({ places }: Choice, row: number, least: number): number {
  let count = 0
  for (let choice = 0; choice < places.length; choice += 1) {
    const score = scores[row * WIDTH + choice] ?? 0
    if (score < least) continue
    likely.choices[count] = choice
    likely.places[count] = places[choice] ?? EDGE
    likely.scores[count] = score
    count += 1
  }
  return count
}

/** Follows the rows back from the last, which has one choice. */
function trace(choices: readonly Choice[]): Uint16Array {
  const found = new Uint16Array(choices.length)
  let choice = origins[(choices.length + 1) * WIDTH] ?? 0
  for (let at = choices.length - 1; at >= 0; at -= 1) {
    found[at] = choices[at]?.places[choice] ?? EDGE
    choice = origins[(at + 1) * WIDTH + choice] ?? 0
  }
  return found
}
