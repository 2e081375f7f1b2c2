import { type RawBuilder, sql } from 'kysely'
import type { CreditRecord } from '../moderation/credit.ts'
import { CREDIT_DAYS } from '../moderation/credit.ts'
import type { Sanction, SanctionMeasure } from '../moderation/sanction.ts'
import type { Db } from './database.ts'

/** A measure with who imposed it, why, and who ended it before its time. */
export interface KeptSanction extends Sanction {
  readonly id: string
  readonly commentId: string
  readonly reason: string
  readonly imposedBy: string
  readonly liftedBy: string | null
  /** `null` also where it was lifted because an appeal was overturned. */
  readonly liftReason: string | null
}

interface Whose {
  readonly siteId: string
  readonly readerId: string
}

/** Returns every measure that was ever taken against a reader, under deleted profiles too, the newest first. */
export async function listSanctions(db: Db, { siteId, readerId }: Whose): Promise<KeptSanction[]> {
  return db
    .selectFrom('sanction')
    .innerJoin('moderator as imposer', (join) =>
      join.onRef('imposer.site_id', '=', 'sanction.site_id').onRef('imposer.id', '=', 'imposed_by'),
    )
    .leftJoin('sanction_lift as lift', (join) =>
      join.onRef('lift.site_id', '=', 'sanction.site_id').onRef('lift.sanction_id', '=', 'sanction.id'),
    )
    .leftJoin('moderator as lifter', (join) =>
      join.onRef('lifter.site_id', '=', 'lift.site_id').onRef('lifter.id', '=', 'lift.lifted_by'),
    )
    .select(['sanction.id', 'comment_id as commentId', 'measure', 'category', 'sanction.reason', 'until'])
    .select(['imposer.display_name as imposedBy', 'imposed_at as imposedAt'])
    .select(['lifter.display_name as liftedBy', 'lift.reason as liftReason', 'lifted_at as liftedAt'])
    .where('sanction.site_id', '=', siteId)
    .where(sql<boolean>`reader_id = any(${selvesOf(siteId, readerId)})`)
    .orderBy('imposed_at', 'desc')
    .orderBy('sanction.id', 'desc')
    .execute()
}

/** Whom a measure is looked for, and when. */
export interface Writer {
  readonly siteId: string
  readonly readerId: string | undefined
  /** The verified person behind the account, where the portal says so. */
  readonly person: Buffer | null
  readonly at: Date
}

/** A measure that holds, as its reader is told of it. */
export type HeldAgainst = Pick<KeptSanction, 'measure' | 'category' | 'reason' | 'until'>

/**
 * Returns the measures among these that hold at the time against a reader, or against the person under whatever account.
 *
 *     select … from sanction where (reader_id = $1 or person = $2) and measure = any($3)
 *       and (until is null or until > $4) and not exists (select from sanction_lift …)
 */
export async function listInForce(
  db: Db,
  writer: Writer,
  measures: readonly SanctionMeasure[],
): Promise<HeldAgainst[]> {
  const { rows } = await sql<HeldAgainst>`
    select measure, category, reason, until from ${inForce(writer, measures)} order by imposed_at desc, id desc`.execute(
    db,
  )
  return rows
}

/** A value, or what stands for it in the statement that asks. */
export type Given<Value> = Value | RawBuilder<unknown>

/** Every part of it may be a column of the statement that asks. */
export type GivenWriter = { readonly [Part in keyof Writer]: Given<Writer[Part]> }

/** The rows of `sanction` that `listInForce` returns, for statements that must see them as they write. */
export function inForce(
  { siteId, readerId, person, at }: GivenWriter,
  measures: Given<readonly SanctionMeasure[]>,
): RawBuilder<unknown> {
  return sql`(
    select * from sanction
    where site_id = ${siteId} and (reader_id = any(${selvesOf(siteId, readerId)}) or person = ${person}::bytea)
      and measure = any(${measures}::text[]) and (until is null or until > ${at}::timestamptz)
      and not exists (
        select from sanction_lift where sanction_lift.site_id = sanction.site_id and sanction_id = sanction.id
      )
  ) as in_force`
}

/** The profile and those that the same account had before it, deleted while a measure held. */
export function selvesOf(siteId: Given<string>, readerId: Given<string | undefined>): RawBuilder<unknown> {
  return sql`array(
    select self from reader, unnest(array_append(formerly, id)) as self
    where reader.site_id = ${siteId} and reader.id = ${readerId ?? null}::uuid
  )`
}

interface Counting extends Whose {
  readonly at: Date
  /** The comment that is looked at: what is made of it must not depend on what was. */
  readonly except?: string
}

/** Returns what counts in a reader's credit at the time: comments written and measures that held within the year before. */
export async function readCreditRecord(db: Db, { siteId, readerId, at, except }: Counting): Promise<CreditRecord> {
  const since = creditSince(at)
  const [counted, sanctions] = await Promise.all([
    db
      .selectFrom('comment')
      .select(sql<number>`(count(*) filter (where status = 'published'))::int`.as('published'))
      .select(sql<number>`(count(*) filter (where status in ('rejected', 'removed')))::int`.as('refused'))
      .where('site_id', '=', siteId)
      .where('reader_id', '=', readerId)
      .where('created_at', '>', since)
      .$if(except !== undefined, (query) => query.where('id', '!=', except ?? ''))
      .executeTakeFirstOrThrow(),
    listSanctions(db, { siteId, readerId }),
  ])
  const counting = sanctions.filter(({ liftedAt, commentId }) => liftedAt === null && commentId !== except)
  return toCreditRecord(counted, counting, at)
}

type Counted = Pick<CreditRecord, 'published' | 'refused'>
type Imposed = Pick<Sanction, 'measure' | 'imposedAt' | 'until'>

/** Puts a record together of what was counted since `creditSince` and of all measures that were not lifted. */
export function toCreditRecord({ published, refused }: Counted, imposed: readonly Imposed[], at: Date): CreditRecord {
  const sanctions = imposed.map(({ measure, imposedAt, until }) => ({
    measure,
    daysAgo: Math.max(0, (at.getTime() - (until ?? imposedAt).getTime()) / DAY_MS),
  }))
  return { published, refused, sanctions }
}

/** From when on comments count. */
export function creditSince(at: Date): Date {
  return new Date(at.getTime() - CREDIT_DAYS * DAY_MS)
}

const DAY_MS = 86_400_000
