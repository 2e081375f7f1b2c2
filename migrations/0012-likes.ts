import { type Kysely, sql } from 'kysely'

/** Likes: one of each reader and comment. Their number stands in `listing`, kept by a trigger in the same transaction. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table comment_like`.execute(db)
  await sql`drop function count_likes()`.execute(db)
  await sql`update listing set likes = 0 where likes <> 0`.execute(db)
}

const STATEMENTS = [
  `create table comment_like (
    site_id text not null,
    comment_id uuid not null,
    reader_id uuid not null,
    article_id text not null,
    liked_at timestamptz(3) not null,
    primary key (site_id, comment_id, reader_id),
    foreign key (site_id, comment_id) references listing on delete cascade,
    foreign key (site_id, reader_id) references reader
  )`,
  `create index comment_like_of_reader on comment_like (site_id, reader_id, article_id)`,
  `create function count_likes() returns trigger language plpgsql as $$
    begin
      if tg_op = 'INSERT' then
        update listing set likes = likes + 1 where site_id = new.site_id and comment_id = new.comment_id;
      else
        update listing set likes = likes - 1 where site_id = old.site_id and comment_id = old.comment_id;
      end if;
      return null;
    end
  $$`,
  `create trigger like_counted after insert or delete on comment_like for each row execute function count_likes()`,
]
