import { shapeOf } from '../../../text/readings/look-alikes.ts'
import { initialOf, syllableOf } from '../../../text/readings/syllables.ts'
import { type CharacterPairs, pairLevel } from './character-pairs.ts'
import { EDGE, PLACES, placeOf, unitAt } from './han-places.ts'
import { COUNT_STEPS, LEVEL_STEP } from './learn-pairs.ts'
import type { Choice } from './likeliest-chain.ts'

/** What may stand for what, and how likely characters are to stand beside each other. */
export interface Speller {
  readonly pairs: CharacterPairs
  /** The natural logarithm of each character's count, by place. */
  readonly logCounts: Float32Array
  /** For each place the logarithm of the chance that it stands after something that it was never seen after. */
  readonly unseen: Float32Array
  /** The common characters of a syllable and of a first letter, and those that look like a place. */
  readonly bySound: ReadonlyMap<number, Uint16Array>
  readonly byInitial: ReadonlyMap<string, Uint16Array>
  readonly byShape: ReadonlyMap<number, Uint16Array>
  /** What may stand for each place, as far as it was asked: the same characters are asked about in every text. */
  readonly choices: (Choice | undefined)[]
}

// So many a sound covers what is written in its place; so many begin with a letter that their pairs can still be tried.
const MOST_OF_SOUND = 12
const MOST_OF_INITIAL = 30
const MOST_OF_SHAPE = 8
const FEWEST = 2
// What stands beside something for the first time is this much rarer than the character is.
const UNSEEN = -2.5

/** Creates a speller of what was counted. */
export function createSpeller(pairs: CharacterPairs): Speller {
  const logCounts = Float32Array.from(pairs.counts, (count) => Math.max(count - 1, -8) / COUNT_STEPS)
  const total = logCounts.reduce((sum, log, place) => sum + (pairs.counts[place] ? Math.exp(log) : 0), 1)
  logCounts[EDGE] = Math.log(total / EDGE_SHARE)
  const known = Array.from({ length: PLACES }, (_, place) => place)
    .filter((place) => place !== EDGE && (logCounts[place] ?? 0) >= Math.log(FEWEST) - 0.05)
    .sort((one, other) => (logCounts[other] ?? 0) - (logCounts[one] ?? 0))
  return {
    pairs,
    logCounts,
    unseen: logCounts.map((log) => log - Math.log(total) + UNSEEN),
    bySound: group(known, MOST_OF_SOUND, (place) => syllableOf(unitAt(place)) || undefined),
    byInitial: group(known, MOST_OF_INITIAL, (place) => initialOf(unitAt(place)) || undefined),
    byShape: group(known, MOST_OF_SHAPE, (place) => placeOf(shapeOf(unitAt(place))) || undefined),
    choices: new Array<Choice | undefined>(PLACES),
  }
}

// A clause has about eight characters.
const EDGE_SHARE = 8

/** Returns the logarithm of the chance that a character follows another. */
export function logChance({ pairs, logCounts, unseen }: Speller, first: number, second: number): number {
  const level = pairLevel(pairs, first, second)
  if (level === 0) return unseen[second] ?? 0
  return (LEVEL_LOGS[level] ?? 0) - (logCounts[first] ?? 0)
}

/** The natural logarithm of the count that each level stands for. */
export const LEVEL_LOGS = Float32Array.from({ length: 16 }, (_, level) => (level - 1) * LEVEL_STEP + Math.log(FEWEST))

function group<Key>(
  places: readonly number[],
  most: number,
  keyOf: (place: number) => Key | undefined,
): ReadonlyMap<Key, Uint16Array> {
  const groups = new Map<Key, number[]>()
  for (const place of places) {
    const key = keyOf(place)
    if (key === undefined) continue
    const members = groups.get(key) ?? []
    groups.set(key, members)
    if (members.length < most) members.push(place)
  }
  return new Map([...groups].map(([key, members]) => [key, Uint16Array.from(members)]))
}
