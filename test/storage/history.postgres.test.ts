import fc from 'fast-check'
import { v4 as uuidv4, v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { replay } from '../../src/moderation/life-cycle.ts'
import { claim } from '../../src/review/claim.ts'
import { decide } from '../../src/review/decide.ts'
import { release } from '../../src/review/release.ts'
import { listEvents, verifyChain } from '../../src/storage/events.ts'
import { countPublished } from '../../src/storage/published-comments.ts'
import { withdrawComment } from '../../src/storage/withdraw-comment.ts'
import { ARTICLE, createFactory, SITE, screened } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
  const factory = createFactory(database.db)
  await factory.site.insert()
  await factory.article.insert()
})

afterAll(() => database.drop())

const verdict = fc.constantFrom('pass' as const, 'hold' as const, 'block' as const)
const step = fc.constantFrom('post', 'claim', 'release', 'publish', 'reject', 'withdraw', 'expire')

test('after any history every stored status is the replay of its own intact log, and the article’s count is right', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(step, verdict, fc.nat()), { minLength: 20, maxLength: 40 }), async (steps) => {
      const factory = createFactory(database.db)
      const readerId = (await factory.reader.insert()).id
      const moderatorIds = [(await factory.moderator.insert()).id, (await factory.moderator.insert()).id]
      for (const [name, outcome, choice] of steps) {
        const moderatorId = moderatorIds[choice % 2]!
        if (name === 'post') await factory.comment.insert({ readerId, screening: screened(outcome) })
        else if (name === 'withdraw') await withdrawOne(readerId, choice)
        else if (name === 'expire') await expireAll()
        else await review(name, moderatorId)
      }
    }),
    { numRuns: 15 },
  )
  const comments = await database.db.selectFrom('comment').selectAll().execute()
  expect(comments.length).toBeGreaterThan(0)
  for (const comment of comments) {
    expect(replay(await listEvents(database.db, SITE, comment.id))).toBe(comment.status)
    expect(await verifyChain(database.db, SITE, comment.id)).toEqual({ outcome: 'intact', count: comment.event_count })
  }
  const published = comments.filter(({ status }) => status === 'published').length
  expect((await countPublished(database.db, SITE, [ARTICLE])).get(ARTICLE)).toBe(published)
})

async function review(name: string, moderatorId: string): Promise<void> {
  const [claimed] = await claim(database.db, { siteId: SITE, moderatorId, seconds: 600, queues: ['held'], count: 1 })
  if (!claimed) return
  const lease = { siteId: SITE, moderatorId, commentId: claimed.commentId, leaseToken: claimed.leaseToken }
  const decision = { ...lease, note: null, decisionId: uuidv7() }
  if (name === 'release') await release(database.db, lease)
  if (name === 'publish') await decide(database.db, { ...decision, kind: 'publish', category: null })
  if (name === 'reject') await decide(database.db, { ...decision, kind: 'reject', category: 'abuse' })
  if (name === 'claim')
    await decide(database.db, { ...decision, leaseToken: uuidv4(), kind: 'publish', category: null })
}

async function withdrawOne(readerId: string, choice: number): Promise<void> {
  const own = await database.db.selectFrom('comment').select('id').where('reader_id', '=', readerId).execute()
  const chosen = own[choice % own.length]
  if (!chosen) return
  const withdrawal = { siteId: SITE, commentId: chosen.id, readerId, at: new Date() }
  await database.db.transaction().execute((trx) => withdrawComment(trx, withdrawal))
}

async function expireAll(): Promise<void> {
  await database.db
    .updateTable('comment')
    .set({ lease_expires_at: new Date(0) })
    .where('lease_token', 'is not', null)
    .execute()
}
