import type { Language, Words } from '../../moderation/language.ts'
import type { Status } from '../../moderation/life-cycle.ts'
import { noticeWithName } from '../../moderation/notice.ts'
import { waitingReason } from '../../moderation/waiting-reason.ts'
import type { Screening } from '../../screening/evidence.ts'
import type { CategoryCode } from '../../screening/taxonomy.ts'
import { detectScript } from '../../text/script.ts'
import type { OwnComment } from './schemas.ts'

/** A comment and what stands behind its status. */
export interface OwnCommentParts {
  readonly id: string
  readonly articleId: string
  readonly text: string
  readonly displayName: string
  readonly status: Status
  readonly createdAt: Date
  readonly publishedAt: Date | null
  readonly screening: Pick<Screening, 'category' | 'evidence'>
  /** Where it stands in the queue, while held. */
  readonly place: QueuePlace | null
  /** The decision in force. */
  readonly decision: Ruled | null
}

export interface QueuePlace {
  readonly ahead: number
  readonly typicalMinutes: number | null
}

interface Ruled {
  readonly category: CategoryCode | null
  readonly decidedAt: Date
  readonly isByPolicy: boolean
  /** As the moderator saw it, `null` where the policy decided. */
  readonly message: Words | null
}

/** What the author is told: while held why it waits, when refused why and what to do next. */
export function viewOwnComment(parts: OwnCommentParts, language: Language): OwnComment {
  const { status, place } = parts
  return {
    id: parts.id,
    article: parts.articleId,
    text: parts.text,
    lang: detectScript(parts.text),
    author: { name: parts.displayName },
    status,
    createdAt: parts.createdAt.toISOString(),
    publishedAt: parts.publishedAt?.toISOString() ?? null,
    waiting: status === 'held' && place ? { ...place, reason: waitingReason(parts.screening, language) } : null,
    notice: status === 'rejected' || status === 'removed' ? viewNotice(parts, language) : null,
  }
}

function viewNotice({ decision, screening }: OwnCommentParts, language: Language): OwnComment['notice'] {
  if (!decision?.category) return null
  const { title, message, pledge } = noticeWithName(decision.category, screening.evidence, language)
  return {
    category: decision.category,
    pledge: [...pledge],
    title,
    message: decision.message?.[language] ?? message,
    decidedBy: decision.isByPolicy ? 'policy' : 'moderator',
    decidedAt: decision.decidedAt.toISOString(),
  }
}
