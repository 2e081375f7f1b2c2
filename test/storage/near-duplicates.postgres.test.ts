import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { FIRST_CONTACT_KEY } from '../../src/screening/fingerprint/keys.ts'
import { deleteFingerprintKeysBefore, findEarlierComments } from '../../src/storage/near-duplicates.ts'
import { createFactory, SITE } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'

const NOW = new Date('2024-09-24T08:00:00Z')
const minutesAgo = (minutes: number): Date => new Date(NOW.getTime() - minutes * 60_000)

let database: TestDatabase
let readerId: string

beforeAll(async () => {
  database = await createTestDatabase()
  const factory = createFactory(database.db)
  await factory.site.insert()
  await factory.article.insert()
  readerId = (await factory.reader.insert()).id
})

afterAll(() => database.drop())

async function insert(keys: readonly number[], minutes = 1): Promise<string> {
  const commentId = uuidv7()
  await createFactory(database.db).comment.insert({ readerId, commentId, keys, at: minutesAgo(minutes) })
  return commentId
}

const find = (keys: readonly number[], siteId = SITE) =>
  findEarlierComments(database.db, { siteId, keys, since: minutesAgo(60) })

test('comments of the last hour are found by any key, those with most in common first', async () => {
  const some = await insert([1, 2, 3])
  const most = await insert([1, 2, 4])
  await insert([5])
  await insert([1, 2, 3, 4], 61)
  const found = await find([1, 2, 4])
  expect(found.map(({ id }) => id)).toEqual([most, some])
  expect(found[0]).toMatchObject({ readerId, at: minutesAgo(1), sharesContact: false, isGone: false })
  expect(await find([9])).toEqual([])
  expect(await find([1], 'elsewhere')).toEqual([])
})

test('a shared contact comes before shared bands, and what was refused is marked', async () => {
  const contact = FIRST_CONTACT_KEY + 7
  await insert([11, 12, 13])
  const named = await insert([contact])
  await database.db.updateTable('comment').set({ status: 'rejected' }).where('id', '=', named).execute()
  const [first, second] = await find([11, 12, 13, contact])
  expect(first).toMatchObject({ id: named, sharesContact: true, isGone: true })
  expect(second).toMatchObject({ sharesContact: false, isGone: false })
})

test('a flood is looked at no further than its newest twenty', async () => {
  for (let count = 0; count < 50; count += 1) await insert([21, 22], 50 - count)
  const found = await find([21, 22])
  expect(found).toHaveLength(20)
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
