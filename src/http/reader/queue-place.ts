import { firstStanding } from '../../moderation/first-standing.ts'
import type { Screening } from '../../screening/evidence.ts'
import type { Db } from '../../storage/database.ts'
import { countHeldBefore, countHeldBeforeEach, countLately } from '../../storage/waiting.ts'
import type { Edge } from '../edge.ts'
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
export async function findPlace({ db, decisionPace }: Edge, siteId: string, queueAt: Date): Promise<QueuePlace> {
  const [ahead, typicalMinutes] = await Promise.all([
    countHeldBefore(db, siteId, queueAt),
    decisionPace.minutesOf(siteId),
  ])
  return { ahead, typicalMinutes }
}

/** The place of each of these that is held, in one statement however many there are. */
export async function findPlaces(
  { db, decisionPace }: Edge,
  siteId: string,
  comments: readonly { readonly id: string; readonly status: string }[],
): Promise<ReadonlyMap<string, QueuePlace>> {
  const held = comments.filter(({ status }) => status === 'held').map(({ id }) => id)
  if (held.length === 0) return new Map()
  const [places, typicalMinutes] = await Promise.all([
    countHeldBeforeEach(db, siteId, held),
    decisionPace.minutesOf(siteId),
  ])
  return new Map([...places].map(([id, ahead]) => [id, { ahead, typicalMinutes }]))
}
