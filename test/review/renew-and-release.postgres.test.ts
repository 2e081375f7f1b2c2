import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { decide } from '../../src/review/decide.ts'
import type { LeaseKey } from '../../src/review/lease.ts'
import { release } from '../../src/review/release.ts'
import { renew } from '../../src/review/renew.ts'
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
  lease,
  publish,
} from './queue.ts'

let database: TestDatabase
let held: LeaseKey
let another: string

beforeAll(async () => {
  database = await createTestDatabase()
  await insertQueue(database.db)
})

beforeEach(async () => {
  await emptyQueue(database.db)
  await insertHeld(database.db, 1)
  const [moderatorId, second] = await insertModerators(database.db, 2)
  held = await lease(database.db, moderatorId!)
  another = second!
})

afterAll(() => database.drop())

describe('renew', () => {
  test('moves the end of a live lease', async () => {
    const before = await commentRow(database.db, held.commentId)
    const renewed = await renew(database.db, { ...held, seconds: 1200 })
    if (renewed.outcome !== 'renewed') throw new Error(renewed.outcome)
    const after = await commentRow(database.db, held.commentId)
    expect(after.lease_expires_at).toEqual(renewed.expiresAt)
    expect(renewed.expiresAt.getTime() - before.lease_expires_at!.getTime()).toBeGreaterThan(590_000)
    expect(after.lease_token).toBe(held.leaseToken)
  })

  test('does not bring an expired lease back', async () => {
    await expire(database.db, held.commentId)
    const before = await commentRow(database.db, held.commentId)
    expect(await renew(database.db, { ...held, seconds: 600 })).toEqual({
      outcome: 'lease_lost',
      reason: 'expired',
      holder: null,
    })
    expect(await commentRow(database.db, held.commentId)).toEqual(before)
  })

  test('is refused to everyone but the holder', async () => {
    expect(await renew(database.db, { ...held, moderatorId: another, seconds: 600 })).toMatchObject({
      outcome: 'lease_lost',
      reason: 'taken',
    })
  })

  test('tells that the comment was decided', async () => {
    await decide(database.db, publish(held))
    expect(await renew(database.db, { ...held, seconds: 600 })).toMatchObject({ reason: 'decided' })
  })
})

describe('release', () => {
  test('gives the comment back to the next who asks, and the log tells it', async () => {
    expect(await release(database.db, held)).toEqual({ outcome: 'released' })
    expect((await eventTypes(database.db, held.commentId)).slice(-2)).toEqual(['lease.claimed', 'lease.released'])
    expect((await claimFor(database.db, another))?.commentId).toBe(held.commentId)
  })

  test('of a lease that another holds by now takes nothing from them', async () => {
    await expire(database.db, held.commentId)
    const taken = await lease(database.db, another)
    expect(await release(database.db, held)).toMatchObject({ outcome: 'lease_lost', reason: 'taken' })
    expect((await commentRow(database.db, held.commentId)).lease_token).toBe(taken.leaseToken)
  })

  test('happens once', async () => {
    await release(database.db, held)
    expect(await release(database.db, held)).toMatchObject({ outcome: 'lease_lost', reason: 'expired' })
    expect((await eventTypes(database.db, held.commentId)).filter((type) => type === 'lease.released')).toHaveLength(1)
  })
})
