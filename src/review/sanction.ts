import { type Selectable, sql, type Transaction } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { Event } from '../moderation/event.ts'
import { hasTerm, isInForce, type SanctionMeasure } from '../moderation/sanction.ts'
import type { CategoryCode } from '../screening/taxonomy.ts'
import type { Db } from '../storage/database.ts'
import { appendEvents } from '../storage/events.ts'
import { listSanctions } from '../storage/sanctions.ts'
import type { Database } from '../storage/schema.ts'

interface By {
  readonly siteId: string
  readonly moderatorId: string
}

export interface Imposing extends By {
  readonly sanctionId: string
  /** The comment that it rests on, whose author it is about. */
  readonly commentId: string
  readonly measure: SanctionMeasure
  /** `null` for what has no term. */
  readonly days: number | null
  readonly category: CategoryCode
  readonly reason: string
}

export type Imposed = { readonly outcome: 'imposed' | 'not_found' | 'not_now' | 'already_in_force' }

/**
 * Takes a measure against a comment's author: the row, its event on the comment and what consoles hear, all or nothing.
 * It binds every comment whose recording begins after it is committed. Of two that impose the same at once the second is
 * told `already_in_force`; only warnings add up. `not_now` is said to whoever has the comment for a second look or as
 * training, for whom it is as if nobody had judged it. Throws where the measure has no such term.
 */
export async function imposeSanction(db: Db, imposing: Imposing): Promise<Imposed> {
  const { siteId, moderatorId, sanctionId, commentId, measure, days, category, reason } = imposing
  if (!hasTerm(measure, days)) throw new Error(`${measure} has no term of ${days} days`)
  return db.transaction().execute(async (trx) => {
    const author = await lockAuthor(trx, siteId, commentId)
    if (!author) return { outcome: 'not_found' }
    if (await hasBlindCard(trx, imposing)) return { outcome: 'not_now' }
    const { readerId, person, at } = author
    const others = await listSanctions(trx, { siteId, readerId })
    const isRepeated = others.some((one) => one.measure === measure && isInForce(one, at))
    if (isRepeated && measure !== 'warn') return { outcome: 'already_in_force' }
    await trx
      .insertInto('sanction')
      .values({
        site_id: siteId,
        id: sanctionId,
        reader_id: readerId,
        comment_id: commentId,
        measure,
        category,
        reason,
        person: measure === 'forbid' ? person : null,
        imposed_by: moderatorId,
        imposed_at: at,
        until: days === null ? null : new Date(at.getTime() + days * DAY_MS),
      })
      .execute()
    const detail = { sanctionId, measure, category }
    await tell(trx, { siteId, moderatorId, commentId, at }, { type: 'sanction.imposed', detail })
    return { outcome: 'imposed' }
  })
}

export interface Lifting extends By {
  readonly sanctionId: string
  readonly reason: string
}

export type Lifted = { readonly outcome: 'lifted' | 'not_found' | 'not_in_force' }

/** Ends a measure before its time, from the next comment on; the measure itself stays on record. Once only. */
export async function liftSanction(db: Db, { siteId, moderatorId, sanctionId, reason }: Lifting): Promise<Lifted> {
  return db.transaction().execute(async (trx) => {
    const sanction = await findSanction(trx, siteId, sanctionId)
    const author = sanction && (await lockAuthor(trx, siteId, sanction.commentId))
    if (!sanction || !author) return { outcome: 'not_found' }
    const { at } = author
    const [now] = (await listSanctions(trx, { siteId, readerId: author.readerId })).filter(
      ({ id }) => id === sanctionId,
    )
    if (!now || !isInForce(now, at)) return { outcome: 'not_in_force' }
    const row = { site_id: siteId, sanction_id: sanctionId, reason, lifted_by: moderatorId, lifted_at: at }
    await trx
      .insertInto('sanction_lift')
      .values({ ...row, decision_id: null })
      .execute()
    const detail = { sanctionId, measure: sanction.measure }
    const { commentId } = sanction
    await tell(trx, { siteId, moderatorId, commentId, at }, { type: 'sanction.lifted', detail })
    return { outcome: 'lifted' }
  })
}

