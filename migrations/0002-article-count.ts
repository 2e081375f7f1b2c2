import { type Kysely, sql } from 'kysely'

/**
 * How many comments an article shows, kept beside it: counting a hot article's index entries costs 10 ms at 50,000.
 * One row a shard, chosen by connection, so that comments under one article do not wait for each other's commit.
 * One shard alone may stand below zero; their sum is the count.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop trigger comment_appeared on comment`.execute(db)
  await sql`drop trigger comment_shown on comment`.execute(db)
  await sql`drop trigger comment_hidden on comment`.execute(db)
  await sql`drop trigger comment_gone on comment`.execute(db)
  await sql`drop function count_published()`.execute(db)
  await sql`drop table article_count`.execute(db)
}

const STATEMENTS = [
  `create table article_count (
    site_id text not null,
    article_id text not null,
    shard int not null check (shard between 0 and 15),
    published int not null,
    primary key (site_id, article_id, shard),
    foreign key (site_id, article_id) references article
  ) with (fillfactor = 50)`,
  `insert into article_count
    select site_id, article_id, 0, count(*) from comment where status = 'published' group by site_id, article_id`,
  `create function count_published() returns trigger language plpgsql as $$
    declare
      changed comment%rowtype;
    begin
      if tg_op = 'DELETE' then changed := old; else changed := new; end if;
      insert into article_count as counted
        values (changed.site_id, changed.article_id, pg_backend_pid() % 16, tg_argv[0]::int)
        on conflict (site_id, article_id, shard) do update set published = counted.published + excluded.published;
      return null;
    end
  $$`,
  `create trigger comment_appeared after insert on comment for each row
    when (new.status = 'published') execute function count_published('1')`,
  `create trigger comment_shown after update of status on comment for each row
    when (new.status = 'published' and old.status <> 'published') execute function count_published('1')`,
  `create trigger comment_hidden after update of status on comment for each row
    when (new.status <> 'published' and old.status = 'published') execute function count_published('-1')`,
  `create trigger comment_gone after delete on comment for each row
    when (old.status = 'published') execute function count_published('-1')`,
]
