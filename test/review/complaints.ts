import { v7 as uuidv7 } from 'uuid'
import { decide, type NewDecision } from '../../src/review/decide.ts'
import type { LeaseKey } from '../../src/review/lease.ts'
import type { CategoryCode } from '../../src/screening/taxonomy.ts'
import { makeAppeal } from '../../src/storage/appeals.ts'
import type { Db } from '../../src/storage/database.ts'
import { makeReport } from '../../src/storage/reports.ts'
import { createFactory, SITE, screened } from '../factory.ts'
import { commentRow } from './queue.ts'

/** A comment that the policy published at once. */
export async function insertPublished(db: Db): Promise<string> {
  return (await createFactory(db).comment.insert({ screening: screened('pass'), at: new Date(Date.now() - 60_000) })).id
}

/** A comment that the policy refused at once. */
export async function insertRefused(db: Db): Promise<string> {
  return (await createFactory(db).comment.insert({ screening: screened('block'), at: new Date(Date.now() - 60_000) }))
    .id
}

interface Complaint {
  readonly readerId?: string
  readonly category?: CategoryCode
  readonly text?: string
}

export async function report(db: Db, commentId: string, complaint: Complaint = {}) {
  const readerId = complaint.readerId ?? (await createFactory(db).reader.insert()).id
  const { category = 'abuse', text = null } = complaint
  const wanted = { siteId: SITE, commentId, readerId, category, text, random: Math.random }
  return db.transaction().execute((trx) => makeReport(trx, wanted))
}

/** By its author, unless another reader is given. */
export async function appeal(
  db: Db,
  commentId: string,
  { readerId, days = 30 }: { readerId?: string; days?: number } = {},
) {
  const wanted = {
    siteId: SITE,
    commentId,
    readerId: readerId ?? (await commentRow(db, commentId)).reader_id,
    appealId: uuidv7(),
    reason: '我沒有罵人',
    days,
    random: Math.random,
  }
  return db.transaction().execute((trx) => makeAppeal(trx, wanted))
}

export function remove(key: LeaseKey, category: CategoryCode = 'abuse') {
  return { ...key, kind: 'remove', category, note: null, decisionId: uuidv7() } as const
}

export function restore(key: LeaseKey) {
  return { ...key, kind: 'restore', category: null, note: null, decisionId: uuidv7() } as const
}

/** Decides, and throws unless it is decided. */
export async function settle(db: Db, wanted: NewDecision): Promise<string> {
  const decided = await decide(db, wanted)
  if (decided.outcome !== 'decided') throw new Error(decided.outcome)
  return decided.decision.id
}

export async function queuesOf(db: Db, commentId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('waiting')
    .select('queue')
    .where('comment_id', '=', commentId)
    .orderBy('queue')
    .execute()
  return rows.map(({ queue }) => queue)
}
