import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { CommandError } from '../command-error.ts'
import { type CategoryCode, isCategoryCode } from '../screening/taxonomy.ts'
import { type AllowEntry, type Entry, parseAllowList, parseWordlist } from '../screening/wordlist.ts'

/** A line of a list that could not be read, with the reason in a sentence for the person who wrote it. */
export interface MalformedLine {
  readonly file: string
  readonly line: number
  readonly reason: string
}

/** A list as its bytes say; a line with bytes that are no UTF-8 is left blank, so that the others keep their numbers. */
interface ListSource {
  readonly bytes: Buffer
  readonly source: string
  readonly malformed: readonly { readonly line: number; readonly reason: string }[]
}

/** One list as it was read, with the lines that could not be. */
export interface ReadList {
  /** Named with its inner folder, if it is in one. */
  readonly file: string
  readonly bytes: Buffer
  readonly source: string
  /** `null` for the allow list and for a file that is no list. */
  readonly category: CategoryCode | null
  readonly entries: readonly Entry[]
  readonly allowed: readonly AllowEntry[]
  readonly faults: readonly MalformedLine[]
}

/**
 * Reads every list (`*.txt`) of a folder in the order of their names; a file that is no list is a fault, not an error.
 * Lists of an inner folder are named with it.
 */
export async function readLists(folder: string, inner = ''): Promise<readonly ReadList[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.txt')).sort()
  return Promise.all(files.map(async (file) => readList(join(inner, file), await readSource(folder, file))))
}

/** Tells whether a file is neither the allow list nor named after a category. */
export function isNoList({ file, category }: Pick<ReadList, 'file' | 'category'>): boolean {
  return category === null && basename(file, '.txt') !== ALLOW_LIST
}

const ALLOW_LIST = 'allow'

function readList(file: string, { bytes, source, malformed }: ListSource): ReadList {
  const name = basename(file, '.txt')
  const category = isCategoryCode(name) ? name : null
  const none = { file, bytes, source, category, entries: [], allowed: [] }
  const inFile = (lines: readonly Omit<MalformedLine, 'file'>[]): readonly MalformedLine[] =>
    [...malformed, ...lines].map(({ line, reason }) => ({ file, line, reason }))
  if (isNoList(none)) return { ...none, faults: inFile([{ line: 1, reason: `「${name}」 is no category code` }]) }
  if (category === null) {
    const allowList = parseAllowList(source)
    return { ...none, allowed: allowList.entries, faults: inFile(allowList.malformed) }
  }
  const list = parseWordlist(source, category)
  return { ...none, entries: list.entries, faults: inFile(list.malformed) }
}

/** Reads a list; throws a sentence where there is a folder of that name. */
async function readSource(folder: string, file: string): Promise<ListSource> {
  const bytes = await readFile(join(folder, file)).catch((error: unknown) => {
    if (!isFolder(error)) throw error
    throw new CommandError(`${join(folder, file)} is a folder. A wordlist is a file: rename or remove the folder.`)
  })
  const malformed: { line: number; reason: string }[] = []
  const lines = bytes.toString('latin1').split('\n')
  const source = lines.map((line, at) => {
    const text = decode(Buffer.from(line, 'latin1'))
    if (text === undefined)
      malformed.push({ line: at + 1, reason: 'it holds bytes that are no UTF-8: save the file as UTF-8' })
    return text ?? ''
  })
  return { bytes, source: source.join('\n'), malformed }
}

function isFolder(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EISDIR'
}

const UTF8 = new TextDecoder('utf-8', { fatal: true })

function decode(line: Buffer): string | undefined {
  try {
    return UTF8.decode(line)
  } catch {
    return undefined
  }
}
