import type { Transaction } from 'kysely'
import type { CategoryCode } from '../screening/taxonomy.ts'
import type { Db } from './database.ts'
import { holdReported, type OwnReport, type Reported, reportRows, writeReport } from './reports.ts'
import type { Database } from './schema.ts'
import { waitForTurn } from './turn.ts'

interface NewAnonymousReport {
  readonly siteId: string
  readonly commentId: string
  /** Stands for the address that it comes from. */
  readonly addressMark: Buffer
  readonly category: CategoryCode
  readonly text: string | null
  /** For the ticket number; gives numbers from 0 up to but not 1. */
  readonly random: () => number
}

/** As many as one household or office may have to say; whoever sends more wants the number to look large. */
const MOST_OPEN_OF_ADDRESS = 5

/**
 * Records a complaint of somebody who has not signed in, and asks moderators, as `makeReport` does. Each has a ticket of
 * its own, for behind one address are many people; where several of an address wait for an answer already, or one was
 * answered, no more are taken from there.
 */
export async function makeAnonymousReport(trx: Transaction<Database>, wanted: NewAnonymousReport): Promise<Reported> {
  await waitForTurn(trx, turnOf(wanted))
  const comment = await holdReported(trx, wanted)
  if (!comment) return { outcome: 'not_found' }
  const earlier = await listOfAddress(trx, wanted)
  const answered = earlier.find(({ answeredAt }) => answeredAt !== null)
  if (answered) return { outcome: 'answered', report: answered }
  if (comment.status !== 'published') return { outcome: 'not_public', status: comment.status }
  if (earlier.length >= MOST_OPEN_OF_ADDRESS) return { outcome: 'enough' }
  const ticket = await writeReport(trx, { ...wanted, readerId: null }, comment.at)
  const report = await findReportByTicket(trx, wanted.siteId, ticket)
  if (!report) throw new Error(`the report on comment ${wanted.commentId} went while its row was held`)
  return { outcome: 'reported', report }
}

/** Reports of one address on one comment come one after the other, for each counts those before it. */
function turnOf({ siteId, commentId, addressMark }: NewAnonymousReport): string {
  return `yueping_report ${siteId} ${commentId} ${addressMark.toString('hex')}`
}

/** Returns the report with this number, whoever made it, or `undefined`. */
export async function findReportByTicket(db: Db, siteId: string, ticket: string): Promise<OwnReport | undefined> {
  return reportRows(db, siteId).where('ticket', '=', ticket).executeTakeFirst()
}

async function listOfAddress(db: Db, { siteId, commentId, addressMark }: NewAnonymousReport) {
  return reportRows(db, siteId)
    .where('report.comment_id', '=', commentId)
    .where('address_mark', '=', addressMark)
    .limit(MOST_OPEN_OF_ADDRESS)
    .execute()
}
