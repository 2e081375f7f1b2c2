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
}

/** As the service looks them up. */
const MOST_OF_A_KEY = 40
const MOST_CANDIDATES = 20
const HELD_WEIGHT = 0.5

/**
 * Returns those of the comments, given by time, that the flood of their like holds, each as another reader's on one site.
 * Contacts are left out.
 */
export function replay(comments: readonly Posted[]): readonly Posted[] {
  const byBand = new Map<number, EarlierComment[]>()
  return comments.filter(({ text, at }, place) => {
    const fingerprint = fingerprintOf(normalize(text), [])
    if (!isCountable(fingerprint)) return false
    const since = at.getTime() - FLOOD_MINUTES * 60_000
    const lists = fingerprint.bands.map((band) => recent(byBand.get(band) ?? [], since))
    const reader = String(place)
    const findings = nearDuplicateFindings(
      { fingerprint, reader, at },
      { comments: mostShared(lists.flat()), isCapped: false },
    )
    const posted: EarlierComment = { id: reader, reader, text, at, sharesContact: false, standing: 'counts' }
    for (const [nth, band] of fingerprint.bands.entries()) byBand.set(band, [...(lists[nth] ?? []), posted])
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
