import { basename, join } from 'node:path'
import type { Screener } from '../screening/screen.ts'
import { type CategoryCode, isCategoryCode } from '../screening/taxonomy.ts'
import { type AllowEntry, type Entry, matchingForm, parseAllowList, parseWordlist } from '../screening/wordlist.ts'
import { listFiles, readSource } from './read-list.ts'

/** Something wrong with a line of a list, in a sentence for the person who wrote it. */
export interface Fault {
  readonly file: string
  readonly line: number
  readonly reason: string
}

/** One list as it was read, with the lines that could not be. */
export interface ReadList {
  readonly file: string
  readonly source: string
  /** `null` for the allow list. */
  readonly category: CategoryCode | null
  readonly entries: readonly Entry[]
  readonly allowed: readonly AllowEntry[]
  readonly faults: readonly Fault[]
}

/**
 * Reads every list of a folder in the order of their names; a file that is no list is a fault, not an error. Lists of an
 * inner folder are named with it.
 */
export async function readLists(folder: string, inner = ''): Promise<readonly ReadList[]> {
  const files = await listFiles(folder)
  return Promise.all(
    files.map(async (file) => {
      const { source, malformed } = await readSource(folder, file)
      const named = join(inner, file)
      const list = readList(named, source)
      return { ...list, faults: [...malformed.map((fault) => ({ file: named, ...fault })), ...list.faults] }
    }),
  )
}

function readList(file: string, source: string): ReadList {
  const name = basename(file, '.txt')
  const none = { file, source, category: null, entries: [], allowed: [] }
  if (name === 'allow') {
    const { entries, malformed } = parseAllowList(source)
    return { ...none, allowed: entries, faults: malformed.map(({ line, reason }) => ({ file, line, reason })) }
  }
  if (!isCategoryCode(name)) return { ...none, faults: [{ file, line: 1, reason: `「${name}」 is no category code` }] }
  const { entries, malformed } = parseWordlist(source, name)
  return { ...none, category: name, entries, faults: malformed.map(({ line, reason }) => ({ file, line, reason })) }
}

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
