import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { withdrawComment } from '../../src/storage/withdraw-comment.ts'
import { createFactory, SITE, screened } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import {
  claimFor,
  commentRow,
  emptyQueue,
  eventTypes,
  expire,
  insertHeld,
  insertModerators,
  insertQueue,
} from './queue.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase(25)
  await insertQueue(database.db)
})

beforeEach(() => emptyQueue(database.db))

afterAll(() => database.drop())

describe('claim', () => {
  test('leases the comment whose turn it is for ten minutes by the database clock, and the log tells it', async () => {
    const [oldest] = await insertHeld(database.db, 2)
    const [moderatorId] = await insertModerators(database.db, 1)
    const claimed = await claimFor(database.db, moderatorId!)
    expect(claimed?.commentId).toBe(oldest?.id)
    const { rows } = await sql<{ left: number }>`
      select extract(epoch from lease_expires_at - clock_timestamp())::float8 as left
      from comment where id = ${oldest!.id}`.execute(database.db)
    expect(rows[0]!.left).toBeGreaterThan(590)
    expect(rows[0]!.left).toBeLessThanOrEqual(600)
    expect(await commentRow(database.db, oldest!.id)).toMatchObject({
      status: 'held',
      lease_holder: moderatorId,
      lease_token: claimed?.leaseToken,
      lease_expires_at: claimed?.expiresAt,
    })
    expect(await eventTypes(database.db, oldest!.id)).toEqual([
      'comment.received',
      'comment.screened',
      'comment.held',
      'lease.claimed',
    ])
  })

  test('gives what the machine is unsure of before what it is sure of, and what many read before what few do', async () => {
    const insert = (minute: number, chance: number, lately: number) =>
      createFactory(database.db).comment.insert({
        at: new Date(Date.UTC(2023, 7, 23, 8, minute)),
        screening: screened('hold', { risk: { ad_spam: chance } }),
        lately,
      })
    const sure = await insert(0, 0.99, 0)
    const unsure = await insert(10, 0.5, 0)
    const unsureAndRead = await insert(20, 0.5, 1_000)
    const muchLater = await insert(61, 0.5, 1_000)
    const order: string[] = []
    for (const moderatorId of await insertModerators(database.db, 4)) {
      order.push((await claimFor(database.db, moderatorId))?.commentId ?? '')
    }
    expect(order).toEqual([unsureAndRead.id, unsure.id, sure.id, muchLater.id])
  })

  test('finds nothing in an empty queue, and nothing that is published, rejected or withdrawn', async () => {
    const factory = createFactory(database.db)
    await factory.comment.insert({ screening: screened('pass') })
    await factory.comment.insert({ screening: screened('block') })
    const held = await factory.comment.insert()
    const withdrawal = { siteId: SITE, commentId: held.id, readerId: held.reader_id, at: new Date() }
    await database.db.transaction().execute((trx) => withdrawComment(trx, withdrawal))
    const [moderatorId] = await insertModerators(database.db, 1)
    expect(await claimFor(database.db, moderatorId!)).toBeUndefined()
  })

  test('never takes a comment of another site', async () => {
    const factory = createFactory(database.db)
    await factory.site.insert({ id: 'elsewhere' })
    await factory.article.insert({ siteId: 'elsewhere' })
    await factory.comment.insert({ siteId: 'elsewhere' })
    const [moderatorId] = await insertModerators(database.db, 1)
    expect(await claimFor(database.db, moderatorId!)).toBeUndefined()
  })

  test('gives twenty moderators who claim ten comments at once ten leases, no two on one comment', async () => {
    const held = await insertHeld(database.db, 10)
    const moderators = await insertModerators(database.db, 20)
    const claims = await Promise.all(moderators.map((moderatorId) => claimFor(database.db, moderatorId)))
    const leased = claims.filter((claimed) => claimed !== undefined)
    expect(leased).toHaveLength(10)
    expect(new Set(leased.map(({ commentId }) => commentId))).toEqual(new Set(held.map(({ id }) => id)))
    const rows = await database.db.selectFrom('comment').selectAll().where('lease_token', 'is not', null).execute()
    expect(new Set(rows.map((row) => row.lease_holder)).size).toBe(10)
    expect(new Set(rows.map((row) => row.lease_token))).toEqual(new Set(leased.map(({ leaseToken }) => leaseToken)))
  })

  test('gives a moderator who reloads the page the same comment under the same token, renewed', async () => {
    const [oldest] = await insertHeld(database.db, 2)
    const [moderatorId] = await insertModerators(database.db, 1)
    const first = await claimFor(database.db, moderatorId!)
    await database.db
      .updateTable('comment')
      .set({ lease_expires_at: sql<Date>`clock_timestamp() + interval '1 minute'` })
      .where('id', '=', oldest!.id)
      .execute()
    const again = await claimFor(database.db, moderatorId!)
    expect(again).toMatchObject({ commentId: first?.commentId, leaseToken: first?.leaseToken })
    expect(again!.expiresAt.getTime()).toBeGreaterThanOrEqual(first!.expiresAt.getTime())
    expect((await eventTypes(database.db, oldest!.id)).filter((type) => type === 'lease.claimed')).toHaveLength(1)
  })

  test('gives one moderator who claims ten times at once one and the same comment', async () => {
    await insertHeld(database.db, 10)
    const [moderatorId] = await insertModerators(database.db, 1)
    const claims = await Promise.all(Array.from({ length: 10 }, () => claimFor(database.db, moderatorId!)))
    expect(new Set(claims.map((claimed) => claimed?.leaseToken)).size).toBe(1)
    const rows = await database.db.selectFrom('comment').select('id').where('lease_holder', '=', moderatorId!).execute()
    expect(rows).toHaveLength(1)
  })

  test('gives an expired lease to another moderator, under another token', async () => {
    const [held] = await insertHeld(database.db, 1)
    const [first, second] = await insertModerators(database.db, 2)
    const lost = await claimFor(database.db, first!)
    expect(await claimFor(database.db, second!)).toBeUndefined()
    await expire(database.db, held!.id)
    const claimed = await claimFor(database.db, second!)
    expect(claimed?.commentId).toBe(held!.id)
    expect(claimed?.leaseToken).not.toBe(lost?.leaseToken)
  })

  test('an expired lease of their own stops no moderator from claiming the oldest', async () => {
    const [oldest, younger] = await insertHeld(database.db, 2)
    const [first, second] = await insertModerators(database.db, 2)
    await claimFor(database.db, first!)
    expect((await claimFor(database.db, second!))?.commentId).toBe(younger!.id)
    await expire(database.db, younger!.id)
    await expire(database.db, oldest!.id)
    expect((await claimFor(database.db, second!))?.commentId).toBe(oldest!.id)
  })
})
