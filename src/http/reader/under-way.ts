import { FIRST_CONTACT_KEY, FIRST_SKELETON_KEY } from '../../screening/fingerprint/keys.ts'
import type { Earlier, EarlierComment } from '../../screening/near-duplicates.ts'

interface Posted extends Pick<EarlierComment, 'id' | 'reader' | 'text' | 'at'> {
  readonly siteId: string
  readonly keys: readonly number[]
}

/** Twice as many as are looked for in the database: copies beyond these change nothing. */
const MOST_EARLIER = 40

/**
 * The comments that this process is about to record. Of copies sent at once none would find another in the database; here
 * each finds all that came in before it. Copies sent at once to several processes do not meet until they are recorded.
 */
export class UnderWay {
  readonly #posted = new Set<Posted>()

  /** Returns those of the site that came before and have a key in common; the new one counts until it leaves. */
  enter(posted: Posted): { readonly earlier: Earlier; leave(): void } {
    const asked = new Set(posted.keys)
    const comments: EarlierComment[] = []
    for (const { siteId, keys, id, reader, text, at } of this.#posted) {
      if (comments.length === MOST_EARLIER) break
      const shared = siteId === posted.siteId ? keys.filter((key) => asked.has(key)) : []
      const sharesContact = shared.some((key) => key >= FIRST_CONTACT_KEY)
      const sharesSkeleton = shared.some((key) => key >= FIRST_SKELETON_KEY && key < FIRST_CONTACT_KEY)
      if (shared.length > 0) comments.push({ id, reader, text, at, sharesSkeleton, sharesContact, standing: 'counts' })
    }
    this.#posted.add(posted)
    const isCapped = comments.length === MOST_EARLIER
    return { earlier: { comments, isCapped }, leave: () => this.#posted.delete(posted) }
  }
}