interface Again extends Place {
  /** The decision that had lifted them, and is undone. */
  readonly decisionId: string
}

/**
 * Takes those measures again that a decision had lifted, for what is left of their terms: as new ones of whoever undoes
 * the decision, since what was lifted stays on record. Not where the same is in force by now. The caller's transaction
 * holds the comment's row.
 */
export async function imposeAgain(trx: Transaction<Database>, again: Again): Promise<void> {
  const { siteId, moderatorId, decisionId, at } = again
  const { rows } = await sql<Selectable<Database['sanction']>>`
    select sanction.* from sanction
    join sanction_lift on sanction_lift.site_id = sanction.site_id and sanction_id = sanction.id
    where sanction.site_id = ${siteId} and decision_id = ${decisionId} and (until is null or until > ${at})
    order by imposed_at`.execute(trx)
  for (const row of rows) {
    const others = await listSanctions(trx, { siteId, readerId: row.reader_id })
    const isRepeated = others.some((one) => one.measure === row.measure && isInForce(one, at))
    if (isRepeated && row.measure !== 'warn') continue
    const sanctionId = uuidv7()
    await trx
      .insertInto('sanction')
      .values({ ...row, id: sanctionId, imposed_by: moderatorId, imposed_at: at })
      .execute()
    const { measure, category } = row
    await tell(trx, again, { type: 'sanction.imposed', detail: { sanctionId, measure, category } })
  }
}

/** Returns a measure with its term in days, or `undefined` where the site has no such one. */
export async function findSanction(db: Db, siteId: string, sanctionId: string) {
  const row = await db
    .selectFrom('sanction')
    .select(['measure', 'comment_id as commentId', 'reader_id as readerId', 'imposed_at as imposedAt', 'until'])
    .where('site_id', '=', siteId)
    .where('id', '=', sanctionId)
    .executeTakeFirst()
  return row && { ...row, days: row.until && Math.round((row.until.getTime() - row.imposedAt.getTime()) / DAY_MS) }
}

/** One at a time for each reader; the comment too, on which an appeal may be overturned, which lifts what rests on it. */
async function lockAuthor(trx: Transaction<Database>, siteId: string, commentId: string) {
  const { rows } = await sql<{ readerId: string; person: Buffer | null; at: Date }>`
    select reader.id as "readerId", person, date_trunc('milliseconds', clock_timestamp()) as "at"
    from reader join comment on comment.site_id = reader.site_id and comment.reader_id = reader.id
    where comment.site_id = ${siteId} and comment.id = ${commentId} for no key update of reader, comment`.execute(trx)
  return rows[0]
}

async function hasBlindCard(
  trx: Transaction<Database>,
  { siteId, commentId, moderatorId }: Imposing,
): Promise<boolean> {
  const { rows } = await sql`
    select from comment where site_id = ${siteId} and id = ${commentId} and lease_holder = ${moderatorId}
      and lease_queue = 'second' and lease_expires_at > clock_timestamp()
    union all
    select from training_turn where site_id = ${siteId} and comment_id = ${commentId} and moderator_id = ${moderatorId}
      and answered_at is null and lease_expires_at > clock_timestamp()`.execute(trx)
  return rows.length > 0
}

interface Place extends By {
  readonly commentId: string
  readonly at: Date
}

type Told = { [Type in 'sanction.imposed' | 'sanction.lifted']: Omit<Extract<Event, { type: Type }>, 'actor'> }

async function tell(trx: Transaction<Database>, place: Place, event: Told[keyof Told]): Promise<void> {
  const { siteId, moderatorId, commentId } = place
  await appendEvents(trx, place, [{ ...event, actor: { kind: 'moderator', id: moderatorId } }])
  await trx
    .insertInto('change')
    .values({ site_id: siteId, type: 'sanctioned', queue: null, comment_id: commentId, moderator_id: moderatorId })
    .execute()
}

const DAY_MS = 86_400_000
