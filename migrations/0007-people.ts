import { type Kysely, sql } from 'kysely'

/**
 * The second factor, invitations, sessions that can be told apart, and the record of everything done about people.
 *
 * Wrong passwords are counted in `sign_in_failure` by name and place, not on the account: a lock there would let anybody
 * keep its owner out. A place is a browser that has signed in to the account before, else an address, as an HMAC. The row
 * with an empty `place_key` is what all places share that never signed in; those that did are in `known_place`. Names
 * that nobody has are counted the same.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of UP) await sql.raw(statement).execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const statement of DOWN) await sql.raw(statement).execute(db)
}

const ROLES = `('moderator', 'lead', 'admin', 'auditor')`

const UP = [
  `alter table site add column second_factor_roles text[] not null default '{}'`,
  `alter table moderator drop column failed_sign_ins, drop column locked_until,
    add column totp_sealed bytea,
    add column totp_confirmed_at timestamptz(3),
    add column totp_last_step bigint`,
  `alter table moderator add constraint moderator_totp
    check (totp_sealed is not null or (totp_confirmed_at is null and totp_last_step is null))`,
  `create table recovery_code (
    site_id text not null,
    moderator_id uuid not null,
    code_hash bytea not null,
    primary key (site_id, moderator_id, code_hash),
    foreign key (site_id, moderator_id) references moderator
  )`,
  `create table sign_in_failure (
    site_id text not null references site,
    username text not null check (length(username) between 1 and 64),
    place_key bytea not null,
    failures int not null default 0,
    waits_until timestamptz(3),
    failed_at timestamptz(3) not null default clock_timestamp(),
    primary key (site_id, username, place_key)
  )`,
  `create index sign_in_failure_age on sign_in_failure (failed_at)`,
  `create table known_place (
    site_id text not null,
    moderator_id uuid not null,
    place_key bytea not null,
    signed_in_at timestamptz(3) not null default clock_timestamp(),
    primary key (site_id, moderator_id, place_key),
    foreign key (site_id, moderator_id) references moderator
  )`,
  `create index known_place_age on known_place (signed_in_at)`,
  `alter table session add column id uuid not null default gen_random_uuid(),
    add column last_seen_at timestamptz(3) not null default now()`,
  `create unique index session_id on session (site_id, moderator_id, id)`,
  `create table invitation (
    site_id text not null references site,
    id uuid not null,
    token_hash bytea not null unique,
    display_name text not null,
    role text not null check (role in ${ROLES}),
    invited_by uuid not null,
    created_at timestamptz(3) not null default now(),
    expires_at timestamptz(3) not null,
    revoked_at timestamptz(3),
    accepted_at timestamptz(3),
    moderator_id uuid,
    primary key (site_id, id),
    foreign key (site_id, invited_by) references moderator,
    foreign key (site_id, moderator_id) references moderator,
    check ((accepted_at is null) = (moderator_id is null)),
    check (accepted_at is null or revoked_at is null)
  )`,
  `create table people_event (
    site_id text not null references site,
    id uuid not null,
    type text not null,
    actor text not null check (actor in ('moderator', 'command_line', 'stranger')),
    actor_id uuid,
    subject_id uuid,
    detail jsonb not null,
    occurred_at timestamptz(3) not null,
    primary key (site_id, id),
    foreign key (site_id, actor_id) references moderator,
    foreign key (site_id, subject_id) references moderator,
    check ((actor = 'moderator') = (actor_id is not null))
  )`,
  `create index people_event_time on people_event (site_id, occurred_at, id)`,
  `create trigger people_event_append_only before update or delete or truncate on people_event
    for each statement execute function refuse_event_change()`,
]

const DOWN = [
  `drop table people_event`,
  `drop table invitation`,
  `drop index session_id`,
  `alter table session drop column id, drop column last_seen_at`,
  `drop table known_place`,
  `drop table sign_in_failure`,
  `drop table recovery_code`,
  `alter table moderator drop constraint moderator_totp`,
  `alter table moderator drop column totp_sealed, drop column totp_confirmed_at, drop column totp_last_step,
    add column failed_sign_ins int not null default 0, add column locked_until timestamptz(3)`,
  `alter table site drop column second_factor_roles`,
]
