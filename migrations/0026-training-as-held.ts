import { type Kysely, sql } from 'kysely'

/**
 * A training card keeps what its moderator did with it, and what they asked a lead, so that it answers and looks as a held
 * comment would.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table training_turn
      add column happened jsonb not null default '[]',
      add column question text,
      add column asked_at timestamptz(3),
      add column asked_under uuid,
      add constraint training_turn_asked check (
        (question is null) = (asked_at is null) and (question is null) = (asked_under is null)
      )`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table training_turn
      drop constraint training_turn_asked, drop column asked_under, drop column asked_at, drop column question,
      drop column happened`.execute(db)
}
