import { type Kysely, sql } from 'kysely'

/**
 * What is asked of moderators, queue by queue. A row of `waiting` is the question itself: why a comment waits, since
 * when, whose turn it is and who may not have it; nothing of the comment is copied. That a held comment waits is kept
 * by triggers on its status, and so is that nothing waits on a comment whose status leaves nothing to ask.
 *
 * `waiting_count` counts the rows, exactly: counting 1,000,000 index entries takes tens of milliseconds. Each connection
 * has its own shard, so that two transactions never wait for each other there. `change` is what streams to the console,
 * kept for an hour: a reader that knows its last snapshot asks for what was not visible in that, and so misses nothing,
 * whatever the order of commits.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...COMMENT, ...WAITING, ...CHANGES, ...DECISIONS, ...WORDING]) {
    await sql.raw(statement).execute(db)
  }
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const statement of DOWN) await sql.raw(statement).execute(db)
}

const QUEUES = `('held', 'reported', 'appeals', 'patrol', 'second', 'rescan', 'escalated')`

const COMMENT = [
  `alter table comment drop constraint comment_check1`,
  `alter table comment add column lease_queue text check (lease_queue in ${QUEUES})`,
  `alter table comment add constraint comment_lease_queue check (lease_queue is null or lease_token is not null)`,
  `drop index comment_queue`,
  `drop index comment_held`,
]

const WAITING = [
  `create table waiting (
    site_id text not null,
    comment_id uuid not null,
    queue text not null check (queue in ${QUEUES}),
    queue_at timestamptz(3) not null,
    since timestamptz(3) not null,
    barred uuid[] not null default '{}',
    primary key (site_id, comment_id, queue),
    foreign key (site_id, comment_id) references comment
  )`,
  `insert into waiting (site_id, comment_id, queue, queue_at, since)
    select site_id, id, 'held', queue_at, created_at from comment where status = 'held'`,
  `create index waiting_turn on waiting (site_id, queue, queue_at, comment_id)`,
  // Of an expression, so that nobody takes it for the way to one queue, however alike the two look to the planner.
  `create index waiting_any_turn on waiting (site_id, (queue_at at time zone 'UTC'), comment_id)`,
  `create index waiting_since on waiting (site_id, queue, since)`,
  `create table waiting_count (
    site_id text not null,
    queue text not null,
    shard int not null,
    waiting int not null,
    primary key (site_id, queue, shard)
  ) with (fillfactor = 50)`,
  `insert into waiting_count select site_id, queue, 0, count(*) from waiting group by site_id, queue`,
  `create table skip (
    site_id text not null,
    comment_id uuid not null,
    moderator_id uuid not null,
    skipped_at timestamptz(3) not null,
    primary key (site_id, comment_id, moderator_id),
    foreign key (site_id, comment_id) references comment,
    foreign key (site_id, moderator_id) references moderator
  )`,
  `create index skip_turn on skip (site_id, moderator_id, skipped_at)`,
  `create function comment_waits() returns trigger language plpgsql as $$
    begin
      insert into waiting (site_id, comment_id, queue, queue_at, since)
        select site_id, id, 'held', queue_at, created_at from added where status = 'held';
      return null;
    end
  $$`,
  `create function comment_waits_again() returns trigger language plpgsql as $$
    begin
      insert into waiting (site_id, comment_id, queue, queue_at, since)
        values (new.site_id, new.id, 'held', new.queue_at, new.created_at);
      return null;
    end
  $$`,
  `create function comment_waits_otherwise() returns trigger language plpgsql as $$
    begin
      if exists (select from waiting where site_id = new.site_id and comment_id = new.id) then
        delete from waiting where site_id = new.site_id and comment_id = new.id and not case queue
        when 'held' then new.status = 'held'
        when 'reported' then new.status = 'published'
        when 'patrol' then new.status = 'published'
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
  $$`,
  `create trigger comment_waits after insert on comment referencing new table as added
    for each statement execute function comment_waits()`,
  `create trigger comment_waits_again after update of status on comment for each row
    when (new.status = 'held' and old.status <> 'held') execute function comment_waits_again()`,
  `create trigger comment_waits_otherwise after update of status on comment for each row
    when (new.status <> old.status) execute function comment_waits_otherwise()`,
]

/** More rows than this in one statement are told as one change without a comment: "look again". */
const TOLD_ONE_BY_ONE = 50

const CHANGES = [
  `create table change (
    site_id text not null,
    id bigint generated always as identity,
    xid xid8 not null default pg_current_xact_id(),
    type text not null,
    queue text,
    comment_id uuid,
    moderator_id uuid,
    at timestamptz(3) not null default clock_timestamp(),
    primary key (site_id, id)
  )`,
  `create index change_xid on change (xid)`,
  `create index change_age on change (at)`,
  // Transactions that notify commit one after the other, each waiting for the disk. Of those that run at once one tells;
  // whoever hears of it looks again a moment later.
  `create function notify_change() returns trigger language plpgsql as $$
    begin
      if pg_try_advisory_xact_lock(hashtextextended('yueping_change', 0)) then
        perform pg_notify('yueping_change', '');
      end if;
      return null;
    end
  $$`,
  `create trigger change_told after insert on change for each statement execute function notify_change()`,
  `create function count_waiting() returns trigger language plpgsql as $$
    begin
      insert into waiting_count as counted
        select site_id, queue, pg_backend_pid(), tg_argv[0]::int * count(*) from changed group by site_id, queue order by 1, 2
        on conflict (site_id, queue, shard) do update set waiting = counted.waiting + excluded.waiting;
      if tg_op = 'INSERT' then
        insert into change (site_id, type, queue, comment_id)
          select distinct site_id, 'arrived', queue, case when many <= ${TOLD_ONE_BY_ONE} then comment_id end
          from (select site_id, queue, comment_id, count(*) over (partition by site_id, queue) as many from changed) as told;
      end if;
      return null;
    end
  $$`,
  `create trigger waiting_arrived after insert on waiting referencing new table as changed
    for each statement execute function count_waiting('1')`,
  `create trigger waiting_left after delete on waiting referencing old table as changed
    for each statement execute function count_waiting('-1')`,
  `create function session_ended() returns trigger language plpgsql as $$
    begin
      insert into change (site_id, type, moderator_id) select distinct site_id, 'session_ended', moderator_id from ended;
      return null;
    end
  $$`,
  `create trigger session_ended after delete on session referencing old table as ended
    for each statement execute function session_ended()`,
]

