import type { Hit } from '../../src/screening/evidence.ts'
import { fingerprintOf } from '../../src/screening/fingerprint.ts'
import {
  type EarlierComment,
  FLOOD_MINUTES,
  isCountable,
  nearDuplicateFindings,
} from '../../src/screening/near-duplicates.ts'
import { normalize } from '../../src/text/normalize.ts'

interface Posted {
  readonly text: string
  readonly at: Date
  readonly hits: readonly Hit[]
}

/** As the service looks them up. */
const MOST_OF_A_KEY = 40
const MOST_CANDIDATES = 20
const HELD_WEIGHT = 0.5

/**
 * Returns those of the comments, given by time, that the flood of their like holds, each as another reader's on one site.
 * Contacts are left out.
 */
export function replay<Comment extends Posted>(comments: readonly Comment[]): readonly Comment[] {
  const byKey = new Map<number | string, EarlierComment[]>()
  return comments.filter(({ text, at, hits }, place) => {
    const fingerprint = { ...fingerprintOf(normalize(text), hits), contacts: [] }
    if (!isCountable(fingerprint)) return false
    const since = at.getTime() - FLOOD_MINUTES * 60_000
    const keys = [fingerprint.skeleton, ...fingerprint.bands]
    const lists = keys.map((key) => recent(byKey.get(key) ?? [], since))
    const equal = new Set(lists[0])
    const found = mostShared(lists.flat()).map((one) => ({ ...one, sharesSkeleton: equal.has(one) }))
    const reader = String(place)
    const findings = nearDuplicateFindings({ fingerprint, reader, at }, { comments: found, isCapped: false })
    const shares = { sharesSkeleton: false, sharesContact: false }
    const posted: EarlierComment = { id: reader, reader, text, at, ...shares, standing: 'counts' }
    for (const [nth, key] of keys.entries()) byKey.set(key, [...(lists[nth] ?? []), posted])
    return findings.some(({ weight }) => weight >= HELD_WEIGHT)
  })
}

function recent(list: readonly EarlierComment[], since: number): readonly EarlierComment[] {
  return list.filter(({ at }) => at.getTime() > since).slice(-MOST_OF_A_KEY)
}

function mostShared(found: readonly EarlierComment[]): readonly EarlierComment[] {
  const shared = new Map<EarlierComment, number>()
  for (const one of found) shared.set(one, (shared.get(one) ?? 0) + 1)
  return [...shared]
    .sort(([one, first], [other, second]) => second - first || other.at.getTime() - one.at.getTime())
    .slice(0, MOST_CANDIDATES)
    .map(([comment]) => comment)
}
