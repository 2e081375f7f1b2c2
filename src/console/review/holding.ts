import type { Card } from '../../http/moderator/card-schemas.ts'
import type { Lease } from '../../http/moderator/schemas.ts'
import type { HeldLease } from '../api/review-api.ts'

/** The comments that this page has leased, in their turn, and the place of the one that is shown. */
export interface Holding {
  readonly cards: readonly Card[]
  readonly place: number
}

export const NOTHING_HELD: Holding = { cards: [], place: 0 }

export function shownOf({ cards, place }: Holding): Card | undefined {
  return cards[place]
}

export function find({ cards }: Holding, commentId: string): Card | undefined {
  return cards.find(({ comment }) => comment.id === commentId)
}

/** Adds behind the others what is not among them yet. */
export function withMore(holding: Holding, more: readonly Card[]): Holding {
  const fresh = more.filter(({ comment }) => !find(holding, comment.id))
  return { ...holding, cards: [...holding.cards, ...fresh] }
}

/** Puts a comment before the one that is shown, and shows it. */
export function withFirst(holding: Holding, card: Card): Holding {
  const { cards, place } = without(holding, [card.comment.id])
  return { cards: [...cards.slice(0, place), card, ...cards.slice(place)], place }
}

/** What was shown stays shown, or else what comes after it. */
export function without({ cards, place }: Holding, commentIds: readonly string[]): Holding {
  const isGone = ({ comment }: Card) => commentIds.includes(comment.id)
  const before = cards.slice(0, place).filter(isGone).length
  const left = cards.filter((card) => !isGone(card))
  return { cards: left, place: Math.max(0, Math.min(place - before, left.length - 1)) }
}

/** Shows the next one or the one before, as far as there is one. */
export function stepped({ cards, place }: Holding, step: 1 | -1): Holding {
  return { cards, place: Math.max(0, Math.min(place + step, cards.length - 1)) }
}

/** Puts what the server told of one comment in the place of what was known. */
export function withChanged(holding: Holding, commentId: string, change: Partial<Card>): Holding {
  return {
    ...holding,
    cards: holding.cards.map((card) => (card.comment.id === commentId ? { ...card, ...change } : card)),
  }
}

/** The leases under which the comments are held. */
export function leasesOf(cards: readonly Card[]): readonly HeldLease[] {
  return cards.map(({ comment, lease }) => ({ commentId: comment.id, leaseToken: lease.token }))
}

/** By the server's clock: when the lease was given or renewed. */
export function leasedAt({ expiresAt, seconds }: Lease): number {
  return Date.parse(expiresAt) - seconds * 1000
}
