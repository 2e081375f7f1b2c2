import { normalize } from '../text/normalize.ts'
import { areCopies, areNear, bigramsOf, countShared } from './fingerprint/bigrams.ts'
import { skeletonOf } from './fingerprint/skeleton.ts'

/** A comment that may be a copy of another. */
export interface Candidate {
  readonly id: string
  readonly text: string
  /** Whether it names a contact that the other names. */
  readonly sharesContact: boolean
}

export interface Rated {
  readonly id: string
  /** With what the copies have in common, 0 to 1, in hundredths. */
  readonly likeness: number
  /** Whether it is made from the same text. Else it only speaks of the same, perhaps against it. */
  readonly isCopy: boolean
}

type Bigrams = ReadonlySet<number>

/** From so many on, what they have in common can be told from what each fills in: the greeting, the price, the account. */
const FEWEST_MEMBERS = 3

/** Who quotes a text to warn of it leaves some of it out, and adds as much of their own. */
const LEAST_KEPT = 0.8
const LEAST_LIKENESS = 0.7

/**
 * Returns those of the candidates that are near-duplicates of a text or name its contact, the most alike first; of those
 * equally alike the order stays. A copy is nearly the text itself; or, where there are several, it keeps four fifths of
 * what most of them have in common and is mostly that.
 */
export function rateCopies(text: string, candidates: readonly Candidate[]): readonly Rated[] {
  const skeleton = skeletonOf(normalize(text))
  const original = bigramsOf(skeleton)
  const all = candidates.map((candidate) => {
    const other = skeletonOf(normalize(candidate.text))
    const bigrams = bigramsOf(other)
    return {
      ...candidate,
      bigrams,
      isEqual: other === skeleton,
      isNear: other === skeleton || areNear(original, bigrams),
    }
  })
  const near = all.filter(({ isNear }) => isNear)
  const common = near.length < FEWEST_MEMBERS ? original : commonOf(near.map(({ bigrams }) => bigrams))
  const rated = all.flatMap(({ id, bigrams, isEqual, isNear, sharesContact }): Rated[] => {
    if (!isNear && !sharesContact) return []
    if (isEqual) return [{ id, likeness: 1, isCopy: true }]
    const likeness = Math.round(dice(bigrams, common) * 100) / 100
    const isMadeFrom =
      near.length >= FEWEST_MEMBERS &&
      likeness >= LEAST_LIKENESS &&
      countShared(bigrams, common) >= LEAST_KEPT * common.size
    return [{ id, likeness, isCopy: isMadeFrom || areCopies(original, bigrams) }]
  })
  return rated.sort((one, other) => other.likeness - one.likeness)
}

/** The bigrams that more than half of the texts have. */
function commonOf(texts: readonly Bigrams[]): Bigrams {
  const counts = new Map<number, number>()
  for (const bigrams of texts) for (const bigram of bigrams) counts.set(bigram, (counts.get(bigram) ?? 0) + 1)
  return new Set([...counts].filter(([, count]) => count > texts.length / 2).map(([bigram]) => bigram))
}

/** The coefficient of Dice (1945); two without bigrams are not alike. */
function dice(one: Bigrams, other: Bigrams): number {
  return one.size + other.size === 0 ? 0 : (2 * countShared(one, other)) / (one.size + other.size)
}
