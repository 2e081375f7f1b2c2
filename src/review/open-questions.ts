import { type RawBuilder, sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { appealOutcome } from '../moderation/appeal.ts'
import type { Event } from '../moderation/event.ts'
import { type DecisionKind, statusAfter } from '../moderation/life-cycle.ts'
import { type Queue, turnOf } from '../moderation/queue.ts'
import { isDrawn } from '../moderation/review-policy.ts'
import { isAgreed, type Opinion } from '../moderation/second-opinion.ts'
import type { CategoryCode } from '../screening/taxonomy.ts'

/** What is open about a comment beside its place in the queues. */
export interface OpenQuestions {
  readonly appeal: {
    readonly id: string
    /** Who made the decision that is appealed, `null` for the policy. */
    readonly moderatorId: string | null
    readonly barred: readonly string[]
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
    ), '{}'))
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
  readonly siteId: string
  readonly commentId: string
  readonly decisionId: string
  readonly moderatorId: string
  readonly kind: DecisionKind
  readonly category: CategoryCode | null
  readonly sampling?: { readonly share: number; readonly random: number } | undefined
}

interface Answers {
  /** The queues that are closed. */
  readonly closed: readonly Queue[]
  readonly events: readonly Event[]
  readonly appeal: { readonly id: string; readonly outcome: 'upheld' | 'overturned' } | null
  /** The disagreements that it settles. */
  readonly settled: readonly string[]
  /** The moderators whose decisions it overturned. */
  readonly overturned: readonly string[]
  /** Why it is looked at again; `null` where it is not. */
  readonly second: { readonly reason: 'sample' | 'appeal'; readonly share: number } | null
  /** The queues that stay open and are not to be given to whoever decided. */
  readonly barring: readonly Queue[]
}

/**
 * Returns what a decision means to whoever asked. An appeal is answered in its queue, by whatever makes the comment
 * public, and by the lead to whom a moderator passed it on, unless that lead is barred from it. Whatever overturns on
 * appeal is looked at again; of other decisions, but a lead's last word, so many as are drawn.
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
  return {
    closed,
    events:
      appeal && outcome
        ? [{ type: 'appeal.decided', actor, detail: { appealId: appeal.id, outcome, decisionId } }]
        : [],
    appeal: appeal && outcome && { id: appeal.id, outcome },
    settled: disagreements.map(({ id }) => id),
    overturned: [...new Set([...first, ...wrong])].filter((id) => id !== null && id !== moderatorId) as string[],
    second,
    barring: (['appeals', 'second'] as const).filter((one) =>
      one === 'second' ? isSeconded : appeal !== null && !closed.includes(one),
    ),
  }
}

/** The parts of the deciding statement that write the answers, each beginning with a comma; none where none is due. */
export function writeAnswers(deciding: Deciding, answers: Answers & { readonly at: Date }): RawBuilder<unknown> {
  const { siteId, moderatorId, decisionId } = deciding
  const { at, appeal, settled, overturned, second, barring } = answers
  const parts = [
    appeal &&
      sql`, heard as (
      update appeal set outcome = ${appeal.outcome}, answered_at = ${at}, answer_id = ${decisionId} from settled
      where site_id = ${siteId} and appeal.id = ${appeal.id}
    )`,
    settled.length > 0 &&
      sql`, settled_between as (
      update second_review set lead_decision_id = ${decisionId} from settled
      where site_id = ${siteId} and second_review.id = any(${settled}::uuid[])
    )`,
    overturned.length > 0 &&
      sql`, told_of_overturning as (
      insert into change (site_id, type, comment_id, moderator_id)
      select ${siteId}, 'overturned', settled.id, who from settled, unnest(${overturned}::uuid[]) as who
    )`,
    barring.length > 0 &&
      sql`, barred as (
      update waiting set barred = array_append(barred, ${moderatorId}::uuid) from settled
      where site_id = ${siteId} and comment_id = settled.id and queue = any(${barring})
    )`,
    second && askSecond(deciding, { ...second, at, isWaiting: barring.includes('second') }),
  ]
  return sql.join(
    parts.filter((part) => part !== null && part !== false),
    sql``,
  )
}

interface Asking {
  readonly reason: 'sample' | 'appeal'
  readonly share: number
  readonly at: Date
  readonly isWaiting: boolean
}

/** Where nobody else is left to ask, nothing is drawn: the question would wait for good. */
function askSecond({ siteId, moderatorId, decisionId }: Deciding, { reason, share, at, isWaiting }: Asking) {
  const judges = sql`
    select array_append(coalesce(array_agg(distinct decision.moderator_id) filter (where moderator_id is not null), '{}'),
      ${moderatorId}::uuid) from decision where decision.site_id = ${siteId} and decision.comment_id = settled.id`
  const asked = sql`
    asked_of as (
      select settled.id, (${judges}) as barred from settled
    ), chosen as (
      select id, barred from asked_of where exists (
        select from moderator where site_id = ${siteId} and disabled_at is null and role <> 'auditor'
          and moderator.id <> all (asked_of.barred)
      )
    )`
  const sampled =
    reason === 'appeal'
      ? sql`sampled as (select id as comment_id from chosen)`
      : sql`sampled as (
          insert into review_sample (site_id, comment_id, kind, probability, drawn_at)
          select ${siteId}, id, 'second', ${share}, ${at} from chosen on conflict do nothing returning comment_id
        )`
  const waits = isWaiting
    ? sql``
    : sql`, asked_second as (
        insert into waiting (site_id, comment_id, queue, queue_at, since, barred)
        select ${siteId}, id, 'second', ${turnOf('second', at)}, ${at}, barred
        from chosen join sampled on sampled.comment_id = chosen.id
        on conflict do nothing
      )`
  return sql`, ${asked}, ${sampled}, seconded as (
    insert into second_review (site_id, id, comment_id, decision_id, reason, asked_at)
    select ${siteId}, ${uuidv7()}, comment_id, ${decisionId}, ${reason}, ${at} from sampled
  )${waits}`
}
