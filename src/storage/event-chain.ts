import { createHash } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { Event } from '../moderation/event.ts'
import type { EventTable } from './schema.ts'

export type EventRow = Selectable<EventTable>

interface ChainEnd {
  readonly siteId: string
  readonly commentId: string
  readonly at: Date
  /** How many events stand before. */
  readonly count: number
  /** The hash of the last of them, `null` before the first. */
  readonly hash: Buffer | null
}

/** Returns the rows that continue a comment's chain, numbered on from `end.count`, each carrying the hash before it. */
export function chainEvents(end: ChainEnd, events: readonly Event[]): EventRow[] {
  const rows: EventRow[] = []
  for (const { type, actor, detail } of events) {
    const unhashed = {
      site_id: end.siteId,
      comment_id: end.commentId,
      number: end.count + rows.length + 1,
      type,
      actor,
      detail,
      occurred_at: end.at,
      previous_hash: rows.at(-1)?.hash ?? end.hash,
    }
    rows.push({ ...unhashed, hash: hashEvent(unhashed) })
  }
  return rows
}

/**
 * Returns the SHA-256 of the hash before it and the event's own content, which anyone can repeat:
 *
 *     sha256(previous_hash ‖ {"actor":…,"comment":…,"detail":…,"number":…,"occurredAt":…,"site":…,"type":…})
 *
 * The JSON is UTF-8 without spaces, keys in code unit order at every depth, times as ISO 8601 in UTC with milliseconds.
 */
export function hashEvent(event: Omit<EventRow, 'hash'>): Buffer {
  const content = {
    site: event.site_id,
    comment: event.comment_id,
    number: event.number,
    type: event.type,
    actor: event.actor,
    detail: event.detail,
    occurredAt: event.occurred_at.toISOString(),
  }
  return createHash('sha256')
    .update(event.previous_hash ?? '')
    .update(canonicalJson(content))
    .digest()
}

function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}
