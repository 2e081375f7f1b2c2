import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { approveBulk, startBulk } from '../../src/review/bulk/act.ts'
import { undoBulk } from '../../src/review/bulk/close-act.ts'
import { SITE } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import { ageActs, rejection, seen } from './bulk.ts'
import { commentRow, emptyQueue, insertHeld, insertModerators, insertQueue } from './queue.ts'

let database: TestDatabase
let moderator: string
let other: string

beforeAll(async () => {
  database = await createTestDatabase()
  await insertQueue(database.db)
})

beforeEach(async () => {
  await emptyQueue(database.db)
  ;[moderator, other] = (await insertModerators(database.db, 2)) as [string, string]
})

afterAll(() => database.drop())

async function act(moderatorId: string, count: number) {
  const held = await insertHeld(database.db, count)
  const wanted = rejection(moderatorId, seen(held))
  const { outcome } = await startBulk(database.db, wanted)
  const statuses = await Promise.all(held.map(async ({ id }) => (await commentRow(database.db, id)).status))
  return { outcome, bulkId: wanted.bulkId, statuses: [...new Set(statuses)] }
}

const closing = (bulkId: string, moderatorId: string) => ({ siteId: SITE, bulkId, moderatorId, isLead: false })

test('slices of ten need a second person from the eleventh comment on, for each moderator by themselves', async () => {
  expect(await act(moderator, 6)).toMatchObject({ outcome: 'acted', statuses: ['rejected'] })
  expect(await act(moderator, 4)).toMatchObject({ outcome: 'acted' })
  expect(await act(moderator, 1)).toMatchObject({ outcome: 'proposed', statuses: ['held'] })
  expect(await act(other, 10)).toMatchObject({ outcome: 'acted' })
})

test('what was decided alone counts for an hour', async () => {
  await act(moderator, 10)
  await ageActs(database.db)
  expect(await act(moderator, 10)).toMatchObject({ outcome: 'acted' })
})

test('what another approved, and what was put back, was not decided alone', async () => {
  const proposal = await act(moderator, 11)
  expect(await approveBulk(database.db, closing(proposal.bulkId, other))).toMatchObject({ outcome: 'acted' })
  const { bulkId } = await act(moderator, 10)
  expect(await undoBulk(database.db, closing(bulkId, moderator))).toEqual({ outcome: 'undone' })
  expect(await act(moderator, 10)).toMatchObject({ outcome: 'acted' })
})

test('an act that is sent again is the same act, and not one more', async () => {
  const held = await insertHeld(database.db, 10)
  const wanted = rejection(moderator, seen(held))
  expect(await startBulk(database.db, wanted)).toMatchObject({ outcome: 'acted' })
  expect(await startBulk(database.db, wanted)).toEqual({ outcome: 'repeated' })
})

test('of two acts at once that are too many together one waits for a second person', async () => {
  for (let round = 0; round < 5; round += 1) {
    await ageActs(database.db)
    const slices = [await insertHeld(database.db, 8), await insertHeld(database.db, 8)]
    const started = await Promise.all(slices.map((held) => startBulk(database.db, rejection(moderator, seen(held)))))
    expect(started.map(({ outcome }) => outcome).toSorted()).toEqual(['acted', 'proposed'])
  }
})
