import { canAccompany } from '../screening/company.ts'
import type { Standing } from '../screening/match-entries.ts'
import type { Entry } from '../screening/wordlist.ts'
import type { EntryJudge } from './entry-judge.ts'
import type { Fault } from './lint-wordlists.ts'
import type { ReadList } from './read-list.ts'

/** Finds entries that are lost in their own text, and patterns without an example to be tried on. */
export function lintOwnTexts(lists: readonly ReadList[], judge: EntryJudge): readonly Fault[] {
  return lists.flatMap(({ file, entries }) =>
    entries.flatMap((entry) => {
      const reason = entry.mode === 'regex' ? whyUntried(entry) : whyLost(entry, judge)
      return reason === undefined ? [] : { file, line: entry.line, reason }
    }),
  )
}

function whyUntried({ text, hits }: Entry): string | undefined {
  return hits.length > 0 ? undefined : `「${text}」 needs an example: hit:`
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
