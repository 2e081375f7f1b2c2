import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { FIRST_CONTACT_KEY, FIRST_SKELETON_KEY } from '../../src/screening/fingerprint/keys.ts'
import { deleteFingerprintKeysBefore, findEarlierComments } from '../../src/storage/near-duplicates.ts'
import type { NewComment } from '../../src/storage/new-comment.ts'
import { withdrawComment } from '../../src/storage/withdraw-comment.ts'
import { createFactory, SITE, screened } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'

const NOW = new Date('2024-09-24T08:00:00Z')
const minutesAgo = (minutes: number): Date => new Date(NOW.getTime() - minutes * 60_000)

let database: TestDatabase
let readerId: string
let identity: string

beforeAll(async () => {
  database = await createTestDatabase()
  const factory = createFactory(database.db)
  await factory.site.insert()
  await factory.article.insert()
  const reader = await factory.reader.insert()
  readerId = reader.id
  identity = reader.identity.toString('hex')
})

afterAll(() => database.drop())

async function insert(keys: readonly number[], minutes = 1, changes: Partial<NewComment> = {}): Promise<string> {
  const commentId = uuidv7()
  await createFactory(database.db).comment.insert({ readerId, commentId, keys, at: minutesAgo(minutes), ...changes })
  return commentId
}

async function find(keys: readonly number[], siteId = SITE) {
  return (await findEarlierComments(database.db, { siteId, keys, since: minutesAgo(60) })).comments
}

test('comments of the last hour are found by any key, those with most in common first', async () => {
  const some = await insert([1, 2, 3])
  const most = await insert([1, 2, 4])
  await insert([5])
  await insert([1, 2, 3, 4], 61)
  const found = await find([1, 2, 4])
  expect(found.map(({ id }) => id)).toEqual([most, some])
  expect(found[0]).toMatchObject({ reader: identity, at: minutesAgo(1), sharesContact: false, standing: 'counts' })
  expect(await find([9])).toEqual([])
  expect(await find([1], 'elsewhere')).toEqual([])
})

test('a shared contact comes before shared bands', async () => {
  const contact = FIRST_CONTACT_KEY + 7
  await insert([11, 12, 13])
  const named = await insert([contact])
  const [first, second] = await find([11, 12, 13, contact])
  expect(first).toMatchObject({ id: named, sharesContact: true })
  expect(second).toMatchObject({ sharesContact: false })
})

test('an equal skeleton is told from shared bands and contacts', async () => {
  const [band, skeleton, contact] = [21, FIRST_CONTACT_KEY - 1, FIRST_CONTACT_KEY]
  const equal = await insert([FIRST_SKELETON_KEY, skeleton])
  const near = await insert([band])
  const named = await insert([contact])
  const found = await find([band, skeleton, FIRST_SKELETON_KEY, contact])
  expect(found.map(({ id, sharesSkeleton, sharesContact }) => [id, sharesSkeleton, sharesContact])).toEqual([
    [named, false, true],
    [equal, true, false],
    [near, false, false],
  ])
})

test('what the machine refused is told from what a person refused or approved', async () => {
  await insert([41], 1, { screening: screened('block') })
  await insert([41], 2, { screening: screened('pass') })
  await ruled(await insert([41], 3), 'reject')
  await ruled(await insert([41], 4), 'publish')
  expect((await find([41])).map(({ standing }) => standing)).toEqual(['refused', 'counts', 'counts', 'approved'])
})

async function ruled(commentId: string, kind: 'publish' | 'reject'): Promise<void> {
  const { db } = database
  const moderator = await createFactory(db).moderator.insert()
  const category = kind === 'reject' ? ('ad_spam' as const) : null
  const [status, publishedAt] = kind === 'reject' ? (['rejected', null] as const) : (['published', NOW] as const)
  await db.updateTable('comment').set({ status, published_at: publishedAt }).where('id', '=', commentId).execute()
  const row = { site_id: SITE, comment_id: commentId, id: uuidv7(), kind, category, note: null, policy_version: null }
  await db
    .insertInto('decision')
    .values({ ...row, moderator_id: moderator.id, decided_at: NOW })
    .execute()
}

test('a flood is looked at no further than its newest twenty', async () => {
  const { reader } = createFactory(database.db)
  for (let count = 0; count < 30; count += 1) {
    await insert([21, 22], 50 - count, { readerId: (await reader.insert()).id })
  }
  const { comments, isCapped } = await findEarlierComments(database.db, {
    siteId: SITE,
    keys: [21, 22],
    since: minutesAgo(60),
  })
  expect(comments.map(({ at }) => at)).toEqual(Array.from({ length: 20 }, (_, at) => minutesAgo(21 + at)))
  expect(isCapped).toBe(true)
})

test('one reader’s many copies crowd out nobody’s', async () => {
  const other = await insert([51], 50, { readerId: (await createFactory(database.db).reader.insert()).id })
  for (let count = 0; count < 30; count += 1) await insert([51], 40 - count)
  const found = await find([51])
  expect(found).toHaveLength(5)
  expect(found[4]?.id).toBe(other)
})

test('a withdrawn comment is found no more', async () => {
  const commentId = await insert([61, 62])
  await insert([61])
  await database.db
    .transaction()
    .execute((trx) => withdrawComment(trx, { siteId: SITE, commentId, readerId, at: new Date() }))
  expect(await find([61, 62])).toHaveLength(1)
  expect(
    await database.db.selectFrom('fingerprint_key').select('key').where('comment_id', '=', commentId).execute(),
  ).toEqual([])
})

test('a comment that was not recorded leaves no key, and old keys are swept', async () => {
  const recorded = await insert([31], 30)
  await expect(
    createFactory(database.db).comment.insert({ readerId, commentId: recorded, keys: [31] }),
  ).rejects.toThrow()
  const count = async () =>
    (await database.db.selectFrom('fingerprint_key').select('comment_id').where('key', '=', 31).execute()).length
  expect(await count()).toBe(1)
  await deleteFingerprintKeysBefore(database.db, minutesAgo(20))
  expect(await count()).toBe(0)
})
