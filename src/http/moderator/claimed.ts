import type { Language } from '../../moderation/language.ts'
import { loadCard } from '../../review/card.ts'
import type { Claimed } from '../../review/lease.ts'
import type { Db } from '../../storage/database.ts'
import type { Card } from './card-schemas.ts'
import { viewCard } from './card-view.ts'

interface Viewing {
  readonly siteId: string
  readonly language: Language
}

/** Returns the card of a comment that was just claimed, which therefore exists. */
export async function viewClaimed(db: Db, { siteId, language }: Viewing, lease: Claimed): Promise<Card> {
  const rows = await loadCard(db, { siteId, commentId: lease.commentId })
  if (!rows) throw new Error(`claimed comment ${lease.commentId} has no card`)
  return viewCard(rows, lease, language)
}
