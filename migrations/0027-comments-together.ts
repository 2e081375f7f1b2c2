import { type Kysely, sql } from 'kysely'

/**
 * Comments are recorded many at a time: what triggers count, list and tell of new ones is written once a statement, in the
 * order of their articles and threads so that two such statements never wait for each other in a circle. What changes later
 * comes one by one as before.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of UP) await sql.raw(statement).execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const statement of DOWN) await sql.raw(statement).execute(db)
}

const UP = [
  `drop trigger comment_appeared on comment`,
  `create function count_appeared() returns trigger language plpgsql as $$
    begin
      if not exists (select from added where status = 'published') then return null; end if;
      insert into article_count as counted
        select site_id, article_id, pg_backend_pid() % 16, count(*) from added where status = 'published'
        group by site_id, article_id order by site_id, article_id
        on conflict (site_id, article_id, shard) do update set published = counted.published + excluded.published;
      return null;
    end
  $$`,
  `create trigger comment_appeared after insert on comment referencing new table as added
    for each statement execute function count_appeared()`,
  `drop trigger comment_listed on comment`,
  `create function list_appeared() returns trigger language plpgsql as $$
    begin
      if not exists (select from added where status = 'published') then return null; end if;
      insert into listing (site_id, comment_id, article_id, thread_id, listed_at)
        select site_id, id, article_id, thread_id, published_at from added where status = 'published'
        order by site_id, article_id, thread_id;
      return null;
    end
  $$`,
  `create trigger comment_listed after insert on comment referencing new table as added
    for each statement execute function list_appeared()`,
  `drop trigger listing_changes_page on listing`,
  `create trigger listing_changes_page after update or delete on listing
    for each row execute function page_changed()`,
  `create function pages_with_more() returns trigger language plpgsql as $$
    begin
      insert into page_change (site_id, article_id) select distinct site_id, article_id from added;
      return null;
    end
  $$`,
  `create trigger listing_adds_to_page after insert on listing referencing new table as added
    for each statement execute function pages_with_more()`,
]

const DOWN = [
  `drop trigger listing_adds_to_page on listing`,
  `drop function pages_with_more()`,
  `drop trigger listing_changes_page on listing`,
  `create trigger listing_changes_page after insert or update or delete on listing
    for each row execute function page_changed()`,
  `drop trigger comment_listed on comment`,
  `drop function list_appeared()`,
  `create trigger comment_listed after insert on comment for each row
    when (new.status = 'published') execute function list_comment()`,
  `drop trigger comment_appeared on comment`,
  `drop function count_appeared()`,
  `create trigger comment_appeared after insert on comment for each row
    when (new.status = 'published') execute function count_published('1')`,
]
