import { type Kysely, sql } from 'kysely'

/**
 * A first comment that is edited and held keeps its place for its replies, and is published at no time until it is read
 * again: what became of it then was not told. Only what was edited can stand so, so that what is held at first still tells
 * nothing.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await tellOf(db, 'old.published_at is not null or new.published_at is not null or old.edited_at is not null')
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await tellOf(db, 'old.published_at is not null or new.published_at is not null')
}

/** Takes which comments have or may have a place on a page. */
async function tellOf(db: Kysely<unknown>, placed: string): Promise<void> {
  await sql.raw('drop trigger comment_changes_page on comment').execute(db)
  const statement = `create trigger comment_changes_page after update on comment for each row
    when (
      (${placed})
      and (new.status, new.text, new.display_name, new.reader_id, new.badge, new.ip_region, new.edited_at)
        is distinct from (old.status, old.text, old.display_name, old.reader_id, old.badge, old.ip_region, old.edited_at)
    ) execute function page_changed()`
  await sql.raw(statement).execute(db)
}
