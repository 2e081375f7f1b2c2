import type { Context } from 'hono'
import { mayDo } from '../../../moderation/rights.ts'
import { findBulkAct } from '../../../review/bulk/find-acts.ts'
import type { Edge } from '../../edge.ts'
import { Refusal } from '../../refusal.ts'
import type { ModeratorEnv } from '../guard.ts'
import type { BulkView } from './bulk-schemas.ts'
import { viewAct } from './bulk-view.ts'

/** An act with its comments as whoever asks may see it. */
export async function answerWith({ db, now }: Edge, c: Context<ModeratorEnv>, bulkId: string): Promise<BulkView> {
  const act = await findBulkAct(db, { ...c.get('session'), bulkId })
  if (!act) throw new Refusal('bulk_unknown')
  return viewAct(act, viewerOf(c, now()))
}

export function viewerOf(c: Context<ModeratorEnv>, now: Date) {
  const { moderatorId, role } = c.get('session')
  return { moderatorId, mayDecide: mayDo(role, 'decide'), isLead: isLead(c), now }
}

export function isLead(c: Context<ModeratorEnv>): boolean {
  return mayDo(c.get('session').role, 'lead')
}

/** How many of an act are looked at again. */
export function samplingOf({ random }: Edge, c: Context<ModeratorEnv>) {
  return { share: c.get('session').secondShare, random }
}
