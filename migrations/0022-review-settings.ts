import { type Kysely, sql } from 'kysely'

/**
 * What ends a lease keeps its token, so that whoever did not hear the answer and sends the same again is answered as
 * before. And a site's own share of second looks and bound for acts on many: `null` takes the product's.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of UP) await sql.raw(statement).execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const statement of DOWN) await sql.raw(statement).execute(db)
}

const UP = [
  `alter table decision add column lease_token uuid`,
  `alter table second_review add column lease_token uuid`,
  `alter table escalation add column asked_under uuid`,
  `alter table escalation add column answered_under uuid`,
  `alter table site add column second_share double precision check (second_share between 0 and 1)`,
  `alter table site add column bulk_alone integer check (bulk_alone between 1 and 500)`,
]

const DOWN = [
  `alter table site drop column bulk_alone`,
  `alter table site drop column second_share`,
  `alter table escalation drop column answered_under`,
  `alter table escalation drop column asked_under`,
  `alter table second_review drop column lease_token`,
  `alter table decision drop column lease_token`,
]
