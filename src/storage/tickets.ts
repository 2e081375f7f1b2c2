import { ticketOf } from '../moderation/ticket.ts'
import type { Db } from './database.ts'

const MOST_ATTEMPTS = 20

/** Returns a ticket number that no report or appeal of the site has; `random` gives numbers from 0 up to but not 1. */
export async function newTicket(db: Db, siteId: string, random: () => number): Promise<string> {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    const ticket = ticketOf(random)
    const taken = await db
      .selectFrom('report')
      .select('ticket')
      .where('site_id', '=', siteId)
      .where('ticket', '=', ticket)
      .unionAll(db.selectFrom('appeal').select('ticket').where('site_id', '=', siteId).where('ticket', '=', ticket))
      .executeTakeFirst()
    if (!taken) return ticket
  }
  throw new Error('no ticket number is free')
}
