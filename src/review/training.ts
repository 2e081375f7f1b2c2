import { sql } from 'kysely'
import { mayThink, type Opinion } from '../moderation/second-opinion.ts'
import type { Db } from '../storage/database.ts'
import type { DecisionInForce } from '../storage/decisions.ts'
import { isNewTo } from '../storage/kept-from.ts'
import { isAmong, type LeaseToken } from '../storage/lease-tokens.ts'
import { happening } from '../storage/training-turns.ts'
import type { LeaseKey } from './lease.ts'

/** A training card on a desk: to whoever has it, a held comment like the others. */
export interface TrainingLease extends LeaseToken {
  readonly expiresAt: Date
}

interface Trainee {
  readonly siteId: string
  readonly moderatorId: string
}

interface Offering extends Trainee {
  readonly seconds: number
  /** Whether there is room for another on the desk. */
  readonly hasRoom: boolean
  /** From 0 up to but not 1. */
  readonly random: () => number
}

/**
 * Returns the training cards on a moderator's desk, their leases renewed, with one more so often as their training mode
 * says: one that they have not answered nor asked a lead about, of a comment that they never held, and so have not read of.
 * Moderators who are not in training have none. None is added where one is on the desk, or where nothing else waits.
 */
export async function offerTraining(db: Db, offering: Offering): Promise<readonly TrainingLease[]> {
  const { siteId, moderatorId, seconds, hasRoom, random } = offering
  const mode = await db
    .selectFrom('training_mode')
    .select('rate')
    .where('site_id', '=', siteId)
    .where('moderator_id', '=', moderatorId)
    .executeTakeFirst()
  if (!mode) return []
  const kept = await renewTurns(db, { siteId, moderatorId, seconds, leases: 'all' })
  if (kept.length > 0 || !hasRoom || random() >= mode.rate) return kept
  const given = await giveCard(db, offering)
  return given ? [given] : []
}

/** Off the desk for so long it comes as if it were new: the age that it had then would tell. */
const FORGOTTEN_AFTER_MINUTES = 60

/** Of about the age of the comment whose turn it is, for one of last month would be known at once. */
async function giveCard(
  db: Db,
  { siteId, moderatorId, seconds, random }: Offering,
): Promise<TrainingLease | undefined> {
  const isForgotten = sql`turn.lease_expires_at < clock_timestamp() - make_interval(mins => ${FORGOTTEN_AFTER_MINUTES})`
  const { rows } = await sql<TrainingLease>`
    with cards as (
      select comment_id, row_number() over (order by comment_id) - 1 as place, count(*) over () as many
      from training_card
      where site_id = ${siteId} and retired_at is null and ${isNewTo('training_card', sql`${moderatorId}::uuid`)}
        and not exists (
          select from training_turn as turn where turn.site_id = training_card.site_id
            and turn.comment_id = training_card.comment_id and turn.moderator_id = ${moderatorId}
            and turn.asked_at is not null
        )
    ), beside as (
      select since from waiting where site_id = ${siteId} and queue = 'held' order by queue_at, comment_id limit 1
    )
    insert into training_turn as turn (
      site_id, moderator_id, comment_id, lease_token, lease_expires_at, shown_at, happened
    )
    select ${siteId}, ${moderatorId}, cards.comment_id, gen_random_uuid(),
      clock_timestamp() + make_interval(secs => ${seconds}),
      beside.since - make_interval(secs => ${Math.floor(random() * 60)}), ${claimedIn('held', seconds)}
    from cards, beside where place = floor(${random()}::float8 * many)
    on conflict (site_id, moderator_id, comment_id) do update set
      lease_token = excluded.lease_token, lease_expires_at = excluded.lease_expires_at,
      shown_at = case when ${isForgotten} then excluded.shown_at else turn.shown_at end,
      happened = case when ${isForgotten} then excluded.happened else turn.happened || excluded.happened end
      where turn.answered_at is null
    returning ${LEASE}`.execute(db)
  return rows[0]
}

const LEASE = sql`comment_id as "commentId", lease_token as "leaseToken", lease_expires_at as "expiresAt"`

function claimedIn(queue: 'held', seconds: number) {
  return happening([{ type: 'lease.claimed', detail: { seconds, queue } }])
}

/**
 * Puts a training card that its moderator opened by its id on their desk, with the age that the comment has; one that is
 * there already is renewed under its own token.
 */
