import { FOLD_BITS } from '../../text/folds/fold.ts'
import { originalSpan } from '../../text/normalize.ts'
import { initialOf } from '../../text/readings/syllables.ts'
import type { CategoryCode } from '../taxonomy.ts'
import type { Entry } from '../wordlist.ts'
import { type Disguised, type DisguisedMatch, shareOf } from './disguise.ts'

/** Entries by the first letters of their syllables. */
export type InitialsIndex = ReadonlyMap<string, Entry>

/** Two letters stand for everything; only insults are shortened so. */
export const SHORTENED: readonly CategoryCode[] = ['abuse', 'profanity', 'region_hatred', 'threat']
const MAX_LETTERS = 6
// What these letters stand for first: games and their teams, countries, formats, bands, broadcasters.
const NAMES = new Set(
  (
    'cs sm bc gs gj ng cn gb hl mx tv pc ps rn xp zf gm ns lng lpl lck blg wbg rng fsd bgm pdd wtt xhs html http https jpg png mp src mcn rmb gdp ' +
    'ppt bbc jdg kfc lgbt psp skt fnc tnt fps mbps cctv cmmb ssd sql php xml btc kyc xyz gcp mysql ptsd xdm nzp sky ktm sync nba nbl wcg bbs sns nhk ' +
    'ds tg yyds xswl awsl bjl zqsg nsdd srds dbq plgg pljj xjj zfb wyy jjww'
  ).split(' '),
)
const HAN_ONLY = /^\p{Script=Han}+$/u

/** Compiles entries of Han alone by their initials; of several with the same letters the strongest stands. */
export function compileInitials(entries: readonly Entry[]): InitialsIndex {
  const index = new Map<string, Entry>()
  for (const entry of entries) {
    const { pattern, category } = entry
    if (!HAN_ONLY.test(pattern) || pattern.length > MAX_LETTERS || !SHORTENED.includes(category)) continue
    const letters = initialsOf(pattern)
    if (NAMES.has(letters)) continue
    if (letters.length === pattern.length && (index.get(letters)?.weight ?? 0) < entry.weight) index.set(letters, entry)
  }
  return index
}

/** Writes the first letter of each character's syllable; shorter than the word where one has none. */
export function initialsOf(word: string): string {
  return Array.from(word, (one) => initialOf(one.charCodeAt(0))).join('')
}

const HAN = /\p{Script=Han}/u
const RUN = /(?<![a-z0-9@._-])[a-z]{2,10}(?![a-z0-9@._-])/g
const WHOLE_SHARE = 0.2
const EDGE_SHARE = 0.1

/** Finds runs of letters in Chinese text that are the initials of an entry (nmsl); they only ever support other evidence. */
export function findInitials(index: InitialsIndex, { text, normalized }: Disguised): DisguisedMatch[] {
  if (!HAN.test(text)) return []
  return [...text.matchAll(RUN)].flatMap((match) => {
    const start = match.index
    const [run] = match
    const whole = index.get(run)
    if (whole) return toMatch(whole, { start, run }, WHOLE_SHARE)
    const turned = index.get([...run].toReversed().join(''))
    if (originalSpan(normalized, start, start + run.length).text !== run) return []
    if (turned && !NAMES.has(run)) return toMatch(turned, { start, run }, EDGE_SHARE)
    if (!isUnspeakable(run)) return []
    return findAtEdge(index, run, start) ?? []
  })
}

const SPEAKABLE = /[aeiouv]|^(.)\1+$/

/** Small letters that spell no word and name nothing known: initials of a phrase. */
function isUnspeakable(run: string): boolean {
  return run.length > 2 && !SPEAKABLE.test(run) && !NAMES.has(run)
}

/** Finds the longest entry whose initials end or begin a run (c of 臭 before mg), its last characters first. */
function findAtEdge(index: InitialsIndex, run: string, start: number): DisguisedMatch | undefined {
  for (let length = Math.min(run.length - 1, MAX_LETTERS); length > 1; length -= 1) {
    for (const at of [run.length - length, 0]) {
      const part = run.slice(at, at + length)
      const entry = index.get(part)
      if (entry) return toMatch(entry, { start: start + at, run: part }, EDGE_SHARE)
    }
  }
  return undefined
}

/** Letters of a text, at their offset. */
interface Letters {
  readonly start: number
  readonly run: string
}

function toMatch(entry: Entry, { start, run }: Letters, share: number): DisguisedMatch {
  return { entry, start, end: start + run.length, folds: FOLD_BITS.initials, weight: shareOf(entry, share) }
}
