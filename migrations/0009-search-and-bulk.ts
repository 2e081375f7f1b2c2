import { type Kysely, sql } from 'kysely'

/**
 * What moderators search by, how they decide many at once, and what they look back on.
 *
 * A row of `comment_search` holds what a comment is found by: it is written with the comment and never changes. Each of
 * its lexemes begins with the week in which the comment was written. So a search walks back week by week, and stops when
 * its page is full: measured on a million comments, 「我們」 costs what 「加微信」 costs. The index has no pending list, which
 * every week would read anew. Comments that were there before this wait in `search_unfilled` for the job that fills them in.
 *
 * A row of `bulk_act` is one decision on many comments, made at once or proposed to a second person; `bulk_comment` says
 * what became of each. `statistic` counts what happened in an hour, `statistic_day` in a day of the site.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...SEARCH, ...BULK, ...STATISTICS]) await sql.raw(statement).execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const statement of DOWN) await sql.raw(statement).execute(db)
}

const SEARCH = [
  `create table comment_search (
    site_id text not null,
    comment_id uuid not null,
    created_at timestamptz(3) not null,
    written text not null,
    spoken text not null,
    author_name text not null,
    verdict text not null check (verdict in ('pass', 'hold', 'block')),
    category text,
    lexemes tsvector not null,
    primary key (site_id, comment_id),
    foreign key (site_id, comment_id) references comment on delete cascade
  )`,
  `create index comment_search_time on comment_search (site_id, created_at, comment_id)`,
  `create index comment_search_author on comment_search (site_id, author_name, created_at, comment_id)`,
  `create index comment_search_category on comment_search (site_id, category, created_at, comment_id)
    where category is not null`,
  `create index comment_search_lexemes on comment_search using gin (lexemes) with (fastupdate = off)`,
  `create index comment_time on comment (site_id, created_at, id)`,
  `create index comment_category on comment (site_id, category, created_at, id) where category is not null`,
  `create index comment_unpublished on comment (site_id, status, created_at, id)
    where status in ('rejected', 'removed', 'withdrawn')`,
  `create table search_unfilled (
    site_id text not null,
    comment_id uuid not null,
    primary key (site_id, comment_id),
    foreign key (site_id, comment_id) references comment on delete cascade
  )`,
  `insert into search_unfilled select site_id, id from comment`,
  `alter table article add column title_written text`,
  `create index article_untold on article (site_id, id) where title is not null and title_written is null`,
]

const BULK = [
  `create table bulk_act (
    site_id text not null references site,
    id uuid not null,
    kind text not null check (kind in ('publish', 'reject', 'remove', 'restore')),
    category text,
    note text,
    template text not null check (template in ('default', 'product') or length(template) = 36),
    source jsonb not null,
    proposed_by uuid not null,
    proposed_at timestamptz(3) not null,
    expires_at timestamptz(3),
    approved_by uuid,
    withdrawn_by uuid,
    withdrawn_at timestamptz(3),
    acted_at timestamptz(3),
    undone_by uuid,
    undone_at timestamptz(3),
    primary key (site_id, id),
    foreign key (site_id, proposed_by) references moderator,
    foreign key (site_id, approved_by) references moderator,
    foreign key (site_id, withdrawn_by) references moderator,
    foreign key (site_id, undone_by) references moderator,
    check (kind in ('publish', 'restore') or category is not null),
    check ((withdrawn_at is null) = (withdrawn_by is null)),
    check ((undone_at is null) = (undone_by is null)),
    check (withdrawn_at is null or acted_at is null),
    check (undone_at is null or acted_at is not null),
    check (approved_by is null or acted_at is not null and approved_by <> proposed_by)
  )`,
  `create index bulk_act_time on bulk_act (site_id, proposed_at, id)`,
  `create index bulk_act_open on bulk_act (site_id, expires_at) where acted_at is null and withdrawn_at is null`,
  `create table bulk_comment (
    site_id text not null,
    bulk_id uuid not null,
    comment_id uuid not null,
    seen_status text not null,
    outcome text,
    decision_id uuid,
    undo_outcome text,
    primary key (site_id, bulk_id, comment_id),
    foreign key (site_id, bulk_id) references bulk_act,
    foreign key (site_id, comment_id) references comment
  )`,
  `alter table decision add column bulk_id uuid`,
]

const STATISTIC_TABLES = [
  ['statistic', 'hour', 'timestamptz(3)'],
  ['statistic_day', 'day', 'date'],
] as const

const STATISTICS = [
  ...STATISTIC_TABLES.map(
    ([table, column, type]) => `create table ${table} (
      site_id text not null references site,
      ${column} ${type} not null,
      measure text not null,
      label text not null,
      count int not null,
      total double precision not null,
      primary key (site_id, measure, ${column}, label)
    )`,
  ),
  `create table statistic_until (
    site_id text primary key references site,
    counted_until timestamptz(3) not null,
    counted_at timestamptz(3) not null
  )`,
  `create index undo_time on undo (site_id, undone_at)`,
]

const DOWN = [
  `drop index undo_time`,
  `drop table statistic_until`,
  `drop table statistic_day`,
  `drop table statistic`,
  `alter table decision drop column bulk_id`,
  `drop table bulk_comment`,
  `drop table bulk_act`,
  `drop index article_untold`,
  `alter table article drop column title_written`,
  `drop table search_unfilled`,
  `drop index comment_unpublished`,
  `drop index comment_category`,
  `drop table comment_search`,
]
