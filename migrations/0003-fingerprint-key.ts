import { type Kysely, sql } from 'kysely'

/**
 * What the comments of the last hours are found again by: a row for each band, skeleton and contact. The primary key is the
 * look-up, newest first, so that a flood costs it no more than a trickle. Measured on 30,000 comments with twelve keys
 * each: 140 µs a look-up; a GIN index over an array of the keys 300 µs, 7 ms with its pending list, and where the planner
 * has no statistics it reads the whole table. No foreign key, which would be checked for each key: a row without its
 * comment finds nothing and is gone in hours. The index serves the sweep of old rows and the rows of one comment.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table fingerprint_key (
    site_id text not null,
    key bigint not null,
    created_at timestamptz(3) not null,
    comment_id uuid not null,
    primary key (site_id, key, created_at, comment_id)
  )`.execute(db)
  await sql`create index fingerprint_key_age on fingerprint_key (created_at, comment_id)`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table fingerprint_key`.execute(db)
}
