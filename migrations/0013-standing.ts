import { type Kysely, sql } from 'kysely'

/**
 * Where a comment came from, by province or country and never nearer; measures against readers; how risky an article is.
 *
 * A sanction and the end that somebody puts to it are rows of their own, which nothing changes: what holds now is read from
 * both and the clock. `person` is whom the portal verified, as an HMAC, the same for all accounts of one person: by it
 * somebody who may not come back is known again under another account.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of UP) await sql.raw(statement).execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const statement of DOWN) await sql.raw(statement).execute(db)
}

const LEVELS = `('normal', 'elevated', 'sensitive')`

const UP = [
  `alter table comment add column ip_region text check (length(ip_region) between 1 and 40)`,
  `alter table reader add column person bytea`,
  `create table sanction (
    site_id text not null,
    id uuid not null,
    reader_id uuid not null,
    comment_id uuid not null,
    measure text not null check (measure in ('warn', 'limit', 'suspend', 'close', 'forbid')),
    category text not null,
    reason text not null check (length(reason) between 1 and 1000),
    person bytea check (person is null or measure = 'forbid'),
    imposed_by uuid not null,
    imposed_at timestamptz(3) not null,
    until timestamptz(3) check (until > imposed_at),
    primary key (site_id, id),
    check ((until is not null) = (measure in ('limit', 'suspend'))),
    foreign key (site_id, reader_id) references reader,
    foreign key (site_id, comment_id) references comment,
    foreign key (site_id, imposed_by) references moderator
  )`,
  `create index sanction_of_reader on sanction (site_id, reader_id, imposed_at)`,
  `create index sanction_of_person on sanction (site_id, person) where person is not null`,
  `create table sanction_lift (
    site_id text not null,
    sanction_id uuid not null,
    reason text not null check (length(reason) between 1 and 1000),
    lifted_by uuid not null,
    lifted_at timestamptz(3) not null,
    primary key (site_id, sanction_id),
    foreign key (site_id, sanction_id) references sanction,
    foreign key (site_id, lifted_by) references moderator
  )`,
  `alter table article add column risk_level text not null default 'normal' check (risk_level in ${LEVELS})`,
  `create table article_risk (
    site_id text not null,
    article_id text not null,
    id uuid not null,
    level text not null check (level in ${LEVELS}),
    set_by uuid not null,
    set_at timestamptz(3) not null,
    primary key (site_id, article_id, id),
    foreign key (site_id, article_id) references article,
    foreign key (site_id, set_by) references moderator
  )`,
  ...['sanction', 'sanction_lift', 'article_risk'].map(
    (table) => `create trigger ${table}_append_only before update or delete or truncate on ${table}
      for each statement execute function refuse_event_change()`,
  ),
]

const DOWN = [
  `drop table article_risk`,
  `alter table article drop column risk_level`,
  `drop table sanction_lift`,
  `drop table sanction`,
  `alter table reader drop column person`,
  `alter table comment drop column ip_region`,
]
