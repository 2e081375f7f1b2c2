import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { graverThan } from '../../src/moderation/sanction.ts'
import { imposeSanction } from '../../src/review/sanction.ts'
import { findArticle } from '../../src/storage/articles.ts'
import { readBeforePosting } from '../../src/storage/before-posting.ts'
import { listInForce, readCreditRecord } from '../../src/storage/sanctions.ts'
import { createFactory, SITE, screened } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'

const ARTICLE = 'before-posting'
const NOBODY = { siteId: SITE, articleId: 'nowhere', identity: Buffer.alloc(32), person: null, key: null }

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
  await createFactory(database.db).site.insert()
})
afterAll(() => database.drop())

test('of who has not written yet, where nobody has, nothing is known', async () => {
  expect(await readBeforePosting(database.db, { ...NOBODY, at: new Date() })).toEqual({
    reader: undefined,
    article: undefined,
    kept: undefined,
    sanctions: [],
    credit: undefined,
  })
})

test('says what the statements say that ask for each by itself', async () => {
  const { db } = database
  const factory = createFactory(db)
  await factory.article.insert({ id: ARTICLE })
  const slowedUntil = new Date(Date.now() + 60_000)
  await db.updateTable('article').set({ slowed_until: slowedUntil }).where('id', '=', ARTICLE).execute()
  const reader = await factory.reader.insert()
  const requestHash = Buffer.alloc(32, 7)
  const idempotency = { key: 'a-key', requestHash, answer: { told: '已發佈' } }
  const written = { articleId: ARTICLE, readerId: reader.id }
  await factory.comment.insert({ ...written, screening: screened('pass'), idempotency })
  const refused = await factory.comment.insert({ ...written, screening: screened('block') })
  const lead = await factory.moderator.insert({ role: 'lead' })
  const by = { siteId: SITE, moderatorId: lead.id, sanctionId: uuidv7(), commentId: refused.id }
  const measure = { measure: 'limit', days: 7, category: 'ad_spam', reason: '屢次發廣告' } as const
  expect(await imposeSanction(db, { ...by, ...measure })).toEqual({ outcome: 'imposed' })
  const at = new Date()
  const wanted = { siteId: SITE, articleId: ARTICLE, identity: reader.identity, person: null, at }
  const known = await readBeforePosting(db, { ...wanted, key: 'a-key' })
  const whose = { siteId: SITE, readerId: reader.id, at }
  expect(known.sanctions).toHaveLength(1)
  expect(known.sanctions).toEqual(await listInForce(db, { ...whose, person: null }, graverThan('none')))
  expect(known.credit).toEqual(await readCreditRecord(db, whose))
  expect(known.credit).toMatchObject({ published: 1, refused: 1 })
  expect(known.kept).toEqual({ requestHash, answer: idempotency.answer })
  expect(await findArticle(db, SITE, ARTICLE)).toMatchObject(known.article ?? { absent: true })
  expect(known.article?.slowed_until).toEqual(slowedUntil)
  expect(reader).toMatchObject(known.reader ?? { absent: true })
  expect((await readBeforePosting(db, { ...wanted, key: 'another' })).kept).toBeUndefined()
  expect((await readBeforePosting(db, { ...wanted, key: null })).kept).toBeUndefined()
})
