import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { OVERTAKING_MINUTES } from '../../src/moderation/review-value.ts'
import type { Screening } from '../../src/screening/evidence.ts'
import { findIdempotencyKey } from '../../src/storage/idempotency-keys.ts'
import { recordComment } from '../../src/storage/record-comment.ts'
import { ARTICLE, createFactory, newComment, SITE, screened } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'

let database: TestDatabase
let readerId: string

beforeAll(async () => {
  database = await createTestDatabase(20)
  const factory = createFactory(database.db)
  await factory.site.insert()
  await factory.article.insert()
  readerId = (await factory.reader.insert()).id
})

afterAll(() => database.drop())

function rowsOf(commentId: string) {
  const { db } = database
  return {
    comment: db.selectFrom('comment').selectAll().where('id', '=', commentId).executeTakeFirst(),
    screening: db.selectFrom('screening').selectAll().where('comment_id', '=', commentId).executeTakeFirst(),
    decisions: db.selectFrom('decision').selectAll().where('comment_id', '=', commentId).execute(),
    events: db.selectFrom('event').selectAll().where('comment_id', '=', commentId).orderBy('number').execute(),
  }
}

describe('recordComment', () => {
  test('returns exactly the row that it wrote', async () => {
    const recorded = await recordComment(
      database.db,
      newComment({ readerId, text: '引號"與\\反斜線\n換行\t𠮷👨‍👩‍👧', addressSealed: Buffer.from([0, 255, 92]) }),
    )
    if (recorded.outcome !== 'recorded') throw new Error(recorded.outcome)
    expect(await rowsOf(recorded.comment.id).comment).toEqual(recorded.comment)
    expect(recorded.comment).toMatchObject({ article_id: ARTICLE, status: 'held', event_count: 3 })
  })

  test('a pass is published by the policy at once', async () => {
    const wanted = newComment({ readerId, screening: screened('pass') })
    await recordComment(database.db, wanted)
    const { comment, decisions, events } = rowsOf(wanted.commentId)
    expect(await comment).toMatchObject({
      status: 'published',
      category: null,
      published_at: wanted.at,
      decided_at: wanted.at,
    })
    expect(await decisions).toMatchObject([{ kind: 'publish', policy_version: 'policy-1', moderator_id: null }])
    expect((await events).map(({ type }) => type)).toEqual(['comment.received', 'comment.screened', 'decision.made'])
  })

  test('a hold waits without any decision', async () => {
    const wanted = newComment({ readerId })
    await recordComment(database.db, wanted)
    const { comment, decisions, events } = rowsOf(wanted.commentId)
    expect(await comment).toMatchObject({ status: 'held', published_at: null, decided_at: null })
    expect(await decisions).toEqual([])
    expect((await events).map(({ type }) => type)).toEqual(['comment.received', 'comment.screened', 'comment.held'])
  })

  test('only what is held has a turn in the queue, also where nothing but the mode holds it', async () => {
    const turnOf = async (screening: Screening) => {
      const wanted = newComment({ readerId, screening })
      await recordComment(database.db, wanted)
      return { at: wanted.at, turn: (await rowsOf(wanted.commentId).comment)?.queue_at }
    }
    expect((await turnOf(screened('pass'))).turn).toBeNull()
    expect((await turnOf(screened('block'))).turn).toBeNull()
    const { at, turn } = await turnOf(screened('hold', { category: null, risk: {} }))
    expect(turn).toEqual(new Date(at.getTime() + OVERTAKING_MINUTES * 60_000))
  })

  test('a block is rejected by the policy with its category, and its evidence is kept', async () => {
    const wanted = newComment({ readerId, screening: screened('block') })
    await recordComment(database.db, wanted)
    const { comment, screening, decisions } = rowsOf(wanted.commentId)
    expect(await comment).toMatchObject({ status: 'rejected', category: 'ad_spam', published_at: null })
    expect(await decisions).toMatchObject([{ kind: 'reject', category: 'ad_spam', policy_version: 'policy-1' }])
    expect(await screening).toMatchObject({
      verdict: 'block',
      risk: wanted.screening.risk,
      evidence: wanted.screening.evidence,
    })
  })

  test('a text that the database cannot hold leaves nothing behind, the key included', async () => {
    const idempotency = { key: 'nul', requestHash: Buffer.from('1'), answer: {} }
    const wanted = newComment({ readerId, text: 'a\u0000b', idempotency })
    await expect(recordComment(database.db, wanted)).rejects.toThrow()
    expect(await rowsOf(wanted.commentId).comment).toBeUndefined()
    expect(await findIdempotencyKey(database.db, { siteId: SITE, readerId, key: 'nul' })).toBeUndefined()
  })

  test('an unknown article refuses the comment as a whole', async () => {
    const wanted = newComment({ readerId, articleId: 'never-seen' })
    await expect(recordComment(database.db, wanted)).rejects.toThrow(/foreign key/)
    expect(await rowsOf(wanted.commentId).events).toEqual([])
  })
})

