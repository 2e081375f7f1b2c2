import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Screener } from '../screening/screen.ts'
import { type CategoryCode, isCategoryCode } from '../screening/taxonomy.ts'
import { type AllowEntry, type Entry, matchingForm, parseAllowList, parseWordlist } from '../screening/wordlist.ts'

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

/** Reads every list of a folder in the order of their names; a file that is no list is a fault, not an error. */
export async function readLists(folder: string): Promise<readonly ReadList[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.txt')).sort()
  return Promise.all(files.map(async (file) => readList(file, await readFile(join(folder, file), 'utf8'))))
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

/** Finds what reading a list does not: entries out of order, said twice, not in their plain form, or allowed away. */
export function lintLists(lists: readonly ReadList[]): readonly Fault[] {
  const allowed = new Set(lists.flatMap((list) => list.allowed.map(({ pattern }) => pattern)))
  return lists.flatMap((list) => {
    const { file, source, entries } = list
    const all: readonly (Entry | AllowEntry)[] = [...entries, ...list.allowed]
    return [
      ...findUnsorted(all, source).map((fault) => ({ file, ...fault })),
      ...findRepeated(all).map((fault) => ({ file, ...fault })),
      ...all
        .filter(({ text, pattern }) => matchingForm(text) !== pattern)
        .map(({ line, text, pattern }) => ({
          file,
          line,
          reason: `「${text}」 is matched as 「${pattern}」: write it so`,
        })),
      ...entries
        .filter(({ pattern }) => allowed.has(pattern))
        .map(({ line, text }) => ({ file, line, reason: `「${text}」 is an allow entry too, so it never counts` })),
    ]
  })
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

/** Screens every entry's own text and examples and finds those that do not do what their line says. */
export function lintExamples(lists: readonly ReadList[], screener: Screener): readonly Fault[] {
  const found = (text: string) => screener.screen(text).evidence.hits
  return lists.flatMap(({ file, entries }) =>
    entries.flatMap((entry) => {
      const { text, line, category, company, hits, misses } = entry
      const isSilent = company.length === 0 && !found(text).some((hit) => hit.category === category)
      return [
        ...(isSilent ? [{ file, line, reason: `「${text}」 is not found in its own text` }] : []),
        ...hits
          .filter((example) => !found(example).some((hit) => hit.entry?.includes(text)))
          .map((example) => ({ file, line, reason: `「${text}」 is not found in its hit 「${example}」` })),
        ...misses
          .filter((example) => found(example).some((hit) => hit.entry === text))
          .map((example) => ({ file, line, reason: `「${text}」 is found in its miss 「${example}」` })),
      ]
    }),
  )
}
