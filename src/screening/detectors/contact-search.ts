import type { Normalized } from '../../text/normalize.ts'
import type { Detection } from './detector.ts'
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
    return patterns.flatMap(([pattern, weight]) =>
      [...spelled.matchAll(pattern)].map((match): Detection => {
        return { start: match.index, end: match.index + match[0].length, category: 'ad_spam', weight }
      }),
    )
  }
}
