import type { Finding, Screening } from '../../screening/evidence.ts'
import { type Fingerprint, fingerprintOf } from '../../screening/fingerprint.ts'
import { type Earlier, FLOOD_MINUTES, isCountable, nearDuplicateFindings } from '../../screening/near-duplicates.ts'
import { findEarlierComments } from '../../storage/near-duplicates.ts'
import { normalize } from '../../text/normalize.ts'
import type { Edge } from '../edge.ts'
import { keysOf } from './fingerprint-keys.ts'

interface Screened {
  readonly siteId: string
  readonly commentId: string
  /** The reader's identity, which is known before the reader is recorded. */
  readonly reader: string
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
 * that breaks, a finding says so and the comment is held.
 */
export async function recallOrHold<Result>(
  edge: Edge,
  screened: Screened,
  record: (recalled: Recalled) => Promise<Result>,
): Promise<Result> {
  const { screening, commentId, siteId } = screened
  const screener = edge.screeners.of(siteId)
  const traced = traceOrFail(edge, screened)
  if ('failed' in traced) {
    return record({ screening: screener.addFindings(screening, [traced.failed]), keys: [] })
  }
  const { keys } = traced
  if (keys.length === 0) return record({ screening, keys })
  const { earlier, leave } = edge.underWay.enter({ ...screened, id: commentId, keys })
  try {
    const findings = await findNearDuplicates(edge, { screened, ...traced, earlier })
    return await record({ screening: screener.addFindings(screening, findings), keys })
  } finally {
    leave()
  }
}

interface Traced {
  readonly fingerprint: Fingerprint
  /** None for a text that cannot be one of many. */
  readonly keys: readonly number[]
}

/** The text is normalized anew, so that what broke the screening may break this as well. */
function traceOrFail({ keys, log }: Edge, { siteId, text, screening }: Screened): Traced | { failed: Finding } {
  try {
    const fingerprint = fingerprintOf(normalize(text), screening.evidence.hits)
    return { fingerprint, keys: isCountable(fingerprint) ? keysOf(keys, siteId, fingerprint) : [] }
  } catch (error) {
    return { failed: failure(log, error) }
  }
}

interface Question extends Traced {
  readonly screened: Screened
  readonly earlier: Earlier
}

async function findNearDuplicates({ db, log }: Edge, question: Question): Promise<readonly Finding[]> {
  const { screened, fingerprint, keys, earlier } = question
  const { siteId, at, reader } = screened
  try {
    const since = new Date(at.getTime() - FLOOD_MINUTES * 60_000)
    const recorded = await findEarlierComments(db, { siteId, keys, since })
    // One that was recorded meanwhile is in both; what is edited is found as it was before.
    const all = new Map([...earlier.comments, ...recorded.comments].map((one) => [one.id, one]))
    all.delete(screened.commentId)
    const isCapped = earlier.isCapped || recorded.isCapped
    return nearDuplicateFindings({ fingerprint, reader, at }, { comments: [...all.values()], isCapped })
  } catch (error) {
    return [failure(log, error)]
  }
}

function failure(log: Edge['log'], error: unknown): Finding {
  log.error({ err: error }, 'near-duplicates cannot be looked up, the comment is held')
  return { rule: 'failed:near-duplicates', category: null, weight: 0, detail: {} }
}
