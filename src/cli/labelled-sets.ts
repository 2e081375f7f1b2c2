import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { CommandError } from '../command-error.ts'

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

/** Reads files of JSON Lines and folders of them; files without any label in one folder become one set. */
export async function readSets(paths: readonly string[]): Promise<readonly TextSet[]> {
  const sets: TextSet[] = []
  for (const path of paths) sets.push(...(await readSetsAt(path)))
  return sets
}

async function readSetsAt(path: string): Promise<readonly TextSet[]> {
  const found = await stat(path).catch(() => undefined)
  if (!found) throw new CommandError(`There is nothing at ${path}. Give a file of JSON Lines, or a folder of them.`)
  if (!found.isDirectory()) return [{ name: basename(path, '.jsonl'), rows: await readRows(path) }]
  const files = (await readdir(path)).filter((name) => name.endsWith('.jsonl')).sort()
  if (files.length === 0) throw new CommandError(`No file of comments (*.jsonl) in ${path}.`)
  const folder = basename(resolve(path))
  const sets: TextSet[] = []
  for (const file of files)
    sets.push({ name: `${folder}/${basename(file, '.jsonl')}`, rows: await readRows(join(path, file)) })
  const unlabelled = sets.filter(isUnlabelled).flatMap(({ rows }) => rows)
  const labelled = sets.filter((set) => !isUnlabelled(set))
  return unlabelled.length === 0 ? labelled : [...labelled, { name: folder, rows: unlabelled }]
}

function isUnlabelled({ rows }: TextSet): boolean {
  return rows.every(({ label }) => label === undefined)
}

async function readRows(file: string): Promise<LabelledRow[]> {
  const lines = (await readFile(file, 'utf8')).split('\n')
  return lines.flatMap((line, at) => {
    if (line.trim() === '') return []
    const row = parseRow(line)
    if (!row) throw new CommandError(`${file}:${at + 1}: expected JSON with a string "text".`)
    return row
  })
}

function parseRow(line: string): LabelledRow | undefined {
  try {
    const row: unknown = JSON.parse(line)
    if (typeof row !== 'object' || row === null || !('text' in row) || typeof row.text !== 'string') return undefined
    return {
      text: row.text,
      label: 'label' in row ? asString(row.label) : undefined,
      topic: 'topic' in row ? asString(row.topic) : undefined,
      perturbation: 'perturbation' in row ? asString(row.perturbation) : undefined,
      original: 'original' in row ? asString(row.original) : undefined,
    }
  } catch {
    return undefined
  }
}

function asString(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
