import type { Normalized } from '../../text/normalize.ts'
import { type Detection, detectAll } from './detector.ts'
import { spelledDigits } from './numerals.ts'

/**
 * Returns a search for all matches of the patterns, with the Chinese numerals of a number read as digits.
 * What every account has, `account`, is looked for first: most comments hold nothing like one, and cost no more.
 */
export function createContactSearch(
  account: RegExp,
  patterns: readonly (readonly [pattern: RegExp, weight: number])[],
): (normalized: Normalized) => Detection[] {
  return ({ text }) => {
    const spelled = spelledDigits(text)
    if (!account.test(spelled)) return []
    return patterns.flatMap(([pattern, weight]) => detectAll(spelled, pattern, { category: 'ad_spam', weight }))
  }
}