export async function openTraining(
  db: Db,
  { siteId, moderatorId, commentId, seconds }: Trainee & { readonly commentId: string; readonly seconds: number },
): Promise<TrainingLease> {
  const isLive = sql`turn.lease_expires_at > clock_timestamp()`
  const { rows } = await sql<TrainingLease>`
    insert into training_turn as turn (
      site_id, moderator_id, comment_id, lease_token, lease_expires_at, shown_at, happened
    )
    select site_id, ${moderatorId}, id, gen_random_uuid(), clock_timestamp() + make_interval(secs => ${seconds}),
      created_at, ${claimedIn('held', seconds)}
    from comment where site_id = ${siteId} and id = ${commentId}
    on conflict (site_id, moderator_id, comment_id) do update set
      lease_token = case when ${isLive} then turn.lease_token else excluded.lease_token end,
      lease_expires_at = excluded.lease_expires_at,
      happened = case when ${isLive} then turn.happened else turn.happened || excluded.happened end
    returning ${LEASE}`.execute(db)
  const [lease] = rows
  if (!lease) throw new Error(`training card ${commentId} is of no comment`)
  return lease
}

interface Renewal extends Trainee {
  readonly seconds: number
  readonly leases: readonly LeaseToken[] | 'all'
}

/** Renews those of these leases that are of training cards and hold still, and returns them. */
export async function renewTurns(db: Db, { siteId, moderatorId, seconds, leases }: Renewal) {
  const { rows } = await sql<TrainingLease>`
    update training_turn set lease_expires_at = clock_timestamp() + make_interval(secs => ${seconds})
    where site_id = ${siteId} and moderator_id = ${moderatorId} and answered_at is null
      and lease_expires_at > clock_timestamp() and ${isAmong(sql`comment_id`, leases)}
    returning ${LEASE}`.execute(db)
  return rows
}

export interface Trained {
  readonly outcome: 'trained'
  /** What was answered, as it would stand if it were a decision. */
  readonly decision: DecisionInForce
  readonly right: Opinion & { readonly because: string }
}

type Answer = Trained | { readonly outcome: 'not_decidable'; readonly status: 'held'; readonly queue: 'held' }

type Answering = LeaseKey & Opinion & { readonly note: string | null; readonly decisionId: string }

/**
 * Records what a moderator made of a training card, once, and tells what is right, also where the same is sent again;
 * nothing else changes. `undefined` where the lease is of none.
 */
export async function answerTraining(db: Db, answering: Answering): Promise<Answer | undefined> {
  const { siteId, moderatorId, commentId, leaseToken, kind, category } = answering
  if (!mayThink('held', kind)) {
    const [held] = await renewTurns(db, { siteId, moderatorId, seconds: 60, leases: [{ commentId, leaseToken }] })
    return held && { outcome: 'not_decidable', status: 'held', queue: 'held' }
  }
  const { rows } = await sql<AnsweredRow>`
    update training_turn as turn set kind = ${kind}, category = ${category}, answered_at = clock_timestamp(),
      right_kind = card.kind, right_category = card.category
    from training_card as card, moderator
    where turn.site_id = ${siteId} and turn.moderator_id = ${moderatorId} and turn.comment_id = ${commentId}
      and turn.lease_token = ${leaseToken} and turn.lease_expires_at > clock_timestamp() and turn.answered_at is null
      and card.site_id = turn.site_id and card.comment_id = turn.comment_id
      and moderator.site_id = turn.site_id and moderator.id = turn.moderator_id
    returning card.kind, card.category, card.because, turn.answered_at as "at", moderator.display_name as "by"`.execute(
    db,
  )
  const row = rows[0] ?? (await findAnswered(db, answering))
  return row && toTrained(answering, row)
}

interface AnsweredRow extends Opinion {
  readonly because: string
  readonly at: Date
  readonly by: string
}

/** The same answer under the same lease, for whoever has not heard what is right. */
async function findAnswered(db: Db, answering: Answering): Promise<AnsweredRow | undefined> {
  const { siteId, moderatorId, commentId, leaseToken, kind, category } = answering
  const { rows } = await sql<AnsweredRow>`
    select right_kind as "kind", right_category as "category", card.because, turn.answered_at as "at",
      moderator.display_name as "by"
    from training_turn as turn
    join training_card as card on card.site_id = turn.site_id and card.comment_id = turn.comment_id
    join moderator on moderator.site_id = turn.site_id and moderator.id = turn.moderator_id
    where turn.site_id = ${siteId} and turn.moderator_id = ${moderatorId} and turn.comment_id = ${commentId}
      and turn.lease_token = ${leaseToken} and turn.answered_at is not null and turn.kind = ${kind}
      and turn.category is not distinct from ${category}`.execute(db)
  return rows[0]
}

function toTrained({ moderatorId, ...answering }: Answering, row: AnsweredRow): Trained {
  const decision = {
    id: answering.decisionId,
    commentId: answering.commentId,
    kind: answering.kind,
    category: answering.category,
    note: answering.note,
    decidedAt: row.at,
    moderator: { id: moderatorId, displayName: row.by },
    policyVersion: null,
    message: null,
  }
  return { outcome: 'trained', decision, right: { kind: row.kind, category: row.category, because: row.because } }
}
