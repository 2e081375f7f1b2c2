import { type Kysely, sql } from 'kysely'

/**
 * Which articles' pages are no longer as they were, told by whatever changes what everyone sees of them, in the
 * transaction that changes it. Each process reads it and drops what it keeps of those; a row that it reads late or not at
 * all would leave a withdrawn comment in sight, so that triggers write it and nobody has to remember to.
 *
 * A plan that is made once took the whole list for the comments of any article where one has a million: a sample of them
 * holds no other.
 *
 * A comment that was published at once told the consoles that nothing had arrived: triggers of statements run for no rows
 * too, and transactions that notify commit one after the other, each waiting for the disk.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of UP) await sql.raw(statement).execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const statement of DOWN) await sql.raw(statement).execute(db)
}

const UP = [
  `create table page_change (
    site_id text not null,
    article_id text not null,
    xid xid8 not null default pg_current_xact_id(),
    at timestamptz(3) not null default clock_timestamp()
  )`,
  `create index page_change_xid on page_change (xid)`,
  `create function page_changed() returns trigger language plpgsql as $$
    begin
      if tg_op = 'DELETE' then
        insert into page_change (site_id, article_id) values (old.site_id, old.article_id);
      else
        insert into page_change (site_id, article_id) values (new.site_id, new.article_id);
      end if;
      return null;
    end
  $$`,
  `create trigger listing_changes_page after insert or update or delete on listing
    for each row execute function page_changed()`,
  // Whatever a page shows of a comment that does not also change its place in the list.
  `create trigger comment_changes_page after update on comment for each row
    when (
      (old.published_at is not null or new.published_at is not null)
      and (new.status, new.text, new.display_name, new.reader_id, new.badge, new.ip_region, new.edited_at)
        is distinct from (old.status, old.text, old.display_name, old.reader_id, old.badge, old.ip_region, old.edited_at)
    ) execute function page_changed()`,
  `create function page_of_article_changed() returns trigger language plpgsql as $$
    begin
      insert into page_change (site_id, article_id) values (new.site_id, new.id);
      return null;
    end
  $$`,
  `create trigger article_makes_page after insert on article
    for each row execute function page_of_article_changed()`,
  `create trigger article_changes_page after update on article for each row
    when (
      (new.mode, new.note, new.noted_at, new.slow_seconds, new.slowed_until)
        is distinct from (old.mode, old.note, old.noted_at, old.slow_seconds, old.slowed_until)
    ) execute function page_of_article_changed()`,
  `alter table listing alter column article_id set (n_distinct = -0.05)`,
  commentWaits(`if exists (select from added where status = 'held') then`, 'end if;'),
  countWaiting('if not exists (select from changed) then return null; end if;'),
]

const DOWN = [
  countWaiting(''),
  commentWaits('', ''),
  `alter table listing alter column article_id reset (n_distinct)`,
  `drop trigger article_changes_page on article`,
  `drop trigger article_makes_page on article`,
  `drop function page_of_article_changed()`,
  `drop trigger comment_changes_page on comment`,
  `drop trigger listing_changes_page on listing`,
  `drop function page_changed()`,
  `drop table page_change`,
]

function commentWaits(before: string, after: string): string {
  return `create or replace function comment_waits() returns trigger language plpgsql as $$
    begin
      ${before}
      insert into waiting (site_id, comment_id, queue, queue_at, since)
        select site_id, id, 'held', queue_at, created_at from added where status = 'held';
      ${after}
      return null;
    end
  $$`
}

function countWaiting(before: string): string {
  return `create or replace function count_waiting() returns trigger language plpgsql as $$
    begin
      ${before}
      insert into waiting_count as counted
        select site_id, queue, pg_backend_pid(), tg_argv[0]::int * count(*) from changed group by site_id, queue order by 1, 2
        on conflict (site_id, queue, shard) do update set waiting = counted.waiting + excluded.waiting;
      if tg_op = 'INSERT' then
        insert into change (site_id, type, queue, comment_id)
          select distinct site_id, 'arrived', queue, case when many <= 50 then comment_id end
          from (select site_id, queue, comment_id, count(*) over (partition by site_id, queue) as many from changed) as told;
      end if;
      return null;
    end
  $$`
}