describe('an idempotency key', () => {
  const requestHash = Buffer.from('what was asked')

  test('repeats the first answer and records nothing more', async () => {
    const first = newComment({ readerId, idempotency: { key: 'again', requestHash, answer: { id: 'first' } } })
    const second = newComment({ readerId, idempotency: { key: 'again', requestHash, answer: { id: 'second' } } })
    expect(await recordComment(database.db, first)).toMatchObject({ outcome: 'recorded' })
    expect(await recordComment(database.db, second)).toEqual({ outcome: 'repeated', answer: { id: 'first' } })
    expect(await rowsOf(second.commentId).comment).toBeUndefined()
    expect(await rowsOf(second.commentId).events).toEqual([])
  })

  test('conflicts when another request comes under it', async () => {
    const other = Buffer.from('something else')
    await recordComment(database.db, newComment({ readerId, idempotency: { key: 'other', requestHash, answer: {} } }))
    const conflicting = newComment({ readerId, idempotency: { key: 'other', requestHash: other, answer: {} } })
    expect(await recordComment(database.db, conflicting)).toEqual({ outcome: 'idempotency_conflict' })
    expect(await rowsOf(conflicting.commentId).comment).toBeUndefined()
  })

  test('belongs to one reader', async () => {
    const another = await createFactory(database.db).reader.insert()
    const idempotency = { key: 'mine', requestHash, answer: {} }
    expect(await recordComment(database.db, newComment({ readerId, idempotency }))).toMatchObject({
      outcome: 'recorded',
    })
    expect(await recordComment(database.db, newComment({ readerId: another.id, idempotency }))).toMatchObject({
      outcome: 'recorded',
    })
  })

  test('of twenty racing posts records exactly one and gives its answer to the others', async () => {
    const racing = Array.from({ length: 20 }, () => uuidv7()).map((commentId) =>
      recordComment(
        database.db,
        newComment({
          readerId,
          commentId,
          text: '搶先',
          idempotency: { key: 'race', requestHash, answer: { id: commentId } },
        }),
      ),
    )
    const outcomes = await Promise.all(racing)
    const recorded = outcomes.filter((outcome) => outcome.outcome === 'recorded')
    const repeated = outcomes.filter((outcome) => outcome.outcome === 'repeated')
    const rows = await database.db.selectFrom('comment').select('id').where('text', '=', '搶先').execute()
    expect(recorded).toHaveLength(1)
    expect(repeated).toHaveLength(19)
    expect(rows).toHaveLength(1)
    expect(new Set(repeated.map(({ answer }) => JSON.stringify(answer)))).toEqual(
      new Set([JSON.stringify({ id: rows[0]?.id })]),
    )
  })

  test('waits for an uncommitted first post and is the first itself when that one rolls back', async () => {
    const idempotency = { key: 'rolled back', requestHash, answer: {} }
    let second: ReturnType<typeof recordComment> | undefined
    const first = database.db.transaction().execute(async (trx) => {
      await recordComment(trx, newComment({ readerId, idempotency }))
      second = recordComment(database.db, newComment({ readerId, idempotency }))
      throw new Error('rolled back')
    })
    await expect(first).rejects.toThrow('rolled back')
    expect(await second).toMatchObject({ outcome: 'recorded' })
  })
})
