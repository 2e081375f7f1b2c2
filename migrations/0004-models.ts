import { type Kysely, sql } from 'kysely'

/**
 * Models that a site's decisions taught, beside the one that is shipped: at most one active and one in the shadow. What
 * is done with them is kept for good in `model_event`. `shadow_opinion` is what the one in the shadow thinks of each new
 * comment. `review_sample` says which comments were drawn at random to be reviewed, and how likely each was to be drawn,
 * so that what is learnt of the few holds for all.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of ['review_sample', 'shadow_opinion', 'model_event', 'model']) {
    await sql.raw(`drop table ${table}`).execute(db)
  }
}

const STATEMENTS = [
  `create table model (
    site_id text not null references site,
    version text not null,
    file bytea not null,
    state text not null check (state in ('candidate', 'shadow', 'active', 'retired')),
    base_version text not null,
    lexicon_version text not null,
    figures jsonb not null,
    trained_at timestamptz(3) not null,
    primary key (site_id, version)
  )`,
  `create unique index model_active on model (site_id) where state = 'active'`,
  `create unique index model_shadow on model (site_id) where state = 'shadow'`,
  `create table model_event (
    site_id text not null,
    id uuid not null,
    version text not null,
    type text not null check (type in ('trained', 'shadowed', 'withdrawn', 'promoted', 'rolled_back')),
    moderator_id uuid,
    occurred_at timestamptz(3) not null,
    primary key (site_id, id),
    foreign key (site_id, version) references model,
    foreign key (site_id, moderator_id) references moderator
  )`,
  `create index model_event_time on model_event (site_id, occurred_at, id)`,
  `create trigger model_event_append_only before update or delete or truncate on model_event
    for each statement execute function refuse_event_change()`,
  `create table shadow_opinion (
    site_id text not null,
    comment_id uuid not null,
    model_version text not null,
    opinion jsonb not null,
    asked_at timestamptz(3) not null,
    primary key (site_id, comment_id, model_version),
    foreign key (site_id, comment_id) references comment,
    foreign key (site_id, model_version) references model
  )`,
  `create index shadow_opinion_recent on shadow_opinion (site_id, model_version, asked_at)`,
  `create table review_sample (
    site_id text not null,
    comment_id uuid not null,
    kind text not null check (kind in ('patrol', 'second')),
    probability double precision not null check (probability > 0 and probability <= 1),
    drawn_at timestamptz(3) not null,
    primary key (site_id, comment_id, kind),
    foreign key (site_id, comment_id) references comment
  )`,
]
