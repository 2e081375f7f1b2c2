import { areNear, bigramsOf, FEWEST_BIGRAMS } from '../screening/fingerprint/bigrams.ts'
import { bandsOf } from '../screening/fingerprint/min-hash.ts'
import { skeletonOf } from '../screening/fingerprint/skeleton.ts'
import type { DecidedComment } from '../storage/decided-comments.ts'
import { normalize } from '../text/normalize.ts'

/** Near-duplicates at the limit share one of so many bands in 99 of 100 cases; a night has time for more than a post. */
const BANDS = 32

interface Kept {
  comment: DecidedComment
  readonly bigrams: ReadonlySet<number>
}

/**
 * Leaves one comment of all that are near-duplicates of it, the first, as likely to be decided as the likeliest of them:
 * however often a text was sent, it teaches once, and what is learnt is not met again where the learnt is measured. Of
 * short texts only those that are read alike are the same. In the order given.
 */
export function distinctComments(comments: readonly DecidedComment[]): readonly DecidedComment[] {
  const kept: Kept[] = []
  const byKey = new Map<string | number, Kept[]>()
  for (const comment of comments) {
    const normalized = normalize(comment.text)
    const bigrams = bigramsOf(skeletonOf(normalized))
    const isShort = bigrams.size < FEWEST_BIGRAMS
    const keys = isShort ? [normalized.text] : bandsOf(bigrams, BANDS)
    const met = keys.flatMap((key) => byKey.get(key) ?? [])
    const same = isShort ? met[0] : met.find((one) => areNear(one.bigrams, bigrams))
    if (same) {
      same.comment = { ...same.comment, chance: likelier(same.comment.chance, comment.chance) }
      continue
    }
    const one = { comment, bigrams }
    kept.push(one)
    for (const key of keys) byKey.set(key, [...(byKey.get(key) ?? []), one])
  }
  return kept.map(({ comment }) => comment)
}

/** What was not drawn stands for itself alone, as what was sure to be decided does. */
function likelier(one: number | null, other: number | null): number {
  return Math.max(one ?? 1, other ?? 1)
}
