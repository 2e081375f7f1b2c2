import { type Kysely, sql } from 'kysely'

/**
 * What the portal says of its articles: an official note above the comments, and who wrote the article, as HMACs of its
 * own names for them. `badge` is what the portal vouched for when a comment was written. A risk level that the portal set
 * has no `set_by`.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of UP) await sql.raw(statement).execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const statement of DOWN) await sql.raw(statement).execute(db)
}

const UP = [
  `alter table article
    add column note text check (length(note) between 1 and 1000),
    add column noted_at timestamptz(3),
    add column authors bytea[] not null default '{}',
    add constraint article_noted check ((note is null) = (noted_at is null))`,
  `alter table comment add column badge text check (badge in ('staff', 'author'))`,
  `alter table article_risk alter column set_by drop not null`,
]

const DOWN = [
  `alter table article_risk disable trigger article_risk_append_only`,
  `delete from article_risk where set_by is null`,
  `alter table article_risk enable trigger article_risk_append_only`,
  `alter table article_risk alter column set_by set not null`,
  `alter table comment drop column badge`,
  `alter table article drop column note, drop column noted_at, drop column authors`,
]
