import { readdir, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { CommandError } from '../command-error.ts'
import { readUtf8Lines } from './read-utf8-lines.ts'
import { refuseUnknownLabels } from './refuse-unknown-labels.ts'

/** A text to measure on; `label` is `benign`, a category code or `violation`, absent where nobody judged it. */
export interface LabelledRow {
  readonly text: string
  readonly label: string | undefined
  /** What it is about, as the set names it; sets of abuse name the group. */
  readonly topic: string | undefined
  /** How the text was disguised, `none` where it was not. */
  readonly perturbation: string | undefined
  /** The text before it was disguised. */
  readonly original: string | undefined
}

/** Texts that are measured together. */
export interface TextSet {
  readonly name: string
  readonly rows: readonly LabelledRow[]
}

/**
 * Reads files of JSON Lines and folders of them; files without any label in one folder become one set. Sets that would
 * have one name are named by their paths.
 */
export async function readSets(paths: readonly string[]): Promise<readonly TextSet[]> {
  const sets: PlacedSet[] = []
  for (const path of paths) sets.push(...(await readSetsAt(path)))
  const isShared = ({ name }: TextSet): boolean => sets.filter((other) => other.name === name).length > 1
  return sets.map((set) => ({ name: isShared(set) ? set.path : set.name, rows: set.rows }))
}

interface PlacedSet extends TextSet {
  readonly path: string
}

async function readSetsAt(path: string): Promise<readonly PlacedSet[]> {
  const found = await stat(path).catch(() => undefined)
  if (!found) throw new CommandError(`There is nothing at ${path}. Give a file of JSON Lines, or a folder of them.`)
  if (!found.isDirectory()) return [{ path, name: basename(path, '.jsonl'), rows: await readRows(path) }]
  const files = (await readNames(path)).filter((name) => name.endsWith('.jsonl')).sort()
  if (files.length === 0) throw new CommandError(`No file of comments (*.jsonl) in ${path}.`)
  const folder = basename(resolve(path))
  const sets: PlacedSet[] = []
  for (const file of files) {
    const inFolder = join(path, file)
    sets.push({ path: inFolder, name: `${folder}/${basename(file, '.jsonl')}`, rows: await readRows(inFolder) })
  }
  const unlabelled = sets.filter(isUnlabelled).flatMap(({ rows }) => rows)
  const labelled = sets.filter((set) => !isUnlabelled(set))
  return unlabelled.length === 0 ? labelled : [...labelled, { path, name: folder, rows: unlabelled }]
}

function readNames(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: Error) => {
    throw new CommandError(`${folder} cannot be read: ${error.message}.`)
  })
}

function isUnlabelled({ rows }: TextSet): boolean {
  return rows.every(({ label }) => label === undefined)
}

async function readRows(file: string): Promise<LabelledRow[]> {
  const written = (await readUtf8Lines(file)).flatMap((text, at) => {
    if (text.trim() === '') return []
    const fields = parseFields(text)
    if (!fields) throw new CommandError(`${file}:${at + 1}: expected JSON with a string "text".`)
    return { line: at + 1, label: fields['label'], row: toRow(fields) }
  })
  if (written.length === 0) throw new CommandError(`${file} has no comments in it.`)
  refuseUnknownLabels(file, written)
  return written.map(({ row }) => row)
}

interface Fields {
  readonly text: string
  readonly [name: string]: unknown
}

function parseFields(line: string): Fields | undefined {
  try {
    const parsed: unknown = JSON.parse(line)
    if (typeof parsed !== 'object' || parsed === null || !('text' in parsed)) return undefined
    const { text } = parsed
    return typeof text === 'string' ? { ...parsed, text } : undefined
  } catch {
    return undefined
  }
}

function toRow({ text, ...fields }: Fields): LabelledRow {
  return {
    text,
    label: asString(fields['label']),
    topic: asString(fields['topic']),
    perturbation: asString(fields['perturbation']),
    original: asString(fields['original']),
  }
}

function asString(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
