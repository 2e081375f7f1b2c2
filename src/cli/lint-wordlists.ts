import type { Screener } from '../screening/screen.ts'
import { type AllowEntry, type Entry, matchingForm } from '../screening/wordlist.ts'
import type { MalformedLine, ReadList } from './read-list.ts'

/** Something wrong with a line of a list, in a sentence for the person who wrote it. */
export type Fault = MalformedLine

/**
 * Finds what reading a list does not: entries out of order, said twice or in vain, also among examples, or not in their
 * plain form. The same entry may stand in lists of two categories: 绿茶婊 insults one person and half of all.
 */
export function lintLists(lists: readonly ReadList[]): readonly Fault[] {
  return lists.flatMap((list) => {
    const { file, source, entries } = list
    const all: readonly (Entry | AllowEntry)[] = [...entries, ...list.allowed]
    return [
      ...findUnsorted(all, source).map((fault) => ({ file, ...fault })),
      ...findRepeated(all).map((fault) => ({ file, ...fault })),
      ...all
        .filter((one) => plainForm(one) !== one.text)
        .map((one) => ({
          file,
          line: one.line,
          reason: `「${one.text}」 is matched as 「${plainForm(one)}」: write it so`,
        })),
      ...findRedundant(entries).map((fault) => ({ file, ...fault })),
      ...entries.flatMap(findRepeatedExamples).map((fault) => ({ file, ...fault })),
    ]
  })
}

/** Returns an entry as it is matched; a plus sign may stay, for it reads better than what it is read as. */
function plainForm(one: Entry | AllowEntry): string {
  if ('mode' in one && one.mode === 'regex') return `/${one.pattern}/`
  return matchingForm(one.text) === one.pattern ? one.text : one.pattern
}

function findRepeatedExamples({ text, line, hits, misses }: Entry): Omit<Fault, 'file'>[] {
  const examples = [...hits, ...misses]
  return examples
    .filter((example, at) => examples.indexOf(example) !== at)
    .map((example) => ({ line, reason: `「${text}」 has the example 「${example}」 twice` }))
}

/** A section is what stands between two comments or blank lines; code points give its order, as `sort` does. */
function findUnsorted(all: readonly (Entry | AllowEntry)[], source: string): Omit<Fault, 'file'>[] {
  const lines = source.split(/\r?\n/)
  const isSameSection = (one: number, other: number): boolean =>
    lines.slice(one, other - 1).every((line) => line.trim() !== '' && !line.trimStart().startsWith('#'))
  return all.flatMap(({ line, text }, at) => {
    const before = all[at - 1]
    if (!before || before.text <= text || !isSameSection(before.line, line)) return []
    return { line, reason: `「${text}」 belongs before 「${before.text}」: the entries of a section are sorted` }
  })
}

function findRepeated(all: readonly (Entry | AllowEntry)[]): Omit<Fault, 'file'>[] {
  const lines = new Map<string, number>()
  return all.flatMap(({ line, text, pattern }) => {
    const first = lines.get(pattern)
    if (first === undefined) lines.set(pattern, line)
    return first === undefined ? [] : { line, reason: `「${text}」 stands in line ${first} already` }
  })
}

/**
 * Finds entries that contain another of their category which counts wherever it stands and weighs as much. One of mode
 * `pinyin` is left alone: it counts by its sound, which the other does not.
 */
function findRedundant(entries: readonly Entry[]): Omit<Fault, 'file'>[] {
  const everywhere = entries.filter(({ mode, company }) => mode === 'substring' && company.length === 0)
  return entries.flatMap(({ line, text, pattern, weight, mode }) => {
    if (mode === 'regex' || mode === 'pinyin') return []
    const said = everywhere.find(
      (other) => other.pattern !== pattern && other.weight >= weight && pattern.includes(other.pattern),
    )
    return said
      ? { line, reason: `「${text}」 adds nothing to 「${said.text}」 in line ${said.line}, which weighs as much` }
      : []
  })
}

/** Screens every entry's examples and finds those that do not do what their line says. */
export function lintExamples(lists: readonly ReadList[], { screen }: Pick<Screener, 'screen'>): readonly Fault[] {
  return lists.flatMap(({ file, entries }) =>
    entries.flatMap(({ text, category, line, hits, misses }) => {
      const found = (example: string): readonly string[] =>
        screen(example).evidence.hits.flatMap((hit) => (hit.category === category ? (hit.entry ?? []) : []))
      return [
        ...hits
          .filter((example) => !found(example).some((entry) => entry.includes(text)))
          .map((example) => ({ file, line, reason: `「${text}」 is not found in its hit 「${example}」` })),
        ...misses
          .filter((example) => found(example).includes(text))
          .map((example) => ({ file, line, reason: `「${text}」 is found in its miss 「${example}」` })),
      ]
    }),
  )
}
