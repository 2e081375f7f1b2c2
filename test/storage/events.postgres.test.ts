import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { hashEvent } from '../../src/storage/event-chain.ts'
import { appendEvents, listEvents, verifyChain } from '../../src/storage/events.ts'
import { withdrawComment } from '../../src/storage/withdraw-comment.ts'
import { createFactory, SITE } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'

let database: TestDatabase
let commentId: string
let readerId: string

beforeAll(async () => {
  database = await createTestDatabase()
  const factory = createFactory(database.db)
  await factory.site.insert()
  await factory.article.insert()
  readerId = (await factory.reader.insert()).id
})

/** received, screened, held, withdrawn */
beforeEach(async () => {
  commentId = (await createFactory(database.db).comment.insert({ readerId })).id
  const withdrawal = { siteId: SITE, commentId, readerId, at: new Date() }
  await database.db.transaction().execute((trx) => withdrawComment(trx, withdrawal))
})

afterAll(() => database.drop())

describe('the event log', () => {
  test.each([
    ['an update', sql`update event set type = 'comment.held'`],
    ['an update of no row', sql`update event set type = 'comment.held' where false`],
    ['a delete', sql`delete from event`],
    ['a truncate', sql`truncate event`],
    ['a truncate by cascade', sql`truncate comment cascade`],
  ])('refuses %s', async (_name, statement) => {
    await expect(statement.execute(database.db)).rejects.toThrow('append-only')
  })

  test('stands exactly when its effect does', async () => {
    const appending = database.db.transaction().execute(async (trx) => {
      await appendEvents(trx, { siteId: SITE, commentId, at: new Date() }, [held])
      throw new Error('rolled back')
    })
    await expect(appending).rejects.toThrow('rolled back')
    expect(await verifyChain(database.db, SITE, commentId)).toEqual({ outcome: 'intact', count: 4 })
  })

  test('keeps one chain when twenty append at once', async () => {
    const append = () =>
      database.db
        .transaction()
        .execute((trx) => appendEvents(trx, { siteId: SITE, commentId, at: new Date() }, [held, held]))
    await Promise.all(Array.from({ length: 20 }, append))
    expect(await verifyChain(database.db, SITE, commentId)).toEqual({ outcome: 'intact', count: 44 })
  })

  test('refuses an event for a comment that does not exist', async () => {
    const nobody = { siteId: SITE, commentId: readerId, at: new Date() }
    await expect(database.db.transaction().execute((trx) => appendEvents(trx, nobody, [held]))).rejects.toThrow(
      'no result',
    )
  })
})

describe('verifyChain', () => {
  test('finds an untouched chain intact', async () => {
    expect(await verifyChain(database.db, SITE, commentId)).toEqual({ outcome: 'intact', count: 4 })
  })

  test.each([
    ['type', sql`type = 'comment.held'`],
    ['actor', sql`actor = '{"kind":"policy","version":"another"}'`],
    ['detail', sql`detail = '{"verdict":"pass","category":null}'`],
    ['time', sql`occurred_at = occurred_at + interval '1 millisecond'`],
    ['previous hash', sql`previous_hash = hash`],
    ['hash', sql`hash = previous_hash`],
  ])('finds a changed %s', async (_column, change) => {
    await tamper(sql`update event set ${change} where comment_id = ${commentId} and number = 2`)
    expect(await verifyChain(database.db, SITE, commentId)).toEqual({ outcome: 'broken', number: 2, fault: 'changed' })
  })

  test.each([1, 2, 3, 4])('finds event %i of four missing', async (number) => {
    await tamper(sql`delete from event where comment_id = ${commentId} and number = ${number}`)
    expect(await verifyChain(database.db, SITE, commentId)).toEqual({ outcome: 'broken', number, fault: 'missing' })
  })

  test('finds every event missing', async () => {
    await tamper(sql`delete from event where comment_id = ${commentId}`)
    expect(await verifyChain(database.db, SITE, commentId)).toEqual({ outcome: 'broken', number: 1, fault: 'missing' })
  })

  test('finds two events that changed places', async () => {
    await tamper(sql`update event set number = number + 10 where comment_id = ${commentId} and number in (2, 3)`)
    await tamper(sql`update event set number = 15 - number where comment_id = ${commentId} and number in (12, 13)`)
    expect(await verifyChain(database.db, SITE, commentId)).toEqual({ outcome: 'broken', number: 2, fault: 'changed' })
  })

  test('finds a changed event whose own hash was made anew', async () => {
    const [, second] = await listEvents(database.db, SITE, commentId)
    const hash = hashEvent({ ...second!, detail: { verdict: 'pass', category: null } })
    await tamper(sql`update event set detail = '{"verdict":"pass","category":null}', hash = ${hash}
      where comment_id = ${commentId} and number = 2`)
    expect(await verifyChain(database.db, SITE, commentId)).toEqual({ outcome: 'broken', number: 3, fault: 'changed' })
  })

  test('finds an event that was put in without its effect', async () => {
    const events = await listEvents(database.db, SITE, commentId)
    const added = { ...events[3]!, number: 5, previous_hash: events[3]!.hash }
    const row = { ...added, hash: hashEvent(added), actor: JSON.stringify(added.actor), detail: '{}' }
    await database.db.insertInto('event').values(row).execute()
    expect(await verifyChain(database.db, SITE, commentId)).toEqual({ outcome: 'broken', number: 5, fault: 'changed' })
  })
})

const held = { type: 'comment.held', actor: { kind: 'policy', version: 'policy-1' }, detail: {} } as const

/** What someone who owns the table could do. */
async function tamper(statement: ReturnType<typeof sql>): Promise<void> {
  await database.db.transaction().execute(async (trx) => {
    await sql`alter table event disable trigger event_append_only`.execute(trx)
    await statement.execute(trx)
    await sql`alter table event enable trigger event_append_only`.execute(trx)
  })
}
