import type { Finding, Screening } from '../../screening/evidence.ts'
import { keysOf } from '../../screening/fingerprint/keys.ts'
import { type Fingerprint, fingerprintOf } from '../../screening/fingerprint.ts'
import {
  type EarlierComment,
  FLOOD_MINUTES,
  isCountable,
  nearDuplicateFindings,
} from '../../screening/near-duplicates.ts'
import { findEarlierComments } from '../../storage/near-duplicates.ts'
import { normalize } from '../../text/normalize.ts'
import type { Edge } from '../edge.ts'

interface Screened {
  readonly siteId: string
  readonly commentId: string
  /** The reader's id, or the identity of one who is new. */
  readonly readerId: string
  readonly text: string
  readonly at: Date
  readonly screening: Screening
}

export interface Recalled {
  readonly screening: Screening
  /** By which later comments find this one. */
  readonly keys: readonly number[]
}

/**
 * Adds what comments of the last hour say of a new one, and counts it for those that come in until it is recorded. When
 * they cannot be looked up, a finding says so and the comment is held.
 */
export async function recallOrHold<Result>(
  edge: Edge,
  screened: Screened,
  record: (recalled: Recalled) => Promise<Result>,
): Promise<Result> {
  const fingerprint = fingerprintOf(normalize(screened.text), screened.screening.evidence.hits)
  if (!isCountable(fingerprint)) return record({ screening: screened.screening, keys: [] })
  const keys = keysOf(fingerprint)
  const { earlier, leave } = edge.underWay.enter({ ...screened, id: screened.commentId, keys })
  try {
    const findings = await findNearDuplicates(edge, { screened, fingerprint, keys, earlier })
    return await record({ screening: edge.screener.addFindings(screened.screening, findings), keys })
  } finally {
    leave()
  }
}

interface Question {
  readonly screened: Screened
  readonly fingerprint: Fingerprint
  readonly keys: readonly number[]
  readonly earlier: readonly EarlierComment[]
}

async function findNearDuplicates({ db, log }: Edge, question: Question): Promise<readonly Finding[]> {
  const { screened, fingerprint, keys, earlier } = question
  const { siteId, at, readerId } = screened
  try {
    const since = new Date(at.getTime() - FLOOD_MINUTES * 60_000)
    const recorded = await findEarlierComments(db, { siteId, keys, since })
    // One that was recorded meanwhile is in both.
    const all = new Map([...earlier, ...recorded].map((one) => [one.id, one]))
    return nearDuplicateFindings({ fingerprint, readerId, at }, [...all.values()])
  } catch (error) {
    log.error({ err: error }, 'near-duplicates cannot be looked up, the comment is held')
    return [{ rule: 'failed:near-duplicates', category: null, weight: 0, detail: {} }]
  }
}
