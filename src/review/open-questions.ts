import { sql } from 'kysely'
import { appealOutcome } from '../moderation/appeal.ts'
import type { Event } from '../moderation/event.ts'
import { type DecisionKind, statusAfter } from '../moderation/life-cycle.ts'
import type { Queue } from '../moderation/queue.ts'
import { isDrawn } from '../moderation/review-policy.ts'
import type { SanctionMeasure } from '../moderation/sanction.ts'
import { isAgreed, type Opinion } from '../moderation/second-opinion.ts'
import type { CategoryCode } from '../screening/taxonomy.ts'

/** What is open about a comment beside its place in the queues. */
export interface OpenQuestions {
  readonly appeal: {
    readonly id: string
    /** Who made the decision that is appealed, `null` for the policy. */
    readonly moderatorId: string | null
    readonly barred: readonly string[]
    /** The measures against its author that rest on the comment and are in force. */
    readonly sanctions: readonly { readonly id: string; readonly measure: SanctionMeasure }[]
  } | null
  /** Decisions that a second moderator disagreed with. */
  readonly disagreements: readonly (Opinion & { readonly id: string; readonly moderatorId: string })[]
  /** Whether a second look waits. */
  readonly isSeconded: boolean
}

/** The columns of `OpenQuestions` of a row of `comment`. */
export const openQuestions = sql`
  (
    select jsonb_build_object('id', appeal.id, 'moderatorId', decision.moderator_id, 'barred', coalesce((
      select barred from waiting where waiting.site_id = comment.site_id and waiting.comment_id = comment.id
        and waiting.queue = 'appeals'
    ), '{}'), 'sanctions', (
      select coalesce(jsonb_agg(jsonb_build_object('id', sanction.id, 'measure', measure) order by imposed_at), '[]')
      from sanction where sanction.site_id = comment.site_id and sanction.reader_id = comment.reader_id
        and sanction.comment_id = comment.id and (until is null or until > clock_timestamp()) and not exists (
          select from sanction_lift where sanction_lift.site_id = sanction.site_id and sanction_id = sanction.id
        )
    ))
    from appeal join decision on decision.site_id = appeal.site_id and decision.comment_id = appeal.comment_id
      and decision.id = appeal.decision_id
    where appeal.site_id = comment.site_id and appeal.comment_id = comment.id and outcome is null
  ) as "appeal",
  (
    select coalesce(jsonb_agg(jsonb_build_object(
      'id', second_review.id, 'moderatorId', decision.moderator_id, 'kind', decision.kind, 'category', decision.category
    )), '[]')
    from second_review join decision on decision.site_id = second_review.site_id
      and decision.comment_id = second_review.comment_id and decision.id = second_review.decision_id
    where second_review.site_id = comment.site_id and second_review.comment_id = comment.id
      and escalated_at is not null and lead_decision_id is null
  ) as "disagreements",
  exists (
    select from waiting where waiting.site_id = comment.site_id and waiting.comment_id = comment.id and queue = 'second'
  ) as "isSeconded"`

interface Deciding {
  readonly decisionId: string
  readonly moderatorId: string
  readonly kind: DecisionKind
  readonly category: CategoryCode | null
  readonly sampling?: { readonly share: number; readonly random: number } | undefined
}

/** What a decision on one comment means to whoever asked about it. */
export interface Answers {
  /** The queues that are closed. */
  readonly closed: readonly Queue[]
  readonly events: readonly Event[]
  readonly appeal: { readonly id: string; readonly outcome: 'upheld' | 'overturned' } | null
  /** The disagreements that it settles. */
  readonly settled: readonly string[]
  /** The moderators whose decisions it overturned. */
  readonly overturned: readonly string[]
  /** The measures that end with what they rested on. */
  readonly lifted: NonNullable<OpenQuestions['appeal']>['sanctions']
  /** Why it is looked at again; `null` where it is not. */
  readonly second: { readonly reason: 'sample' | 'appeal'; readonly share: number } | null
  /** The queues that stay open and are not to be given to whoever decided. */
  readonly barring: readonly Queue[]
}

/**
 * Returns what a decision means to whoever asked. An appeal is answered in its queue, by whatever makes the comment
 * public, and by the lead to whom a moderator passed it on, unless that lead is barred from it. Whatever overturns on
 * appeal ends the measures that rested on the comment, and is looked at again; of other decisions, but a lead's last word,
 * so many as are drawn.
 */
export function answersOf(
  { decisionId, moderatorId, kind, category, sampling }: Deciding,
  open: OpenQuestions & { readonly queue: Queue | null; readonly closed: readonly Queue[] },
): Answers {
  const { appeal, disagreements, queue, isSeconded } = open
  const isPassedOn = queue === 'escalated' && appeal !== null && !appeal.barred.includes(moderatorId)
  const closed: readonly Queue[] = isPassedOn ? [...new Set([...open.closed, 'appeals' as const])] : open.closed
  const outcome = appeal && closed.includes('appeals') ? appealOutcome(statusAfter(kind)) : null
  const isOverturned = outcome === 'overturned'
  const first = appeal && isOverturned ? [appeal.moderatorId] : []
  const wrong = disagreements.filter((one) => !isAgreed(one, { kind, category })).map((one) => one.moderatorId)
  const isChosen = sampling !== undefined && queue !== 'escalated' && isDrawn(sampling.share, sampling.random)
  const second = isOverturned
    ? { reason: 'appeal' as const, share: 1 }
    : isChosen && !isSeconded
      ? { reason: 'sample' as const, share: sampling.share }
      : null
  const actor = { kind: 'moderator', id: moderatorId } as const
  const lifted = appeal && isOverturned ? appeal.sanctions : []
  return {
    closed,
    events: [
      ...(appeal && outcome
        ? [{ type: 'appeal.decided', actor, detail: { appealId: appeal.id, outcome, decisionId } } as const]
        : []),
      ...lifted.map(({ id, measure }) => {
        return { type: 'sanction.lifted', actor, detail: { sanctionId: id, measure } } as const
      }),
    ],
    appeal: appeal && outcome && { id: appeal.id, outcome },
    settled: disagreements.map(({ id }) => id),
    overturned: [...new Set([...first, ...wrong])].filter((id) => id !== null && id !== moderatorId) as string[],
    lifted,
    second,
    barring: (['appeals', 'second'] as const).filter((one) =>
      one === 'second' ? isSeconded : appeal !== null && !closed.includes(one),
    ),
  }
}
