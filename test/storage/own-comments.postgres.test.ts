import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { decide } from '../../src/review/decide.ts'
import { findDecisionInForce } from '../../src/storage/decisions.ts'
import { verifyChain } from '../../src/storage/events.ts'
import { listOwn } from '../../src/storage/own-comments.ts'
import { withdrawComment } from '../../src/storage/withdraw-comment.ts'
import { ARTICLE, createFactory, SITE, screened } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import { commentRow, emptyQueue, eventTypes, insertModerators, insertQueue, lease, reject } from '../review/queue.ts'

let database: TestDatabase
let readerId: string

beforeAll(async () => {
  database = await createTestDatabase()
  await insertQueue(database.db)
  await createFactory(database.db).article.insert({ id: 'another' })
})

beforeEach(async () => {
  await emptyQueue(database.db)
  readerId = (await createFactory(database.db).reader.insert()).id
})

afterAll(() => database.drop())

describe('listOwn', () => {
  test('shows the author every status, newest first, with who decided and why', async () => {
    const factory = createFactory(database.db)
    const at = (minute: number) => new Date(Date.UTC(2023, 7, 23, 8, minute))
    const judged = await factory.comment.insert({ readerId, at: at(1) })
    const [moderatorId] = await insertModerators(database.db, 1)
    await decide(database.db, reject(await lease(database.db, moderatorId!)))
    const blocked = await factory.comment.insert({ readerId, at: at(2), screening: screened('block') })
    const passed = await factory.comment.insert({ readerId, at: at(3), screening: screened('pass') })
    const held = await factory.comment.insert({ readerId, at: at(4) })
    await factory.comment.insert()

    const { comments: own } = await listOwn(database.db, { siteId: SITE, readerId, limit: 50 })
    expect(own.map(({ id, status }) => [id, status])).toEqual([
      [held.id, 'held'],
      [passed.id, 'published'],
      [blocked.id, 'rejected'],
      [judged.id, 'rejected'],
    ])
    expect(own[0]).toMatchObject({ decision: null, verdict: 'hold', suspectedCategory: 'ad_spam', publishedAt: null })
    expect(own[1]).toMatchObject({ decision: { kind: 'publish', policyVersion: 'policy-1' }, publishedAt: at(3) })
    expect(own[2]).toMatchObject({ decision: { kind: 'reject', category: 'ad_spam', moderator: null } })
    expect(own[3]).toMatchObject({
      decision: { kind: 'reject', category: 'abuse', moderator: { id: moderatorId }, policyVersion: null },
    })
    expect(await findDecisionInForce(database.db, SITE, judged.id)).toEqual(own[3]?.decision)
    expect(await findDecisionInForce(database.db, SITE, held.id)).toBeUndefined()
  })

  test('keeps to one article and to the limit when asked', async () => {
    const factory = createFactory(database.db)
    await factory.comment.insert({ readerId, articleId: 'another' })
    await factory.comment.insert({ readerId })
    const last = await factory.comment.insert({ readerId })
    const { comments: all } = await listOwn(database.db, { siteId: SITE, readerId, limit: 50 })
    const { comments: here } = await listOwn(database.db, { siteId: SITE, readerId, articleId: ARTICLE, limit: 50 })
    const first = { siteId: SITE, readerId, articleId: ARTICLE, limit: 1 }
    const { comments: one, next } = await listOwn(database.db, first)
    expect([all.length, here.length]).toEqual([3, 2])
    expect(one.map(({ id }) => id)).toEqual([last.id])
    const rest = await listOwn(database.db, { ...first, cursor: next })
    expect([rest.comments.map(({ id }) => id), rest.next]).toEqual([[here[1]?.id], null])
  })
})

describe('withdrawComment', () => {
  test.each(['hold', 'pass'] as const)('takes a comment back after a %s, and the log tells it', async (verdict) => {
    const { id } = await createFactory(database.db).comment.insert({ readerId, screening: screened(verdict) })
    expect(await withdraw(id, readerId)).toEqual({ outcome: 'withdrawn' })
    expect(await commentRow(database.db, id)).toMatchObject({ status: 'withdrawn', published_at: null })
    expect((await eventTypes(database.db, id)).at(-1)).toBe('comment.withdrawn')
    expect(await verifyChain(database.db, SITE, id)).toEqual({ outcome: 'intact', count: 4 })
  })

  test('ends the lease of the moderator who was reading it', async () => {
    const { id } = await createFactory(database.db).comment.insert({ readerId })
    const [moderatorId] = await insertModerators(database.db, 1)
    await lease(database.db, moderatorId!)
    await withdraw(id, readerId)
    expect(await commentRow(database.db, id)).toMatchObject({ lease_holder: null, lease_token: null })
  })

  test('leaves what was rejected, and what was withdrawn before, on record', async () => {
    const blocked = await createFactory(database.db).comment.insert({ readerId, screening: screened('block') })
    expect(await withdraw(blocked.id, readerId)).toEqual({ outcome: 'not_withdrawable', status: 'rejected' })
    const { id } = await createFactory(database.db).comment.insert({ readerId })
    await withdraw(id, readerId)
    expect(await withdraw(id, readerId)).toEqual({ outcome: 'not_withdrawable', status: 'withdrawn' })
    expect(await eventTypes(database.db, id)).toHaveLength(4)
  })

  test('finds nothing when the comment is another reader’s', async () => {
    const { id } = await createFactory(database.db).comment.insert()
    expect(await withdraw(id, readerId)).toEqual({ outcome: 'not_found' })
    expect((await commentRow(database.db, id)).status).toBe('held')
  })
})

function withdraw(commentId: string, reader: string) {
  const withdrawal = { siteId: SITE, commentId, readerId: reader, at: new Date() }
  return database.db.transaction().execute((trx) => withdrawComment(trx, withdrawal))
}
