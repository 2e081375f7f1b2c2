import { type Kysely, sql } from 'kysely'

/** Behind one address are many people: each of their reports stands, with a ticket of its own. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table report drop constraint report_of_address_once`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    delete from report using report as other
    where other.site_id = report.site_id and other.comment_id = report.comment_id
      and other.address_mark = report.address_mark
      and (other.reported_at, other.ticket) < (report.reported_at, report.ticket)`.execute(db)
  await sql`
    alter table report add constraint report_of_address_once unique (site_id, comment_id, address_mark)`.execute(db)
}
