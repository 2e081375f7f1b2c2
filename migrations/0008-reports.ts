import { type Kysely, sql } from 'kysely'

/**
 * Readers' reports and appeals, the second look at decisions, training, and how far a rescan has come.
 *
 * A report is open until `answered_at`. Every decision of a moderator answers all that are open on its comment, by a
 * trigger: a trigger sees what was committed while the deciding statement waited for the comment's row, so that no report
 * that comes in at that moment is left without an answer. Whoever reports holds the row of the comment.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...REPORTS, ...APPEALS, ...SECOND_REVIEWS, ...TRAINING, ...RESCANS]) {
    await sql.raw(statement).execute(db)
  }
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const statement of DOWN) await sql.raw(statement).execute(db)
}

const KINDS = `('publish', 'reject', 'remove', 'restore')`

const REPORTS = [
  `create table report (
    site_id text not null,
    comment_id uuid not null,
    reader_id uuid not null,
    ticket text not null,
    category text not null,
    text text,
    reported_at timestamptz(3) not null,
    updated_at timestamptz(3) not null,
    due_at timestamptz(3) not null,
    answered_at timestamptz(3),
    decision_id uuid,
    primary key (site_id, comment_id, reader_id),
    unique (site_id, ticket),
    foreign key (site_id, comment_id) references comment,
    foreign key (site_id, reader_id) references reader,
    foreign key (site_id, comment_id, decision_id) references decision,
    check (decision_id is null or answered_at is not null)
  )`,
  `create index report_of_reader on report (site_id, reader_id, reported_at, comment_id)`,
  `create function answer_reports() returns trigger language plpgsql as $$
    begin
      update report set answered_at = new.decided_at, decision_id = new.id
      where site_id = new.site_id and comment_id = new.comment_id and answered_at is null;
      if exists (
        select from waiting where site_id = new.site_id and comment_id = new.comment_id and queue = 'reported'
      ) then
        delete from waiting where site_id = new.site_id and comment_id = new.comment_id and queue = 'reported';
      end if;
      return null;
    end
  $$`,
  `create trigger decision_answers_reports after insert on decision for each row
    when (new.moderator_id is not null) execute function answer_reports()`,
  `create function end_reports() returns trigger language plpgsql as $$
    begin
      update report set answered_at = clock_timestamp()
      where site_id = new.site_id and comment_id = new.id and answered_at is null;
      return null;
    end
  $$`,
  `create trigger comment_withdrawn_ends_reports after update of status on comment for each row
    when (new.status = 'withdrawn' and old.status <> 'withdrawn') execute function end_reports()`,
]

const APPEALS = [
  `create table appeal (
    site_id text not null,
    id uuid not null,
    comment_id uuid not null,
    decision_id uuid not null,
    ticket text not null,
    reason text not null,
    made_at timestamptz(3) not null,
    due_at timestamptz(3) not null,
    outcome text check (outcome in ('upheld', 'overturned', 'lapsed')),
    answered_at timestamptz(3),
    answer_id uuid,
    primary key (site_id, id),
    unique (site_id, comment_id, decision_id),
    unique (site_id, ticket),
    foreign key (site_id, comment_id, decision_id) references decision,
    foreign key (site_id, comment_id, answer_id) references decision,
    check ((outcome is null) = (answered_at is null)),
    check ((answer_id is not null) = (outcome is not null and outcome <> 'lapsed'))
  )`,
  `create unique index appeal_open on appeal (site_id, comment_id) where outcome is null`,
  `create index appeal_due on appeal (site_id, due_at, id) where outcome is null`,
  `create index appeal_overturned on appeal (site_id, answered_at, id) where outcome = 'overturned'`,
]

const SECOND_REVIEWS = [
  `create table second_review (
    site_id text not null,
    id uuid not null,
    comment_id uuid not null,
    decision_id uuid not null,
    reason text not null check (reason in ('sample', 'appeal')),
    asked_at timestamptz(3) not null,
    moderator_id uuid,
    kind text check (kind in ${KINDS}),
    category text,
    note text,
    given_at timestamptz(3),
    escalated_at timestamptz(3),
    lead_decision_id uuid,
    primary key (site_id, id),
    unique (site_id, comment_id, decision_id),
    foreign key (site_id, comment_id, decision_id) references decision,
    foreign key (site_id, comment_id, lead_decision_id) references decision,
    foreign key (site_id, moderator_id) references moderator,
    check ((given_at is null) = (moderator_id is null) and (given_at is null) = (kind is null)),
    check (escalated_at is null or given_at is not null),
    check (lead_decision_id is null or escalated_at is not null)
  )`,
  `create index second_review_open on second_review (site_id, comment_id) where given_at is null`,
  `create index second_review_unsettled on second_review (site_id, comment_id)
    where escalated_at is not null and lead_decision_id is null`,
  `create index second_review_given on second_review (site_id, given_at) where given_at is not null`,
]

const TRAINING = [
  `create table training_card (
    site_id text not null,
    comment_id uuid not null,
    kind text not null check (kind in ('publish', 'reject')),
    category text,
    because text not null,
    made_by uuid not null,
    made_at timestamptz(3) not null default clock_timestamp(),
    retired_at timestamptz(3),
    primary key (site_id, comment_id),
    foreign key (site_id, comment_id) references comment,
    foreign key (site_id, made_by) references moderator,
    check ((kind = 'reject') = (category is not null))
  )`,
  `create table training_mode (
    site_id text not null,
    moderator_id uuid not null,
    rate double precision not null check (rate > 0 and rate <= 0.5),
    set_by uuid not null,
    set_at timestamptz(3) not null default clock_timestamp(),
    primary key (site_id, moderator_id),
    foreign key (site_id, moderator_id) references moderator,
    foreign key (site_id, set_by) references moderator
  )`,
  `create table training_turn (
    site_id text not null,
    moderator_id uuid not null,
    comment_id uuid not null,
    lease_token uuid not null,
    lease_expires_at timestamptz(3) not null,
    shown_at timestamptz(3) not null,
    kind text check (kind in ${KINDS}),
    category text,
    answered_at timestamptz(3),
    right_kind text check (right_kind in ${KINDS}),
    right_category text,
    primary key (site_id, moderator_id, comment_id),
    foreign key (site_id, comment_id) references training_card,
    foreign key (site_id, moderator_id) references moderator,
    check ((answered_at is null) = (kind is null) and (answered_at is null) = (right_kind is null))
  )`,
]

const RESCANS = [
  `create table rescan (
    site_id text not null references site,
    versions text not null,
    since timestamptz(3) not null,
    reached_at timestamptz(3) not null,
    reached_id uuid not null,
    screened int not null default 0,
    graver int not null default 0,
    asked int not null default 0,
    started_at timestamptz(3) not null default clock_timestamp(),
    finished_at timestamptz(3),
    primary key (site_id, versions)
  )`,
  `create index comment_to_rescan on comment (site_id, created_at, id) where status in ('published', 'held')`,
]

const DOWN = [
  `drop index comment_to_rescan`,
  `drop table rescan`,
  `drop table training_turn`,
  `drop table training_mode`,
  `drop table training_card`,
  `drop table second_review`,
  `drop table appeal`,
  `drop trigger comment_withdrawn_ends_reports on comment`,
  `drop function end_reports()`,
  `drop trigger decision_answers_reports on decision`,
  `drop function answer_reports()`,
  `drop table report`,
]
