import { firstStanding } from '../../moderation/first-standing.ts'
import type { Screening } from '../../screening/evidence.ts'
import type { Db } from '../../storage/database.ts'
import { countHeldBefore, countLately, typicalDecisionMinutes } from '../../storage/waiting.ts'
import type { QueuePlace } from './own-comment-view.ts'

interface Screened {
  readonly siteId: string
  readonly articleId: string
  readonly screening: Screening
  readonly at: Date
}

/** How far back what an article receives tells of who reads it now: past every night, short of yesterday's news. */
const LATELY_HOURS = 24

/** Counts what the article received lately, for the order of the queue; what is decided at once needs no count. */
export async function countForOrder(db: Db, { siteId, articleId, screening, at }: Screened): Promise<number> {
  if (firstStanding(screening).status !== 'held') return 0
  const since = new Date(at.getTime() - LATELY_HOURS * 3_600_000)
  return countLately(db, { siteId, articleId, since })
}

/** Where a comment with this turn stands among those that are held. */
export async function findPlace(db: Db, siteId: string, queueAt: Date): Promise<QueuePlace> {
  const [ahead, typicalMinutes] = await Promise.all([
    countHeldBefore(db, siteId, queueAt),
    typicalDecisionMinutes(db, siteId),
  ])
  return { ahead, typicalMinutes }
}
