import { type Kysely, sql } from 'kysely'

/**
 * What keeps the open API from abuse: reports without a reader, proofs of work that were accepted once, how slow an article
 * is, and whom the portal names for complaints.
 *
 * A report has its ticket as its key: it is of a reader or of an address, which stands there as an HMAC. Whoever spends a
 * proof inserts its row, so that of two processes one finds it there. A turn on a slow article is taken the same way.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of UP) await sql.raw(statement).execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const statement of DOWN) await sql.raw(statement).execute(db)
}

const UP = [
  `alter table report drop constraint report_pkey`,
  `alter table report drop constraint report_site_id_ticket_key`,
  `alter table report add primary key (site_id, ticket)`,
  `alter table report alter column reader_id drop not null`,
  `alter table report add column address_mark bytea`,
  `alter table report add constraint report_of_reader_once unique (site_id, comment_id, reader_id)`,
  `alter table report add constraint report_of_address_once unique (site_id, comment_id, address_mark)`,
  `alter table report add constraint report_of_one check ((reader_id is null) <> (address_mark is null))`,
  `create table spent_proof (
    site_id text not null,
    hash bytea not null,
    expires_at timestamptz(3) not null,
    primary key (site_id, hash)
  )`,
  `create index spent_proof_end on spent_proof (expires_at)`,
  `alter table article add column slow_seconds integer check (slow_seconds between 0 and 3600)`,
  `alter table article add column slowed_until timestamptz(3)`,
  `alter table article add column flooded_until timestamptz(3)`,
  `create table article_slow (
    site_id text not null,
    article_id text not null,
    id uuid not null,
    seconds integer check (seconds between 0 and 3600),
    set_by uuid not null,
    set_at timestamptz(3) not null,
    primary key (site_id, article_id, id),
    foreign key (site_id, article_id) references article,
    foreign key (site_id, set_by) references moderator
  )`,
  `create trigger article_slow_append_only before update or delete or truncate on article_slow
    for each statement execute function refuse_event_change()`,
  `create table slow_turn (
    site_id text not null,
    article_id text not null,
    identity bytea not null,
    taken_at timestamptz(3) not null,
    primary key (site_id, article_id, identity)
  )`,
  `create index slow_turn_time on slow_turn (taken_at)`,
  `alter table site add column report_phone text check (length(report_phone) between 1 and 60)`,
  `alter table site add column report_email text check (length(report_email) between 1 and 200)`,
  `alter table site add column report_url text check (length(report_url) between 1 and 500)`,
]

const DOWN = [
  `alter table site drop column report_url`,
  `alter table site drop column report_email`,
  `alter table site drop column report_phone`,
  `drop table slow_turn`,
  `drop table article_slow`,
  `alter table article drop column flooded_until`,
  `alter table article drop column slowed_until`,
  `alter table article drop column slow_seconds`,
  `drop table spent_proof`,
  `delete from report where reader_id is null`,
  `alter table report drop constraint report_of_one`,
  `alter table report drop constraint report_of_address_once`,
  `alter table report drop constraint report_of_reader_once`,
  `alter table report drop column address_mark`,
  `alter table report alter column reader_id set not null`,
  `alter table report drop constraint report_pkey`,
  `alter table report add primary key (site_id, comment_id, reader_id)`,
  `alter table report add constraint report_site_id_ticket_key unique (site_id, ticket)`,
]
