import { type Kysely, sql } from 'kysely'

/**
 * What the model in the shadow thinks is kept with how the article took comments then, by which it is judged; of what was
 * asked before, as it takes them now. A model's file goes after its time, and its row stays for the log and for whoever asks
 * what a verdict was made by.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const statement of DOWN) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `alter table shadow_opinion add column mode text check (mode in ('pre', 'human', 'closed'))`,
  `update shadow_opinion set mode = coalesce(article.mode, site.mode)
    from comment
    join site on site.id = comment.site_id
    join article on article.site_id = comment.site_id and article.id = comment.article_id
    where comment.site_id = shadow_opinion.site_id and comment.id = shadow_opinion.comment_id`,
  `alter table shadow_opinion alter column mode set not null`,
  `create index shadow_opinion_asked on shadow_opinion (asked_at)`,
  `alter table model alter column file drop not null`,
  `alter table model add column deleted_at timestamptz(3)`,
  `alter table model add constraint model_deleted check (
    (file is null) = (deleted_at is not null) and (deleted_at is null or state in ('candidate', 'retired'))
  )`,
]

/** A deleted model stays as one that cannot be read. */
const DOWN = [
  `alter table model drop constraint model_deleted`,
  `update model set file = '' where file is null`,
  `alter table model drop column deleted_at`,
  `alter table model alter column file set not null`,
  `drop index shadow_opinion_asked`,
  `alter table shadow_opinion drop column mode`,
]
