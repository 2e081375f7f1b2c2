import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { disableModerator } from '../../src/storage/change-people.ts'
import { deleteOldPlaces, findKnownPlace, rememberPlaces } from '../../src/storage/known-places.ts'
import {
  type Counted,
  countSignInAttempt,
  deleteOldFailures,
  forgetAttempt,
  forgetFailures,
} from '../../src/storage/sign-in-attempts.ts'
import { createFactory, SITE } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase(25)
  await createFactory(database.db).site.insert()
})

afterAll(() => database.drop())

const HERE = randomBytes(32)
const THERE = randomBytes(32)

async function insert(): Promise<{ id: string; username: string }> {
  return createFactory(database.db).moderator.insert()
}

const at = (username: string, ...places: Buffer[]) => ({
  siteId: SITE,
  username,
  places: places.length > 0 ? places : [HERE],
})

const attempt = (username: string, ...places: Buffer[]) => countSignInAttempt(database.db, at(username, ...places))

async function counted(username: string, ...places: Buffer[]): Promise<Counted> {
  const tried = await attempt(username, ...places)
  if (tried.outcome !== 'counted') throw new Error(tried.outcome)
  return tried
}

const rowOf = (username: string, place: Buffer) =>
  database.db
    .selectFrom('sign_in_failure')
    .selectAll()
    .where('username', '=', username)
    .where('place_key', '=', place)
    .executeTakeFirst()

test('the fifth failure makes this place wait by the database’s clock, and no other', async () => {
  const { username } = await insert()
  const tried = []
  for (let index = 0; index < 5; index++) tried.push(await counted(username))
  expect(tried.map(({ failures, waitSeconds }) => [failures, waitSeconds])).toEqual([
    [1, 0],
    [2, 0],
    [3, 0],
    [4, 0],
    [5, 60],
  ])
  const sixth = await attempt(username)
  if (sixth.outcome !== 'waiting') throw new Error(sixth.outcome)
  expect(sixth.seconds).toBeGreaterThan(50)
  expect(sixth.seconds).toBeLessThanOrEqual(60)
  expect((await rowOf(username, HERE))?.failures).toBe(5)
  expect(await counted(username, THERE)).toMatchObject({ failures: 1, waitSeconds: 0 })
})

test('a hundred guesses at once are five guesses', async () => {
  const { username } = await insert()
  const outcomes = (await Promise.all(Array.from({ length: 100 }, () => attempt(username)))).map((one) => one.outcome)
  expect(outcomes.filter((outcome) => outcome === 'counted')).toHaveLength(5)
  expect(outcomes.filter((outcome) => outcome === 'waiting')).toHaveLength(95)
})

test('a right password forgets the failures of its place, and of the strangers only its own attempt', async () => {
  const { username } = await insert()
  await counted(username, THERE)
  await counted(username)
  const right = await counted(username)
  await forgetFailures(database.db, at(username), right)
  expect(await rowOf(username, HERE)).toBeUndefined()
  expect((await rowOf(username, Buffer.alloc(0)))?.failures).toBe(2)
  expect((await rowOf(username, THERE))?.failures).toBe(1)
})

test('an attempt that is taken back leaves the others counted', async () => {
  const { username } = await insert()
  for (let index = 0; index < 4; index++) await counted(username)
  const fifth = await counted(username)
  await forgetAttempt(database.db, at(username), fifth)
  expect(await rowOf(username, HERE)).toMatchObject({ failures: 4, waits_until: null })
  expect(await counted(username)).toMatchObject({ failures: 5, waitSeconds: 60 })
})

test('a place that signed in before is not counted among strangers', async () => {
  const { id, username } = await insert()
  await rememberPlaces(database.db, { siteId: SITE, moderatorId: id, places: [HERE] })
  const known = await counted(username)
  expect(known.keys).toEqual([HERE])
  expect(await rowOf(username, Buffer.alloc(0))).toBeUndefined()
  await counted(username, THERE)
  await forgetFailures(database.db, at(username), known)
  expect((await rowOf(username, Buffer.alloc(0)))?.failures).toBe(1)
})

test('a browser that signed in before has its own count, whatever else its address does', async () => {
  const { id, username } = await insert()
  const browser = randomBytes(32)
  await rememberPlaces(database.db, { siteId: SITE, moderatorId: id, places: [browser, HERE] })
  for (let index = 0; index < 5; index++) await counted(username)
  expect(await attempt(username)).toMatchObject({ outcome: 'waiting' })
  expect(await counted(username, browser, HERE)).toMatchObject({ failures: 1, keys: [browser] })
  expect(await attempt(username, randomBytes(32), HERE)).toMatchObject({ outcome: 'waiting' })
})

test('a name that nobody has, or that is disabled, is counted and is nobody’s', async () => {
  const { id, username } = await insert()
  await disableModerator(database.db, { siteId: SITE, moderatorId: id, by: { actor: 'command_line' } })
  expect(await counted(username)).toMatchObject({ moderator: undefined, failures: 1 })
  expect(await counted('nobody')).toMatchObject({ moderator: undefined, failures: 1 })
})

test('failures are forgotten after a day, places after half a year', async () => {
  const { db } = database
  const { id, username } = await insert()
  for (let index = 0; index < 4; index++) await counted(username)
  const yesterday = new Date(Date.now() - 25 * 3600_000)
  await db.updateTable('sign_in_failure').set({ failed_at: yesterday }).where('username', '=', username).execute()
  expect(await counted(username)).toMatchObject({ failures: 1 })
  await db.updateTable('sign_in_failure').set({ failed_at: yesterday }).where('username', '=', username).execute()
  expect(await deleteOldFailures(db)).toBe(2)

  const known = { siteId: SITE, moderatorId: id, places: [THERE, HERE] }
  await rememberPlaces(db, { ...known, places: [HERE] })
  expect(await findKnownPlace(db, known)).toEqual(HERE)
  const signedInAt = new Date(Date.now() - 181 * 24 * 3600_000)
  await db.updateTable('known_place').set({ signed_in_at: signedInAt }).where('moderator_id', '=', id).execute()
  expect(await findKnownPlace(db, known)).toBeUndefined()
  expect(await deleteOldPlaces(db)).toBe(1)
})
