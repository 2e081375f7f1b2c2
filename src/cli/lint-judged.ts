import { canAccompany } from '../screening/company.ts'
import type { Standing } from '../screening/match-entries.ts'
import type { Entry } from '../screening/wordlist.ts'
import type { EntryJudge } from './entry-judge.ts'
import type { Fault } from './lint-wordlists.ts'
import type { ReadList } from './read-list.ts'

// What holds a comment alone shows that it holds the right ones.
const HOLDS_ALONE = 0.5

/** Finds entries that are lost in their own text, and those without the examples that patterns and heavy entries need. */
export function lintOwnTexts(lists: readonly ReadList[], judge: EntryJudge): readonly Fault[] {
  return lists.flatMap(({ file, entries }) =>
    entries.flatMap((entry) => {
      const reason = whyUntried(entry) ?? (entry.mode === 'regex' ? undefined : whyLost(entry, judge))
      return reason === undefined ? [] : { file, line: entry.line, reason }
    }),
  )
}

function whyUntried({ text, mode, weight, hits, misses }: Entry): string | undefined {
  if (mode !== 'regex' && weight < HOLDS_ALONE) return undefined
  if (hits.length === 0) return `「${text}」 needs an example: hit:`
  return misses.length === 0 && weight >= HOLDS_ALONE
    ? `「${text}」 needs an example that it leaves alone: miss:`
    : undefined
}

function whyLost(entry: Entry, judge: EntryJudge): string | undefined {
  const { text, pattern, category } = entry
  const own = judge(text).filter((match) => match.entry.pattern === pattern && match.entry.category === category)
  const isAll = (standing: Standing): boolean => own.every((match) => match.standing === standing)
  if (own.length === 0) return `「${text}」 is not found in its own text`
  if (isAll('allowed')) return `「${text}」 lies inside an allow entry, so it never counts`
  if (isAll('inside_word')) return `「${text}」 is cut out of a word in its own text: its mode must be substring`
  return undefined
}

/**
 * Finds allow entries in which nothing would be found without the allow list, and into which no entry reaches; the judge must
 * not know that list.
 */
export function lintAllowed(lists: readonly ReadList[], judgeAll: EntryJudge): readonly Fault[] {
  const patterns = lists.flatMap(({ entries }) => entries.map(({ pattern }) => pattern))
  return lists.flatMap(({ file, allowed }) =>
    allowed
      .filter(({ text, pattern }) => !cutsAny(pattern, patterns) && judgeAll(text).length === 0)
      .map(({ line, text }) => ({ file, line, reason: `nothing would be found in 「${text}」, so it allows nothing` })),
  )
}

// A single character is the end of some entry nearly always.
const MIN_SHARED_UNITS = 2

/** Tells whether an allow entry begins with the end of a longer entry and goes on behind it: 刷單車 of 兼職刷單. */
function cutsAny(allowed: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => {
    for (let units = MIN_SHARED_UNITS; units < Math.min(allowed.length, pattern.length); units += 1) {
      if (pattern.endsWith(allowed.slice(0, units))) return true
    }
    return false
  })
}

/** Finds entries for names that those for comments hold already, as heavy and wherever the name says it. */
export function lintTwins(names: readonly ReadList[], comments: readonly ReadList[]): readonly Fault[] {
  const known = comments.flatMap(({ file, entries }) => entries.map((entry) => ({ file, entry })))
  return names.flatMap(({ file, entries }) =>
    entries.flatMap(({ text, pattern, category, mode, weight, line }) => {
      const twin = known.find(
        ({ entry }) =>
          entry.pattern === pattern &&
          entry.category === category &&
          entry.mode === mode &&
          entry.company.length === 0 &&
          entry.weight >= weight,
      )
      if (!twin) return []
      const reason = `「${text}」 adds nothing to ${twin.file}, line ${twin.entry.line}, where it weighs as much`
      return { file, line, reason }
    }),
  )
}

/** Finds company that no entry of the lists could ever keep. */
export function lintCompany(lists: readonly ReadList[]): readonly Fault[] {
  const all = lists.flatMap(({ entries }) => entries)
  return lists.flatMap(({ file, entries }) =>
    entries.flatMap((entry) =>
      entry.company
        .filter((wanted) => wanted !== 'contact' && !all.some((other) => canAccompany(entry, wanted, other)))
        .map((wanted) => {
          return { file, line: entry.line, reason: `「${entry.text}」 waits for ${wanted}, which no entry can be` }
        }),
    ),
  )
}
