import { APPEAL_ANSWERS } from '../../moderation/appeal.ts'
import { editableUntil } from '../../moderation/editing.ts'
import type { Language, Words } from '../../moderation/language.ts'
import { canEdit, type Status } from '../../moderation/life-cycle.ts'
import { noticeWithName } from '../../moderation/notice.ts'
import { QUEUE_POLICY } from '../../moderation/queue.ts'
import { REVIEW_POLICY } from '../../moderation/review-policy.ts'
import { waitingReason } from '../../moderation/waiting-reason.ts'
import type { Screening } from '../../screening/evidence.ts'
import type { CategoryCode } from '../../screening/taxonomy.ts'
import type { LastAppeal, OwnAppeal } from '../../storage/appeals.ts'
import type { Answered } from '../../storage/published-comments.ts'
import { detectScript } from '../../text/script.ts'
import type { Appeal, OwnComment } from './schemas.ts'

/** A comment and what stands behind its status. */
export interface OwnCommentParts {
  readonly id: string
  readonly articleId: string
  readonly text: string
  readonly displayName: string
  readonly status: Status
  readonly createdAt: Date
  readonly editedAt: Date | null
  readonly publishedAt: Date | null
  readonly screening: Pick<Screening, 'category' | 'evidence'>
  /** Where it stands in the queue, while held. */
  readonly place: QueuePlace | null
  /** The decision in force. */
  readonly decision: Ruled | null
  /** The last one, `null` before the first. */
  readonly appeal: LastAppeal | null
  readonly threadId: string | null
  readonly replyTo: Answered | null
}

export interface QueuePlace {
  readonly ahead: number
  readonly typicalMinutes: number | null
}

interface Ruled {
  readonly id: string
  readonly category: CategoryCode | null
  readonly decidedAt: Date
  readonly isByPolicy: boolean
  /** As the moderator saw it, `null` where the policy decided. */
  readonly message: Words | null
}

/** What the author is told: while held why it waits, when refused why and what to do next. */
export function viewOwnComment(parts: OwnCommentParts, language: Language): OwnComment {
  const { status, place } = parts
  const until = appealUntil(parts)
  return {
    id: parts.id,
    article: parts.articleId,
    text: parts.text,
    lang: detectScript(parts.text),
    author: { name: parts.displayName },
    status,
    createdAt: parts.createdAt.toISOString(),
    publishedAt: parts.publishedAt?.toISOString() ?? null,
    editedAt: parts.editedAt?.toISOString() ?? null,
    editableUntil: canEdit(status) ? editableUntil(parts.createdAt).toISOString() : null,
    waiting: status === 'held' && place ? { ...place, reason: waitingReason(parts.screening, language) } : null,
    notice: isRefused(status) ? viewNotice(parts, language) : null,
    appeal: parts.appeal && viewAppeal(parts.appeal, language),
    appealUntil: until?.toISOString() ?? null,
    appealHours: until && QUEUE_POLICY.appeals.targetMinutes / 60,
    thread: parts.threadId,
    replyTo: parts.replyTo,
  }
}

/** What became of an appeal, in a sentence. */
export function viewAppeal(appeal: OwnAppeal, language: Language): Appeal {
  const status = appeal.outcome ?? 'open'
  return {
    ticket: appeal.ticket,
    reason: appeal.reason,
    status,
    answer: APPEAL_ANSWERS[status][language],
    madeAt: appeal.madeAt.toISOString(),
    dueAt: appeal.dueAt.toISOString(),
    answeredAt: appeal.answeredAt?.toISOString() ?? null,
  }
}

function isRefused(status: Status): boolean {
  return status === 'rejected' || status === 'removed'
}

/** Each decision once, and none that is itself the answer to an appeal. */
function appealUntil({ status, decision, appeal }: OwnCommentParts): Date | null {
  if (!isRefused(status) || !decision) return null
  if (appeal && (appeal.decisionId === decision.id || appeal.answerId === decision.id)) return null
  return new Date(decision.decidedAt.getTime() + REVIEW_POLICY.appealDays * 86_400_000)
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
