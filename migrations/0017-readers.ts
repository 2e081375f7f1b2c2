import { type Kysely, sql } from 'kysely'

/**
 * What readers decide of themselves: whom they do not want to hear from, who may answer them, and that they are gone.
 *
 * `age` is what the portal last said; minors are protected unless they have switched that off. A reader who is deleted
 * stays as a row that no token leads to, for what is kept on record beside it. Where measures still hold then, the empty
 * profile that the same token leads to is `formerly` that one, so that they hold against it too.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of UP) await sql.raw(statement).execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const statement of DOWN) await sql.raw(statement).execute(db)
}

const UP = [
  `alter table reader
    add column age text check (age in ('adult', 'minor', 'child')),
    add column protected_at timestamptz(3),
    add column unprotected_at timestamptz(3),
    add column deleted_at timestamptz(3),
    add column purged_at timestamptz(3),
    add column formerly uuid[] not null default '{}',
    add constraint reader_protection check (protected_at is null or unprotected_at is null),
    add constraint reader_purged check (purged_at is null or deleted_at is not null)`,
  `create index reader_deleted on reader (deleted_at) where deleted_at is not null and purged_at is null`,
  `create table reader_block (
    site_id text not null,
    reader_id uuid not null,
    blocked_id uuid not null check (blocked_id <> reader_id),
    blocked_at timestamptz(3) not null,
    primary key (site_id, reader_id, blocked_id),
    foreign key (site_id, reader_id) references reader,
    foreign key (site_id, blocked_id) references reader
  )`,
  `create index reader_block_of on reader_block (site_id, blocked_id)`,
]

const DOWN = [
  `drop table reader_block`,
  `alter table reader drop column age, drop column protected_at, drop column unprotected_at, drop column deleted_at,
    drop column purged_at, drop column formerly`,
]
