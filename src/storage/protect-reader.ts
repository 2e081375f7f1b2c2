import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Db } from './database.ts'
import type { Given } from './sanctions.ts'

interface Switching {
  readonly siteId: string
  readonly readerId: string
  readonly isOn: boolean
  readonly at: Date
}

/** Switches a reader's protection from strangers' replies, which stays as it is switched whatever their age. */
export async function switchProtection(db: Db, { siteId, readerId, isOn, at }: Switching): Promise<void> {
  await db
    .updateTable('reader')
    .set({ protected_at: isOn ? at : null, unprotected_at: isOn ? null : at })
    .where('site_id', '=', siteId)
    .where('id', '=', readerId)
    .execute()
}

interface Answering {
  readonly siteId: string
  /** `null` for who has not written yet, and so is known to nobody. */
  readonly readerId: string | null
  /** Whom the reply is to, and whose thread it stands in. */
  readonly answered: readonly string[]
}

/** Every part of it may be a column of the statement that asks. */
type GivenAnswering = { readonly [Part in keyof Answering]: Given<Answering[Part]> }

/**
 * Tells whether a reader is kept from answering any of these: one of them has blocked the reader, or is protected and does
 * not know them. Which of it is nobody's to know: minors are protected by themselves. Whoever once answered or liked a
 * comment of the reader's knows them, and nobody else does: a stranger who answers first does not become known by that.
 */
export async function isReplyBarred(db: Db, answering: Answering): Promise<boolean> {
  const { rows } = await sql`${barriers(answering)} limit 1`.execute(db)
  return rows.length > 0
}

/** Selects a row for each that `isReplyBarred` asks for, for statements that must see it as they write. */
export function barriers({ siteId, readerId, answered }: GivenAnswering): RawBuilder<unknown> {
  return sql`
    select from reader as owner
    where owner.site_id = ${siteId} and owner.id = any(${answered}::uuid[]) and owner.id is distinct from ${readerId}::uuid
      and (${isBlocked(readerId)} or ${IS_PROTECTED} and not ${knows(readerId)})`
}

const isBlocked = (readerId: Given<string | null>) => sql<SqlBool>`exists (
  select from reader_block
  where reader_block.site_id = owner.site_id and reader_block.reader_id = owner.id and blocked_id = ${readerId}::uuid
)`

/** As `protectionOf` says it. */
const IS_PROTECTED = sql<SqlBool>`(
  owner.protected_at is not null or owner.unprotected_at is null and owner.age in ('minor', 'child')
)`

const knows = (readerId: Given<string | null>) => sql<SqlBool>`(
  exists (
    select from comment as own
    join comment as said on said.site_id = own.site_id and said.id = own.reply_to and said.reader_id = ${readerId}::uuid
    where own.site_id = owner.site_id and own.reader_id = owner.id
  ) or exists (
    select from comment_like
    join comment as said on said.site_id = comment_like.site_id and said.id = comment_like.comment_id
      and said.reader_id = ${readerId}::uuid
    where comment_like.site_id = owner.site_id and comment_like.reader_id = owner.id
  )
)`
