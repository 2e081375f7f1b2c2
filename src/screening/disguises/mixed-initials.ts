import { FOLD_BITS } from '../../text/folds/fold.ts'
import { cutsLatinWord } from '../../text/latin-words.ts'
import { searchAutomaton } from '../automaton.ts'
import type { Entry } from '../wordlist.ts'
import { isTelling, leavesNoDoubt } from './common-characters.ts'
import {
  compileReadingIndex,
  countsAnywhere,
  type Disguised,
  type DisguisedMatch,
  entriesOf,
  type ReadingIndex,
  shareOf,
} from './disguise.ts'
import { initialsOf, SHORTENED } from './initials.ts'

const HAN_ONLY = /^\p{Script=Han}+$/u
const MAX_CHARACTERS = 8

/** Compiles entries of Han alone with one row of their characters shortened to initials (打s你, ds你). */
export function compileMixedInitials(entries: readonly Entry[]): ReadingIndex {
  return compileReadingIndex(entries, formsOf)
}

/** A single character kept in Han must tell something; of two characters one letter is an insult's disguise alone (母g). */
function formsOf({ pattern, category }: Entry): string[] {
  if (!HAN_ONLY.test(pattern) || pattern.length > MAX_CHARACTERS) return []
  if (pattern.length === 2 && !SHORTENED.includes(category)) return []
  const forms: string[] = []
  for (let first = 0; first < pattern.length; first += 1) {
    for (let end = first + 1; end <= pattern.length; end += 1) {
      const letters = initialsOf(pattern.slice(first, end))
      const kept = pattern.slice(0, first) + pattern.slice(end)
      if (kept.length === 0 || letters.length < end - first) continue
      if (kept.length === 1 && !isTelling(kept, 2)) continue
      forms.push(pattern.slice(0, first) + letters + pattern.slice(end))
    }
  }
  return forms
}

const GOES_ON = /[a-z0-9@._-]/
const BESIDE_HAN = /[a-z]\p{Script=Han}|\p{Script=Han}[a-z]/u

// Shares of an entry's weight by its length: a letter beside one character is the least certain.
const SHARES: readonly number[] = [0, 0, 0.2, 0.35]
const ONE_OF_THREE_SHARE = 0.6
const LONG_SHARE = 0.6

function shareFor(written: string): number {
  const kept = written.match(/\p{Script=Han}/gu)?.length ?? 0
  if (leavesNoDoubt(kept)) return 1
  return written.length === 3 && kept === 2 ? ONE_OF_THREE_SHARE : (SHARES[written.length] ?? LONG_SHARE)
}

/** Finds entries with initials for some of their characters, where the letters belong to no longer word. */
export function findMixedInitials(index: ReadingIndex, { text, boundaries }: Disguised): DisguisedMatch[] {
  if (!BESIDE_HAN.test(text)) return []
  const found: DisguisedMatch[] = []
  searchAutomaton(index.automaton, text, (form, start, end) => {
    const [entry] = entriesOf(index, form)
    if (!entry || cutsLatinWord(text, { start, end }, GOES_ON)) return
    const share = shareFor(text.slice(start, end))
    if (!(share === 1 && countsAnywhere(entry)) && !boundaries.isBounded(start, end)) return
    const weight = shareOf(entry, share)
    found.push({ entry, start, end, folds: FOLD_BITS.initials, weight })
  })
  return found
}
