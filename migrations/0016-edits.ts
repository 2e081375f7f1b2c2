import { type Kysely, sql } from 'kysely'

/**
 * When a comment's text was last changed by its author, and the texts that nobody sees any more: they are kept for the
 * retention term beside the comment that they were the text of, and purged one by one.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of UP) await sql.raw(statement).execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table restricted_text`.execute(db)
  await sql`alter table comment drop column edited_at`.execute(db)
}

const UP = [
  `alter table comment add column edited_at timestamptz(3)`,
  `create table restricted_text (
    site_id text not null,
    id uuid not null,
    comment_id uuid not null,
    reason text not null check (reason in ('edited', 'deleted')),
    display_name text not null,
    text text not null,
    written_at timestamptz(3) not null,
    kept_at timestamptz(3) not null,
    kept_until timestamptz(3) not null check (kept_until > kept_at),
    primary key (site_id, id),
    foreign key (site_id, comment_id) references comment
  )`,
  `create index restricted_text_of_comment on restricted_text (site_id, comment_id)`,
  `create index restricted_text_end on restricted_text (kept_until)`,
]
