import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'

/** One comment to replay. */
export interface TrafficRow {
  readonly article: string
  readonly text: string
  /** Milliseconds; only the order counts. */
  readonly time: number
}

/** What a folder of `*.jsonl` holds. */
export interface Traffic {
  /** Event by event, in the order of the file names; within one by time, then as they stand. */
  readonly rows: readonly TrafficRow[]
  /** `file:line: reason` of every row that cannot be read. */
  readonly malformed: readonly string[]
  readonly emptyCount: number
}

const Row = z.object({
  article: z.string().trim().min(1).max(200),
  time: z.string(),
  text: z.string(),
})

/** Reads a folder of `*.jsonl`, or one such file. Throws the system's error when the path cannot be read. */
export async function readTraffic(path: string): Promise<Traffic> {
  const rows: TrafficRow[] = []
  const malformed: string[] = []
  let emptyCount = 0
  for (const file of await listFiles(path)) {
    const ofFile: TrafficRow[] = []
    for await (const [number, line] of readLines(file)) {
      const parsed = parseRow(line)
      if (!parsed.ok) malformed.push(`${basename(file)}:${number}: ${parsed.reason}`)
      else if (parsed.row.text.trim() === '') emptyCount += 1
      else ofFile.push(parsed.row)
    }
    // Times are whole minutes: the stable sort keeps the rows of one minute as they stand.
    for (const row of ofFile.sort((one, other) => one.time - other.time)) rows.push(row)
  }
  return { rows, malformed, emptyCount }
}

type ParsedRow = { readonly ok: true; readonly row: TrafficRow } | { readonly ok: false; readonly reason: string }

/** Reads one line; whatever it holds, this does not throw. */
export function parseRow(line: string): ParsedRow {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return { ok: false, reason: 'no JSON' }
  }
  const parsed = Row.safeParse(value)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    return { ok: false, reason: `${issue?.path.join('.') || 'row'}: ${issue?.message ?? 'wrong'}` }
  }
  const time = parseTime(parsed.data.time)
  if (time === undefined) return { ok: false, reason: `time: no date and time in "${parsed.data.time}"` }
  return { ok: true, row: { ...parsed.data, time } }
}

/** Reads `2024/9/23 3:02` and ISO 8601; the zone is of no consequence, because only the order counts. */
function parseTime(text: string): number | undefined {
  const parts = /^(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?)?/.exec(text.trim())
  if (!parts) return undefined
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(1)
    .map((part) => Number(part ?? 0))
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 24 || minute > 59 || second > 60) return undefined
  return Date.UTC(year, month - 1, day, hour, minute, second)
}

async function listFiles(path: string): Promise<string[]> {
  if ((await stat(path)).isFile()) return [path]
  const names = (await readdir(path)).filter((name) => name.endsWith('.jsonl'))
  return names.sort().map((name) => join(path, name))
}

async function* readLines(file: string): AsyncGenerator<[number, string]> {
  let number = 0
  for await (const line of createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity })) {
    number += 1
    const text = number === 1 ? line.replace(/^\uFEFF/, '') : line
    if (text.trim() !== '') yield [number, text]
  }
}
