import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { SanctionMeasure } from '../../src/moderation/sanction.ts'
import { undoBulk } from '../../src/review/bulk/close-act.ts'
import { imposeSanction, liftSanction } from '../../src/review/sanction.ts'
import { undo } from '../../src/review/undo.ts'
import { verifyChain } from '../../src/storage/events.ts'
import { listSanctions } from '../../src/storage/sanctions.ts'
import { createFactory, SITE } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import { rejection, start } from './bulk.ts'
import { appeal, insertRefused, restore, settle } from './complaints.ts'
import { commentRow, emptyQueue, eventTypes, insertModerators, insertQueue, lease, reject } from './queue.ts'

let database: TestDatabase
let moderator: string
let lead: string
let commentId: string
let readerId: string

beforeAll(async () => {
  database = await createTestDatabase(20)
  await insertQueue(database.db)
  ;[moderator] = (await insertModerators(database.db, 1)) as [string]
  lead = (await createFactory(database.db).moderator.insert({ role: 'lead' })).id
})

beforeEach(async () => {
  const { db } = database
  await emptyQueue(db)
  commentId = await insertRefused(db)
  readerId = (await commentRow(db, commentId)).reader_id
})

afterAll(() => database.drop())

async function impose(measure: SanctionMeasure, days: number | null, on = commentId): Promise<string> {
  const sanctionId = uuidv7()
  const imposing = { siteId: SITE, moderatorId: lead, sanctionId, commentId: on, measure, days }
  const imposed = await imposeSanction(database.db, { ...imposing, category: 'abuse', reason: '一再罵人' })
  expect(imposed).toEqual({ outcome: 'imposed' })
  return sanctionId
}

async function overturn(): Promise<string> {
  return settle(database.db, restore(await lease(database.db, moderator, 'appeals')))
}

const standing = async () =>
  (await listSanctions(database.db, { siteId: SITE, readerId })).map(({ id, measure, until, liftedAt }) => {
    return { id, measure, until, isLifted: liftedAt !== null }
  })

const liftRow = (sanctionId: string) =>
  database.db.selectFrom('sanction_lift').selectAll().where('sanction_id', '=', sanctionId).executeTakeFirst()

const sanctionedChanges = () =>
  database.db.selectFrom('change').select('moderator_id').where('type', '=', 'sanctioned').execute()

describe('an overturned appeal', () => {
  test('ends what rested on its comment and is in force, with an event, and consoles hear it', async () => {
    const { db } = database
    const [suspended, warned] = [await impose('suspend', 30), await impose('warn', null)]
    const other = (await createFactory(db).comment.insert({ readerId })).id
    const limited = await impose('limit', 30, other)
    await appeal(db, commentId)
    const before = (await sanctionedChanges()).length
    const decisionId = await overturn()
    for (const id of [suspended, warned]) {
      expect(await liftRow(id)).toMatchObject({ decision_id: decisionId, lifted_by: moderator, reason: null })
    }
    expect(await liftRow(limited)).toBeUndefined()
    expect((await eventTypes(db, commentId)).slice(-4)).toEqual([
      'decision.made',
      'appeal.decided',
      'sanction.lifted',
      'sanction.lifted',
    ])
    expect((await sanctionedChanges()).slice(before)).toEqual([{ moderator_id: moderator }])
    expect(await verifyChain(db, SITE, commentId)).toMatchObject({ outcome: 'intact' })
  })

  test('ends them also where many are decided at once, and undoing the act takes them again', async () => {
    const { db } = database
    const suspended = await impose('suspend', 30)
    await appeal(db, commentId)
    const act = rejection(moderator, [{ commentId, status: 'rejected' }])
    const bulkId = await start(db, { ...act, kind: 'restore', category: null })
    expect(await liftRow(suspended)).toMatchObject({ lifted_by: moderator, reason: null })
    const closing = { siteId: SITE, bulkId, moderatorId: moderator, isLead: false }
    expect(await undoBulk(db, closing)).toEqual({ outcome: 'undone' })
    expect((await standing()).map(({ isLifted }) => isLifted)).toEqual([false, true])
    expect(await verifyChain(db, SITE, commentId)).toMatchObject({ outcome: 'intact' })
  })

  test('leaves alone what has ended, and an appeal that is upheld leaves all', async () => {
    const { db } = database
    const ended = await impose('limit', 1)
    const lifting = { siteId: SITE, moderatorId: lead, sanctionId: ended, reason: '已談過' }
    expect(await liftSanction(db, lifting)).toEqual({ outcome: 'lifted' })
    const suspended = await impose('suspend', 30)
    await appeal(db, commentId)
    await settle(db, reject(await lease(db, moderator, 'appeals')))
    expect(await liftRow(suspended)).toBeUndefined()
    expect(await liftRow(ended)).toMatchObject({ reason: '已談過', decision_id: null })
  })

  test('that is undone takes them again for what is left of their terms', async () => {
    const { db } = database
    const suspended = await impose('suspend', 30)
    await appeal(db, commentId)
    const decisionId = await overturn()
    const undoing = { siteId: SITE, commentId, decisionId, moderatorId: moderator, isLead: false, seconds: 600 }
    expect(await undo(db, undoing)).toMatchObject({ outcome: 'undone' })
    const [again, before] = await standing()
    expect(before).toMatchObject({ id: suspended, isLifted: true })
    expect(again).toEqual({ id: expect.any(String), measure: 'suspend', until: before?.until, isLifted: false })
    expect(await eventTypes(db, commentId)).toContain('sanction.imposed')
    expect(await verifyChain(db, SITE, commentId)).toMatchObject({ outcome: 'intact' })
    const anew = await overturn()
    expect(await liftRow(again!.id)).toMatchObject({ decision_id: anew })
  })

  test('that is undone takes none whose term is over, nor one that was imposed anew meanwhile', async () => {
    const { db } = database
    await impose('suspend', 30)
    await appeal(db, commentId)
    const decisionId = await overturn()
    const anew = await impose('suspend', 7)
    const undoing = { siteId: SITE, commentId, decisionId, moderatorId: lead, isLead: true, seconds: 600 }
    expect(await undo(db, undoing)).toMatchObject({ outcome: 'undone' })
    expect((await standing()).map(({ id, isLifted }) => [id === anew, isLifted])).toEqual([
      [true, false],
      [false, true],
    ])
  })
})

test('of a lift by hand and an overturned appeal at once one ends the measure, and both succeed or say so', async () => {
  const { db } = database
  for (let round = 0; round < 10; round += 1) {
    await emptyQueue(db)
    commentId = await insertRefused(db)
    readerId = (await commentRow(db, commentId)).reader_id
    const sanctionId = await impose('suspend', 30)
    await appeal(db, commentId)
    const key = await lease(db, moderator, 'appeals')
    const lift = () => liftSanction(db, { siteId: SITE, moderatorId: lead, sanctionId, reason: '已談過' })
    const racing = [lift, () => settle(db, restore(key))]
    const [one, two] = await Promise.all((round % 2 ? racing : racing.toReversed()).map((run) => run()))
    const lifted = [one, two].find((done) => typeof done === 'object')
    expect(['lifted', 'not_in_force']).toContain((lifted as { outcome: string }).outcome)
    expect(await liftRow(sanctionId)).toBeDefined()
    expect((await commentRow(db, commentId)).status).toBe('published')
    expect(await verifyChain(db, SITE, commentId)).toMatchObject({ outcome: 'intact' })
  }
})
