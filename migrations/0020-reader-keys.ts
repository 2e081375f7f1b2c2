import { type Kysely, sql } from 'kysely'

/** Where a portal publishes the keys that it signs reader tokens with; `null` where it signs with the shared secret only. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table site add column reader_keys_url text check (length(reader_keys_url) between 1 and 2000)`.execute(
    db,
  )
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table site drop column reader_keys_url`.execute(db)
}
