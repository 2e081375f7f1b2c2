import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of TABLES) await sql.raw(statement).execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of [
    'session',
    'idempotency_key',
    'event',
    'decision',
    'screening',
    'comment',
    'reader',
    'article',
    'moderator',
    'site',
  ]) {
    await sql.raw(`drop table ${table}`).execute(db)
  }
  await sql.raw('drop function refuse_event_change()').execute(db)
}

// Milliseconds everywhere: what a JavaScript Date holds comes back equal, so that a keyset cursor and an event's hash
// may be made of it.
const TABLES = [
  `create table site (
    id text primary key check (id ~ '^[a-z0-9-]{1,40}$'),
    name text not null,
    mode text not null default 'pre' check (mode in ('pre', 'human', 'closed')),
    origins text[] not null,
    reader_token_secret text not null check (length(reader_token_secret) >= 32),
    created_at timestamptz(3) not null default now()
  )`,
  `create table moderator (
    site_id text not null references site,
    id uuid not null,
    username text not null check (length(username) between 1 and 64),
    display_name text not null,
    role text not null check (role in ('moderator', 'lead', 'admin', 'auditor')),
    password_hash text not null,
    password_expired_at timestamptz(3),
    failed_sign_ins int not null default 0,
    locked_until timestamptz(3),
    disabled_at timestamptz(3),
    created_at timestamptz(3) not null default now(),
    primary key (site_id, id),
    unique (site_id, username)
  )`,
  `create table article (
    site_id text not null references site,
    id text not null check (length(id) between 1 and 200),
    title text,
    url text,
    mode text check (mode in ('pre', 'human', 'closed')),
    created_at timestamptz(3) not null default now(),
    primary key (site_id, id)
  )`,
  `create table reader (
    site_id text not null references site,
    id uuid not null,
    identity bytea not null,
    display_name text not null,
    created_at timestamptz(3) not null default now(),
    primary key (site_id, id),
    unique (site_id, identity)
  )`,
  `create table comment (
    site_id text not null,
    id uuid not null,
    article_id text not null,
    reader_id uuid not null,
    display_name text not null,
    text text not null,
    status text not null check (status in ('held', 'published', 'rejected', 'removed', 'withdrawn')),
    category text,
    address_sealed bytea,
    created_at timestamptz(3) not null,
    published_at timestamptz(3),
    decided_at timestamptz(3),
    lease_holder uuid,
    lease_token uuid,
    lease_expires_at timestamptz(3),
    event_count int not null,
    primary key (site_id, id),
    foreign key (site_id, article_id) references article,
    foreign key (site_id, reader_id) references reader,
    foreign key (site_id, lease_holder) references moderator,
    check ((lease_token is null) = (lease_holder is null) and (lease_token is null) = (lease_expires_at is null)),
    check (lease_token is null or status = 'held'),
    check ((status = 'published') = (published_at is not null))
  )`,
  `create index comment_public on comment (site_id, article_id, published_at, id) where status = 'published'`,
  `create index comment_held on comment (site_id, created_at, id) where status = 'held'`,
  `create index comment_lease on comment (site_id, lease_holder) where lease_holder is not null`,
  `create index comment_reader on comment (site_id, reader_id, created_at, id)`,
  `create table screening (
    site_id text not null,
    comment_id uuid not null,
    id uuid not null,
    verdict text not null check (verdict in ('pass', 'hold', 'block')),
    category text,
    risk jsonb not null,
    evidence jsonb not null,
    screened_at timestamptz(3) not null,
    primary key (site_id, comment_id, id),
    foreign key (site_id, comment_id) references comment
  )`,
  `create table decision (
    site_id text not null,
    comment_id uuid not null,
    id uuid not null,
    kind text not null check (kind in ('publish', 'reject', 'remove', 'restore')),
    category text,
    note text,
    moderator_id uuid,
    policy_version text,
    decided_at timestamptz(3) not null,
    primary key (site_id, comment_id, id),
    foreign key (site_id, comment_id) references comment,
    foreign key (site_id, moderator_id) references moderator,
    check ((moderator_id is null) <> (policy_version is null)),
    check (kind in ('publish', 'restore') or category is not null)
  )`,
  `create index decision_by_moderator on decision (site_id, moderator_id, decided_at) where moderator_id is not null`,
  `create index decision_recent on decision (site_id, decided_at) where moderator_id is not null`,
  `create table event (
    site_id text not null,
    comment_id uuid not null,
    number int not null check (number >= 1),
    type text not null,
    actor jsonb not null,
    detail jsonb not null,
    occurred_at timestamptz(3) not null,
    previous_hash bytea,
    hash bytea not null,
    primary key (site_id, comment_id, number),
    foreign key (site_id, comment_id) references comment,
    check ((number = 1) = (previous_hash is null))
  )`,
  `create function refuse_event_change() returns trigger language plpgsql as $$
    begin raise exception 'the event log is append-only'; end
  $$`,
  `create trigger event_append_only before update or delete or truncate on event
    for each statement execute function refuse_event_change()`,
  `create table idempotency_key (
    site_id text not null,
    reader_id uuid not null,
    key text not null check (length(key) between 1 and 128),
    request_hash bytea not null,
    comment_id uuid not null,
    answer jsonb not null,
    created_at timestamptz(3) not null default now(),
    primary key (site_id, reader_id, key),
    foreign key (site_id, comment_id) references comment
  )`,
  `create index idempotency_key_age on idempotency_key (created_at)`,
  `create table session (
    site_id text not null,
    token_hash bytea not null,
    moderator_id uuid not null,
    csrf_token text not null,
    created_at timestamptz(3) not null default now(),
    expires_at timestamptz(3) not null,
    primary key (site_id, token_hash),
    foreign key (site_id, moderator_id) references moderator
  )`,
  `create index session_token on session (token_hash)`,
  `create index session_age on session (expires_at)`,
]
