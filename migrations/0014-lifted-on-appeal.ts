import { type Kysely, sql } from 'kysely'

/**
 * Measures that end because the decision on their comment was overturned on appeal: by that decision and without a reason
 * of their own. By it they are found again when it is undone.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of UP) await sql.raw(statement).execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const statement of DOWN) await sql.raw(statement).execute(db)
}

const UP = [
  `alter table sanction_lift add column decision_id uuid`,
  `alter table sanction_lift alter column reason drop not null`,
  `alter table sanction_lift add constraint sanction_lift_why check ((reason is null) = (decision_id is not null))`,
  `create index sanction_lift_decision on sanction_lift (site_id, decision_id) where decision_id is not null`,
]

const DOWN = [
  `alter table sanction_lift drop constraint sanction_lift_why`,
  `drop index sanction_lift_decision`,
  `alter table sanction_lift disable trigger sanction_lift_append_only`,
  `update sanction_lift set reason = '申訴推翻' where reason is null`,
  `alter table sanction_lift enable trigger sanction_lift_append_only`,
  `alter table sanction_lift alter column reason set not null`,
  `alter table sanction_lift drop column decision_id`,
]
