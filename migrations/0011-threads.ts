import { type Kysely, sql } from 'kysely'

/**
 * Replies, and what the public list is read from: one row of `listing` for each comment that was ever published. A thread
 * whose first comment is gone stays as long as it has public replies. `hot` grows by one with every doubling of what
 * readers did and with every six hours of later publication, so that no row has to be touched as time passes.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const statement of DOWN) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `alter table comment
    add column thread_id uuid,
    add column reply_to uuid,
    add constraint comment_thread foreign key (site_id, thread_id) references comment,
    add constraint comment_reply foreign key (site_id, reply_to) references comment,
    add constraint comment_place check ((thread_id is null) = (reply_to is null))`,
  `create index comment_answers on comment (site_id, reply_to) where reply_to is not null`,
  `create index comment_in_thread on comment (site_id, thread_id) where thread_id is not null`,
  `create table listing (
    site_id text not null,
    comment_id uuid not null,
    article_id text not null,
    thread_id uuid,
    listed_at timestamptz(3) not null,
    hidden_at timestamptz(3),
    replies int not null default 0,
    likes int not null default 0,
    hot double precision not null,
    primary key (site_id, comment_id),
    foreign key (site_id, comment_id) references comment on delete cascade
  ) with (fillfactor = 80)`,
  `create function rate_listing() returns trigger language plpgsql as $$
    begin
      new.hot := extract(epoch from new.listed_at)::double precision / 21600
        + log(2, 1 + greatest(0, new.likes) + 2 * greatest(0, new.replies))::double precision;
      return new;
    end
  $$`,
  `create trigger listing_rated before insert or update of listed_at, replies, likes on listing
    for each row execute function rate_listing()`,
  `insert into listing (site_id, comment_id, article_id, listed_at)
    select site_id, id, article_id, published_at from comment where status = 'published'`,
  `create index listing_thread on listing (site_id, article_id, listed_at, comment_id)
    where thread_id is null and (hidden_at is null or replies > 0)`,
  `create index listing_hot on listing (site_id, article_id, hot, comment_id)
    where thread_id is null and (hidden_at is null or replies > 0)`,
  `create index listing_reply on listing (site_id, thread_id, listed_at, comment_id)
    where thread_id is not null and hidden_at is null`,
  `drop index comment_public`,
  `create function list_comment() returns trigger language plpgsql as $$
    begin
      if new.status = 'published' then
        insert into listing as listed (site_id, comment_id, article_id, thread_id, listed_at)
          values (new.site_id, new.id, new.article_id, new.thread_id, new.published_at)
          on conflict (site_id, comment_id) do update set hidden_at = null, listed_at = excluded.listed_at;
      else
        update listing set hidden_at = clock_timestamp() where site_id = new.site_id and comment_id = new.id;
      end if;
      return null;
    end
  $$`,
  `create trigger comment_listed after insert on comment for each row
    when (new.status = 'published') execute function list_comment()`,
  `create trigger comment_listed_or_hidden after update of status on comment for each row
    when ((new.status = 'published') <> (old.status = 'published')) execute function list_comment()`,
  `create function count_replies() returns trigger language plpgsql as $$
    declare
      changed listing%rowtype;
      more int := 0;
    begin
      if tg_op = 'DELETE' then changed := old; else changed := new; end if;
      if tg_op <> 'INSERT' and old.hidden_at is null then more := more - 1; end if;
      if tg_op <> 'DELETE' and new.hidden_at is null then more := more + 1; end if;
      if more <> 0 then
        update listing set replies = replies + more
          where site_id = changed.site_id and comment_id = changed.thread_id;
      end if;
      return null;
    end
  $$`,
  `create trigger reply_listed after insert on listing for each row
    when (new.thread_id is not null) execute function count_replies()`,
  `create trigger reply_listed_or_hidden after update of hidden_at on listing for each row
    when (new.thread_id is not null) execute function count_replies()`,
  `create trigger reply_gone after delete on listing for each row
    when (old.thread_id is not null) execute function count_replies()`,
]

const DOWN = [
  `drop trigger comment_listed on comment`,
  `drop trigger comment_listed_or_hidden on comment`,
  `drop function list_comment()`,
  `drop table listing`,
  `drop function count_replies()`,
  `drop function rate_listing()`,
  `create index comment_public on comment (site_id, article_id, published_at, id) where status = 'published'`,
  `alter table comment drop column reply_to, drop column thread_id`,
]
