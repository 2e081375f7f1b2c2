import type { Hit } from '../../src/screening/evidence.ts'
import { type Fingerprint, fingerprintOf } from '../../src/screening/fingerprint.ts'
import { FLOOD_MINUTES, isCountable } from '../../src/screening/near-duplicates.ts'
import { normalize } from '../../src/text/normalize.ts'

interface Posted {
  readonly text: string
  readonly at: Date
  readonly hits: readonly Hit[]
}

/** A text too short to be counted among what is only near to it. */
interface ShortText {
  readonly letters: number
  readonly isOffer: boolean
  /** How many say the very same within an hour, this one being the last of them. */
  readonly copies: number
}

/** Returns the short ones of comments given by time, with what their skeletons say. */
export function shortTexts<Comment extends Posted>(comments: readonly Comment[]): readonly (Comment & ShortText)[] {
  const timesOf = new Map<string, readonly number[]>()
  return comments.flatMap((comment) => {
    const { skeleton, isOffer, ...rest } = fingerprintOf(normalize(comment.text), comment.hits)
    if (isLong({ skeleton, ...rest })) return []
    const since = comment.at.getTime() - FLOOD_MINUTES * 60_000
    const times = [...(timesOf.get(skeleton) ?? []).filter((time) => time > since), comment.at.getTime()]
    timesOf.set(skeleton, times)
    return [{ ...comment, letters: skeleton.length, isOffer, copies: times.length }]
  })
}

function isLong(fingerprint: Omit<Fingerprint, 'isOffer'>): boolean {
  return isCountable({ ...fingerprint, contacts: [], isOffer: false })
}
