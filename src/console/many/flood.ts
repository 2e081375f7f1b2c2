import type { BulkPreviewView } from '../../http/moderator/bulk/bulk-schemas.ts'

type Row = Pick<BulkPreviewView['comments'][number], 'author' | 'createdAt'>

/** What one account wrote of a flood. */
interface Account {
  readonly id: string
  readonly name: string
  /** In milliseconds, the earliest first. */
  readonly times: readonly number[]
}

interface Flood {
  readonly start: number
  readonly end: number
  /** Who wrote the most first, of equals who began earlier. */
  readonly accounts: readonly Account[]
}

/** Who wrote when, of comments that are like each other; `null` of none. */
export function floodOf(rows: readonly Row[]): Flood | null {
  const byAuthor = new Map<string, { id: string; name: string; times: number[] }>()
  for (const { author, createdAt } of rows) {
    const account = byAuthor.get(author.id) ?? { ...author, times: [] }
    account.times.push(Date.parse(createdAt))
    byAuthor.set(author.id, account)
  }
  const accounts = [...byAuthor.values()]
    .map((account) => ({ ...account, times: account.times.sort((one, other) => one - other) }))
    .sort((one, other) => other.times.length - one.times.length || (one.times[0] ?? 0) - (other.times[0] ?? 0))
  const all = accounts.flatMap(({ times }) => times)
  return all.length === 0 ? null : { start: Math.min(...all), end: Math.max(...all), accounts }
}

/** Where a time lies between the first and the last, from 0 to 1. */
export function placeIn({ start, end }: Pick<Flood, 'start' | 'end'>, time: number): number {
  return end === start ? 0.5 : (time - start) / (end - start)
}

/** The whole minutes within which all was written, 1 at the least. */
export function minutesOf({ start, end }: Pick<Flood, 'start' | 'end'>): number {
  return Math.max(1, Math.ceil((end - start) / 60_000))
}
