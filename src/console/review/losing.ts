import type { Card } from '../../http/moderator/card-schemas.ts'
import type { ModeratorApi } from '../api/moderator-api.ts'
import { writtenWith } from './act-text.ts'
import { shownOf, without } from './holding.ts'
import type { Conflict } from './outbox.ts'
import type { Act, Notice, Sent } from './review-state.ts'
import type { Store } from './store.ts'

/** What the server says of a comment that is not the moderator's any more, as they are told it. */
export function noticeOf(
  card: Card,
  { decision, holder, message }: Conflict,
  { attempted, now }: { readonly attempted: Act | null; readonly now: number },
): Notice {
  const told = { card, attempted, isNoteKept: false }
  if (decision) return { kind: 'decided', ...told, decision }
  const why = Date.parse(card.lease.expiresAt) <= now ? 'expired' : 'unknown'
  return { kind: 'lost', ...told, holder, why, message }
}

/** Takes the comment off the desk and tells what became of it. */
export function showNotice(store: Store, notice: Notice): void {
  store.set({ holding: without(store.state.holding, [notice.card.comment.id]), notice })
}

/** Keeps what was written with an act that had no effect as a note for colleagues, and says so. */
export async function keepNote(store: Store, api: ModeratorApi, { card, act }: Sent): Promise<void> {
  const written = writtenWith(act)?.trim() ?? ''
  if (written === '') return
  const reply = await api.writeNote(card.comment.id, written)
  const { notice } = store.state
  if (reply.kind === 'ok' && notice?.card === card) store.set({ notice: { ...notice, isNoteKept: true } })
}

interface Losing {
  readonly commentId: string
  readonly conflict: Conflict
  /** By the server's clock. */
  readonly now: number
}

/** A lost lease is told where its comment was being read, else its comment just goes. */
export function loseLease(store: Store, { commentId, conflict, now }: Losing): void {
  const { holding } = store.state
  const shown = shownOf(holding)
  if (shown?.comment.id === commentId) showNotice(store, noticeOf(shown, conflict, { attempted: null, now }))
  else store.set({ holding: without(holding, [commentId]) })
}
