import { sql } from 'kysely'
import type { Db } from './database.ts'
import { findIdempotencyKey } from './idempotency-keys.ts'
import type { Comment, Idempotency, NewComment } from './new-comment.ts'
import { barring, writerOf } from './posting-gate.ts'
import { prepare, writeComments } from './write-comments.ts'

export type Recorded =
  | { readonly outcome: 'recorded'; readonly comment: Comment }
  | { readonly outcome: 'repeated'; readonly answer: object }
  | { readonly outcome: 'sanctioned' }
  /** The reader has deleted their profile meanwhile. */
  | { readonly outcome: 'reader_gone' }
  | { readonly outcome: 'idempotency_conflict' }

/**
 * Records one comment and returns its row, or tells why it was not: `sanctioned` by a measure of `barredBy` or where the
 * writer may not answer any of `reply.answered`; `reader_gone`; `repeated` with the answer to the first request under its
 * key, or `idempotency_conflict` when that one asked something else.
 */
export async function recordComment(db: Db, created: NewComment): Promise<Recorded> {
  const comment = (await writeComments(db, [prepare(created)], 'any')).get(created.commentId)
  return comment ? { outcome: 'recorded', comment } : tellWhyNot(db, created)
}

/** Tells what kept a comment from being written, waiting for what is not over, and writes it where nothing does any more. */
export async function tellWhyNot(db: Db, created: NewComment): Promise<Recorded> {
  return created.idempotency ? repeat(db, created, created.idempotency) : gated(db, created)
}

async function repeat(db: Db, created: NewComment, { key, requestHash }: Idempotency): Promise<Recorded> {
  const kept = await findIdempotencyKey(db, { siteId: created.siteId, readerId: created.readerId, key })
  // The key was swept between the two statements, so that this request is the first again.
  if (!kept) return gated(db, created)
  return kept.requestHash.equals(requestHash)
    ? { outcome: 'repeated', answer: kept.answer }
    : { outcome: 'idempotency_conflict' }
}

async function gated(db: Db, created: NewComment): Promise<Recorded> {
  const { siteId, readerId, person = null, at, barredBy: measures = [], reply } = created
  const { rows: writers } = await writerOf(created, 'awaited').execute(db)
  if (writers.length === 0) return { outcome: 'reader_gone' }
  const { answered = [] } = reply ?? {}
  const gate = barring({ siteId, readerId, person, at, measures, answered })
  const { rows } = await sql`select from ${gate} limit 1`.execute(db)
  // Nothing is in its way any more: a measure was lifted meanwhile, or a deletion given up.
  return rows.length > 0 ? { outcome: 'sanctioned' } : recordComment(db, created)
}
