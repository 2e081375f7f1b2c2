import { type RawBuilder, type Selectable, sql } from 'kysely'
import type { Database } from './schema.ts'

/**
 * Whole rows of a table as `record`, given as one JSON parameter, so that the statement's text stays the same for any
 * number of them: `insert into event select record.* from …, jsonb_populate_recordset(null::event, $1) as record`.
 */
export function records<T extends keyof Database>(
  table: T,
  rows: readonly Selectable<Database[T]>[],
): RawBuilder<unknown> {
  const json = JSON.stringify(rows.map((row) => Object.fromEntries(Object.entries(row).map(encodeBytes))))
  return sql`jsonb_populate_recordset(null::${sql.table(table)}, ${json}::jsonb) as record`
}

function encodeBytes([column, value]: [string, unknown]): [string, unknown] {
  return [column, Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : value]
}
