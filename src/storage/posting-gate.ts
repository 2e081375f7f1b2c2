import { type RawBuilder, sql } from 'kysely'
import type { SanctionMeasure } from '../moderation/sanction.ts'
import { barriers } from './protect-reader.ts'
import { type Given, type GivenWriter, inForce } from './sanctions.ts'

/** Who writes, and what would keep them from it; every part may be a column of the statement that asks. */
export interface Gate extends GivenWriter {
  readonly readerId: Given<string>
  readonly measures: Given<readonly SanctionMeasure[]>
  readonly answered: Given<readonly string[]>
}

/**
 * Selects the writer unless the profile is deleted. Holds the row as the foreign key will, but sees whether it was deleted
 * while it had to wait. Where others must not wait with it, a profile that is being deleted is `skipped` as if it were gone.
 */
export function writerOf(
  { siteId, readerId }: Pick<Gate, 'siteId' | 'readerId'>,
  whileDeleted: 'awaited' | 'skipped',
): RawBuilder<unknown> {
  const skip = whileDeleted === 'skipped' ? sql` skip locked` : sql``
  return sql`select 1 from reader where site_id = ${siteId} and id = ${readerId} and deleted_at is null for key share${skip}`
}

/** A row for each measure of these that is in force, and for each of `answered` whom the writer may not answer. */
export function barring({ measures, answered, ...writer }: Gate): RawBuilder<unknown> {
  return sql`(
    select from ${inForce(writer, measures)} union all select from (${barriers({ ...writer, answered })}) as barrier
  ) as barring`
}
