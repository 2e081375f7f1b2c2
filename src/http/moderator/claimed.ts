import type { Language } from '../../moderation/language.ts'
import { asIfHeld, hideJudgements } from '../../review/blind.ts'
import { type CardRows, loadCard } from '../../review/card.ts'
import type { Claimed } from '../../review/lease.ts'
import type { TrainingLease } from '../../review/training.ts'
import { findTurn } from '../../review/training-turn.ts'
import type { Db } from '../../storage/database.ts'
import { findKept } from '../../storage/kept-from.ts'
import type { Card, CommentView } from './card-schemas.ts'
import { viewCard, viewComment } from './card-view.ts'

interface Viewing {
  readonly siteId: string
  readonly moderatorId: string
  readonly language: Language
}

/** Returns the card of a comment that was just claimed, which therefore exists; blind for a second look. */
export async function viewClaimed(db: Db, viewing: Viewing, lease: Claimed): Promise<Card> {
  const rows = await loadExisting(db, viewing, lease.commentId)
  return viewCard(lease.queue === 'second' ? blind(rows) : rows, lease, viewing.language)
}

/** Returns a training card, which looks like any held one. */
export async function viewTraining(db: Db, viewing: Viewing, lease: TrainingLease): Promise<Card> {
  const { siteId, moderatorId, language } = viewing
  const [rows, turn] = await Promise.all([
    loadExisting(db, viewing, lease.commentId),
    findTurn(db, { siteId, moderatorId, commentId: lease.commentId }),
  ])
  if (!turn) throw new Error(`training card ${lease.commentId} was answered while it was given`)
  return viewCard(asIfHeld(rows, { ...turn, viewerId: moderatorId }), { ...lease, queue: 'held' }, language)
}

interface Looking extends Viewing {
  readonly commentId: string
}

/**
 * Returns a comment for whoever only looks: as on their own card, and blind while they may be asked a second time, or in
 * training.
 */
export async function viewLooked(db: Db, looking: Looking): Promise<CommentView | undefined> {
  const { siteId, commentId, moderatorId, language } = looking
  // Before the rows: whoever gives their opinion in between is shown less once, never more.
  const shownAs = (await findKept(db, looking, [commentId])).get(commentId)
  const [rows, turn] = await Promise.all([
    loadCard(db, { siteId, commentId, viewerId: moderatorId }),
    findTurn(db, looking),
  ])
  if (!rows) return undefined
  if (turn?.isOnDesk || shownAs === 'held' || shownAs === 'escalated') {
    return viewComment(
      asIfHeld(rows, { viewerId: moderatorId, ...(turn ?? { shownAt: rows.comment.createdAt }) }),
      language,
    )
  }
  return viewComment(shownAs === 'second' || rows.secondHolder === moderatorId ? blind(rows) : rows, language)
}

function blind(rows: CardRows): CardRows {
  return hideJudgements(rows, rows.complaints.presented ?? 'held')
}

async function loadExisting(db: Db, { siteId, moderatorId }: Viewing, commentId: string): Promise<CardRows> {
  const rows = await loadCard(db, { siteId, commentId, viewerId: moderatorId })
  if (!rows) throw new Error(`claimed comment ${commentId} has no card`)
  return rows
}
