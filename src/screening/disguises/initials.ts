import { FOLD_BITS } from '../../text/folds/fold.ts'
import { initialOf } from '../../text/readings/syllables.ts'
import type { CategoryCode } from '../taxonomy.ts'
import type { Entry } from '../wordlist.ts'
import { type Disguised, type DisguisedMatch, shareOf } from './disguise.ts'

/** Entries by the first letters of their syllables. */
export type InitialsIndex = ReadonlyMap<string, Entry>

// Two letters stand for everything; only insults are shortened so.
const SHORTENED: readonly CategoryCode[] = ['abuse', 'profanity', 'region_hatred', 'threat']
const MAX_LETTERS = 6
// What these letters stand for first: a game, a country, a format, a band.
const NAMES = new Set(['cs', 'sm', 'bc', 'gs', 'gj', 'ng', 'cn', 'gb', 'hl', 'mx', 'tv', 'pc'])
const HAN_ONLY = /^\p{Script=Han}+$/u

/** Compiles entries of Han alone by their initials; of several with the same letters the strongest stands. */
export function compileInitials(entries: readonly Entry[]): InitialsIndex {
  const index = new Map<string, Entry>()
  for (const entry of entries) {
    const { pattern, category } = entry
    if (!HAN_ONLY.test(pattern) || pattern.length > MAX_LETTERS) continue
    if (!SHORTENED.includes(category)) continue
    const letters = Array.from(pattern, (one) => initialOf(one.charCodeAt(0))).join('')
    if (NAMES.has(letters)) continue
    if (letters.length === pattern.length && (index.get(letters)?.weight ?? 0) < entry.weight) index.set(letters, entry)
  }
  return index
}

const RUN = /(?<![a-z0-9])[a-z]{2,6}(?![a-z0-9])/g

/** Finds runs of letters in Chinese text that are the initials of an entry (nmsl); they only ever support other evidence. */
export function findInitials(index: InitialsIndex, { text }: Disguised): DisguisedMatch[] {
  if (!/\p{Script=Han}/u.test(text)) return []
  return [...text.matchAll(RUN)].flatMap((match) => {
    const entry = index.get(match[0])
    if (!entry) return []
    return {
      entry,
      start: match.index,
      end: match.index + match[0].length,
      folds: FOLD_BITS.initials,
      weight: shareOf(entry, 0.2),
    }
  })
}
