import { QUEUE_POLICY, QUEUES, type Queue } from '../../moderation/queue.ts'
import type { Role } from '../../moderation/rights.ts'
import { Refusal } from '../refusal.ts'

/** Returns the queues that a moderator may look into; an auditor looks into all. */
export function queuesShownTo(role: Role): readonly Queue[] {
  return QUEUES.filter((queue) => role !== 'moderator' || !QUEUE_POLICY[queue].isForLeads)
}

/** Returns where to claim: in the queue that is asked for, which must be open to the moderator, or in all that are. */
export function queuesToClaim(role: Role, asked: Queue | undefined): readonly Queue[] {
  const open = queuesShownTo(role)
  if (asked === undefined) return open
  if (!open.includes(asked)) throw new Refusal('role_forbidden')
  return [asked]
}
