import type { Screening } from '../screening/evidence.ts'
import type { CategoryCode } from '../screening/taxonomy.ts'

/** Where a comment stands right after its screening, and the decision of the policy that put it there, if any. */
export type FirstStanding =
  | { readonly status: 'published'; readonly kind: 'publish'; readonly category: null }
  | { readonly status: 'rejected'; readonly kind: 'reject'; readonly category: CategoryCode }
  | { readonly status: 'held'; readonly kind: null; readonly category: null }

/**
 * Publishes only on `pass` and rejects only on a `block` that names its category; everything else waits for a person,
 * because a rejection without a category could not be explained to its author.
 */
export function firstStanding(screening: Pick<Screening, 'verdict' | 'category'>): FirstStanding {
  const { verdict, category } = screening
  if (verdict === 'pass') return { status: 'published', kind: 'publish', category: null }
  if (verdict === 'block' && category !== null) return { status: 'rejected', kind: 'reject', category }
  return { status: 'held', kind: null, category: null }
}