const DECISIONS = [
  `alter table decision add column queue text check (queue in ${QUEUES})`,
  `alter table decision add column before jsonb`,
  `alter table decision add column message jsonb`,
  `alter table decision add column template_id uuid`,
  `create table undo (
    site_id text not null,
    comment_id uuid not null,
    decision_id uuid not null,
    moderator_id uuid not null,
    undone_at timestamptz(3) not null,
    primary key (site_id, comment_id, decision_id),
    foreign key (site_id, comment_id, decision_id) references decision,
    foreign key (site_id, moderator_id) references moderator
  )`,
  `create table escalation (
    site_id text not null,
    comment_id uuid not null,
    id uuid not null,
    question text not null,
    asked_by uuid not null,
    asked_at timestamptz(3) not null,
    answer text,
    answered_by uuid,
    answered_at timestamptz(3),
    decision_id uuid,
    primary key (site_id, comment_id, id),
    foreign key (site_id, comment_id) references comment,
    foreign key (site_id, asked_by) references moderator,
    foreign key (site_id, answered_by) references moderator,
    check ((answered_at is null) = (answered_by is null)),
    check (answered_at is null or (answer is null) <> (decision_id is null))
  )`,
  `create unique index escalation_open on escalation (site_id, comment_id) where answered_at is null`,
  `create table note (
    site_id text not null,
    comment_id uuid not null,
    id uuid not null,
    moderator_id uuid not null,
    text text not null,
    written_at timestamptz(3) not null,
    primary key (site_id, comment_id, id),
    foreign key (site_id, comment_id) references comment,
    foreign key (site_id, moderator_id) references moderator
  )`,
  ...['undo', 'note'].map(
    (table) => `create trigger ${table}_append_only before update or delete or truncate on ${table}
      for each statement execute function refuse_event_change()`,
  ),
]

const WORDING = [
  `create table template (
    site_id text not null references site,
    id uuid not null,
    category text not null,
    name text not null,
    hant text not null,
    hans text not null,
    en text not null,
    default_at timestamptz(3),
    created_by uuid not null,
    created_at timestamptz(3) not null default clock_timestamp(),
    retired_by uuid,
    retired_at timestamptz(3),
    primary key (site_id, id),
    foreign key (site_id, created_by) references moderator,
    foreign key (site_id, retired_by) references moderator,
    check ((retired_at is null) = (retired_by is null))
  )`,
  `create unique index template_default on template (site_id, category)
    where default_at is not null and retired_at is null`,
  `create table macro (
    site_id text not null references site,
    id uuid not null,
    key text not null check (key ~ '^[a-z0-9]$'),
    name text not null,
    kind text not null check (kind in ('publish', 'reject', 'remove', 'restore')),
    category text,
    note text,
    template_id uuid,
    created_by uuid not null,
    created_at timestamptz(3) not null default clock_timestamp(),
    retired_by uuid,
    retired_at timestamptz(3),
    primary key (site_id, id),
    foreign key (site_id, template_id) references template,
    foreign key (site_id, created_by) references moderator,
    foreign key (site_id, retired_by) references moderator,
    check ((retired_at is null) = (retired_by is null)),
    check (kind in ('publish', 'restore') or category is not null)
  )`,
  `create unique index macro_key on macro (site_id, key) where retired_at is null`,
]

const DOWN = [
  `drop table macro`,
  `drop table template`,
  `drop table note`,
  `drop table escalation`,
  `drop table undo`,
  ...['template_id', 'message', 'before', 'queue'].map((column) => `alter table decision drop column ${column}`),
  `drop trigger session_ended on session`,
  `drop function session_ended()`,
  `drop trigger comment_waits on comment`,
  `drop trigger comment_waits_again on comment`,
  `drop trigger comment_waits_otherwise on comment`,
  `drop function comment_waits()`,
  `drop function comment_waits_again()`,
  `drop function comment_waits_otherwise()`,
  `drop table skip`,
  `drop table waiting`,
  `drop table waiting_count`,
  `drop function count_waiting()`,
  `drop table change`,
  `drop function notify_change()`,
  `alter table comment drop column lease_queue`,
  `update comment set lease_holder = null, lease_token = null, lease_expires_at = null where status <> 'held'`,
  `alter table comment add constraint comment_check1 check (lease_token is null or status = 'held')`,
  `create index comment_held on comment (site_id, created_at, id) where status = 'held'`,
  `create index comment_queue on comment (site_id, queue_at, id) where status = 'held'`,
]
