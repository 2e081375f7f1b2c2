import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { Status } from '../../src/moderation/life-cycle.ts'
import { type NewBulkAct, startBulk } from '../../src/review/bulk/act.ts'
import { findBulkAct } from '../../src/review/bulk/find-acts.ts'
import type { SeenComment } from '../../src/review/bulk/stands.ts'
import type { Db } from '../../src/storage/database.ts'
import { SITE } from '../factory.ts'

/** Comments as they are seen: held unless another status is given. */
export function seen(comments: readonly { readonly id: string }[], status: Status = 'held'): SeenComment[] {
  return comments.map(({ id }) => ({ commentId: id, status }))
}

/** A rejection of these comments for advertising, by the moderator. */
export function rejection(moderatorId: string, comments: readonly SeenComment[]): NewBulkAct {
  return {
    siteId: SITE,
    bulkId: uuidv7(),
    moderatorId,
    isLead: false,
    kind: 'reject',
    category: 'ad_spam',
    note: '同一批廣告',
    source: { type: 'selection' },
    comments,
    alone: 10,
  }
}

/** Makes every act so far, of one moderator or of all, older than the hour in which what one decides alone adds up. */
export async function ageActs(db: Db, moderatorId?: string): Promise<void> {
  await db
    .updateTable('bulk_act')
    .set({ proposed_at: sql<Date>`proposed_at - interval '61 minutes'` })
    .$if(moderatorId !== undefined, (query) => query.where('proposed_by', '=', moderatorId ?? ''))
    .execute()
}

/** An act as somebody sees it who is never asked to look a second time. */
export function actOf(db: Db, bulkId: string) {
  return findBulkAct(db, { siteId: SITE, bulkId, moderatorId: uuidv7() })
}

/** Starts it as the first within the hour, and returns its id. */
export async function start(db: Db, wanted: NewBulkAct): Promise<string> {
  await ageActs(db, wanted.moderatorId)
  const started = await startBulk(db, wanted)
  if (started.outcome !== 'acted' && started.outcome !== 'proposed') throw new Error(started.outcome)
  return wanted.bulkId
}
