import { type Kysely, sql } from 'kysely'

/** What the policy refuses by itself is drawn for a person's look as well, and waits in patrol as what it publishes does. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(waitsOtherwise(`'published', 'rejected'`)).execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql.raw(waitsOtherwise(`'published'`)).execute(db)
  await sql`
    delete from waiting using comment
    where comment.site_id = waiting.site_id and comment.id = waiting.comment_id
      and queue = 'patrol' and comment.status <> 'published'`.execute(db)
}

/** Takes the statuses in which a comment may wait in patrol. */
function waitsOtherwise(patrolled: string): string {
  return `create or replace function comment_waits_otherwise() returns trigger language plpgsql as $$
    begin
      if exists (select from waiting where site_id = new.site_id and comment_id = new.id) then
        delete from waiting where site_id = new.site_id and comment_id = new.id and not case queue
        when 'held' then new.status = 'held'
        when 'reported' then new.status = 'published'
        when 'patrol' then new.status in (${patrolled})
        when 'appeals' then new.status in ('rejected', 'removed')
        when 'rescan' then new.status in ('published', 'rejected')
        when 'second' then new.status in ('published', 'rejected', 'removed')
        else new.status <> 'withdrawn' end;
      end if;
      if new.status = 'withdrawn' then
        delete from skip where site_id = new.site_id and comment_id = new.id;
        insert into change (site_id, type, comment_id) values (new.site_id, 'withdrawn', new.id);
      end if;
      return null;
    end
  $$`
}
