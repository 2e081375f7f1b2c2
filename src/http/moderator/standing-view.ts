import type { Language } from '../../moderation/language.ts'
import { isInForce, isShort } from '../../moderation/sanction.ts'
import { sanctionNotice } from '../../moderation/sanction-notice.ts'
import type { AuthorStanding } from '../../review/author-standing.ts'
import type { KeptSanction } from '../../storage/sanctions.ts'
import type { SanctionView, StandingView } from './sanction-schemas.ts'

/** How an author stands, with the very sentences that they read. */
export function viewStanding({ grade, sanctions, readAt }: AuthorStanding, language: Language): StandingView {
  return { grade, sanctions: sanctions.map((sanction) => viewSanction(sanction, readAt, language)) }
}

function viewSanction(sanction: KeptSanction, readAt: Date, language: Language): SanctionView {
  const { measure, until, imposedAt, liftedAt, liftedBy, liftReason } = sanction
  const days = until && Math.round((until.getTime() - imposedAt.getTime()) / DAY_MS)
  return {
    id: sanction.id,
    commentId: sanction.commentId,
    measure,
    category: sanction.category,
    reason: sanction.reason,
    notice: sanctionNotice(sanction)[language],
    imposedBy: sanction.imposedBy,
    imposedAt: imposedAt.toISOString(),
    until: until?.toISOString() ?? null,
    lifted: liftedAt && { by: liftedBy ?? '', at: liftedAt.toISOString(), reason: liftReason },
    isInForce: isInForce(sanction, readAt),
    isShort: isShort(measure, days),
  }
}

const DAY_MS = 86_400_000
