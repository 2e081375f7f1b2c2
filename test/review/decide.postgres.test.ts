import { v4 as uuidv4, v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { LANGUAGES } from '../../src/moderation/language.ts'
import { noticeFor } from '../../src/moderation/notice.ts'
import { decide } from '../../src/review/decide.ts'
import type { LeaseKey } from '../../src/review/lease.ts'
import { writeNote } from '../../src/review/note.ts'
import { undo } from '../../src/review/undo.ts'
import { verifyChain } from '../../src/storage/events.ts'
import { withdrawComment } from '../../src/storage/withdraw-comment.ts'
import { SITE } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import {
  commentRow,
  emptyQueue,
  eventTypes,
  expire,
  insertHeld,
  insertModerators,
  insertQueue,
  lease,
  publish,
  reject,
} from './queue.ts'

let database: TestDatabase
let held: LeaseKey
let another: string

beforeAll(async () => {
  database = await createTestDatabase(25)
  await insertQueue(database.db)
})

/** One held comment, leased; another moderator stands by. */
beforeEach(async () => {
  await emptyQueue(database.db)
  await insertHeld(database.db, 1)
  const [moderatorId, second] = await insertModerators(database.db, 2)
  held = await lease(database.db, moderatorId!)
  another = second!
})

afterAll(() => database.drop())

describe('decide', () => {
  test('publishes: status, time, decision and event together, and the lease ends', async () => {
    const wanted = publish(held)
    const decided = await decide(database.db, wanted)
    if (decided.outcome !== 'decided') throw new Error(decided.outcome)
    expect(decided.decision).toMatchObject({
      id: wanted.decisionId,
      commentId: held.commentId,
      kind: 'publish',
      category: null,
      moderator: { id: held.moderatorId, displayName: '王編輯' },
      policyVersion: null,
    })
    expect(await commentRow(database.db, held.commentId)).toMatchObject({
      status: 'published',
      category: null,
      published_at: decided.decision.decidedAt,
      decided_at: decided.decision.decidedAt,
      lease_holder: null,
      lease_token: null,
      lease_expires_at: null,
    })
    expect((await eventTypes(database.db, held.commentId)).at(-1)).toBe('decision.made')
    expect(await verifyChain(database.db, SITE, held.commentId)).toEqual({ outcome: 'intact', count: 5 })
  })

  test('rejects with category and note', async () => {
    const wanted = reject(held)
    await decide(database.db, wanted)
    expect(await commentRow(database.db, held.commentId)).toMatchObject({
      status: 'rejected',
      category: 'abuse',
      published_at: null,
    })
    expect(await decisionRows()).toMatchObject([{ kind: 'reject', category: 'abuse', note: '罵人' }])
  })

  test('a second decision gets the first one back and changes nothing', async () => {
    const first = await decide(database.db, reject(held))
    const second = await decide(database.db, publish(held))
    if (first.outcome !== 'decided') throw new Error(first.outcome)
    expect(second).toEqual({ outcome: 'already_decided', decision: first.decision })
    expect((await commentRow(database.db, held.commentId)).status).toBe('rejected')
    expect(await decisionRows()).toHaveLength(1)
  })

  test('the same again under the same lease is answered as it was, whatever came after', async () => {
    const { db } = database
    const first = await decide(db, reject(held))
    if (first.outcome !== 'decided') throw new Error(first.outcome)
    expect(await decide(db, reject(held))).toEqual({ ...first, closed: [] })
    const undone = await undo(db, { ...held, decisionId: first.decision.id, isLead: false, seconds: 600 })
    expect(undone).toMatchObject({ outcome: 'undone' })
    expect(await decide(db, reject(held))).toEqual({ ...first, closed: [] })
    expect(await decide(db, reject({ ...held, moderatorId: another }))).toMatchObject({ outcome: 'lease_lost' })
    expect(await decisionRows()).toHaveLength(1)
  })

  test('twenty decisions at once under one token make exactly one', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, index) => decide(database.db, index % 2 ? publish(held) : reject(held))),
    )
    // The one and those that want the same; the others are told of it.
    expect(outcomes.filter(({ outcome }) => outcome === 'decided')).toHaveLength(10)
    expect(outcomes.filter(({ outcome }) => outcome === 'already_decided')).toHaveLength(10)
    const rows = await decisionRows()
    expect(rows).toHaveLength(1)
    expect(new Set(outcomes.map((outcome) => 'decision' in outcome && outcome.decision.id))).toEqual(
      new Set([rows[0]!.id]),
    )
    expect((await eventTypes(database.db, held.commentId)).filter((type) => type === 'decision.made')).toHaveLength(1)
  })

  test('is made once also while notes are written to the same log, and the chain holds', async () => {
    const note = () =>
      writeNote(database.db, {
        siteId: SITE,
        commentId: held.commentId,
        noteId: uuidv7(),
        moderatorId: another,
        text: '看過',
      })
    const [decided] = await Promise.all([decide(database.db, reject(held)), ...Array.from({ length: 15 }, note)])
    expect(decided).toMatchObject({ outcome: 'decided', closed: ['held'] })
    expect(await verifyChain(database.db, SITE, held.commentId)).toEqual({ outcome: 'intact', count: 20 })
  })

  test('stores what the author will read, in every language, and what an undo puts back', async () => {
    const { queue_at, created_at } = await commentRow(database.db, held.commentId)
    const decided = await decide(database.db, reject(held))
    const message = Object.fromEntries(LANGUAGES.map((language) => [language, noticeFor('abuse', language).message]))
    expect(decided).toMatchObject({ decision: { message } })
    const waiting = [{ queue: 'held', queue_at: expect.any(String), since: expect.any(String), barred: [] }]
    const [row] = await decisionRows()
    expect(row).toMatchObject({
      queue: 'held',
      message,
      template_id: null,
      before: { status: 'held', category: null, publishedAt: null, decidedAt: null, waiting },
    })
    const [asked] = row!.before!.waiting
    expect([new Date(asked!.queue_at), new Date(asked!.since)]).toEqual([queue_at, created_at])
  })

  test('an expired lease cannot decide, though nobody took the comment since', async () => {
    await expire(database.db, held.commentId)
    expect(await decide(database.db, publish(held))).toEqual({
      outcome: 'lease_lost',
      reason: 'expired',
      holder: null,
    })
    await expectUndecided()
  })

  test('a lease that another moderator took over cannot decide, and is told who has it', async () => {
    await expire(database.db, held.commentId)
    await lease(database.db, another)
    expect(await decide(database.db, publish(held))).toEqual({
      outcome: 'lease_lost',
      reason: 'taken',
      holder: '王編輯',
    })
    await expectUndecided()
  })

  test('neither a guessed token, nor the right one in other hands, decides', async () => {
    expect(await decide(database.db, publish({ ...held, leaseToken: uuidv4() }))).toMatchObject({
      outcome: 'lease_lost',
    })
    expect(await decide(database.db, publish({ ...held, moderatorId: another }))).toMatchObject({
      outcome: 'lease_lost',
      reason: 'taken',
    })
    await expectUndecided()
  })

  test('a lease on one comment decides no other', async () => {
    await insertHeld(database.db, 1)
    const other = await lease(database.db, another)
    expect(await decide(database.db, publish({ ...held, commentId: other.commentId }))).toMatchObject({
      outcome: 'lease_lost',
    })
    expect((await commentRow(database.db, other.commentId)).status).toBe('held')
  })

  test('a comment that its author withdrew meanwhile stays withdrawn, and the moderator is told so', async () => {
    await withdraw()
    expect(await decide(database.db, publish(held))).toEqual({
      outcome: 'lease_lost',
      reason: 'withdrawn',
      holder: null,
    })
    expect((await commentRow(database.db, held.commentId)).status).toBe('withdrawn')
    expect(await decisionRows()).toEqual([])
  })

  test('a decision and a withdrawal at once leave one consistent history', async () => {
    const [decided, withdrawn] = await Promise.all([decide(database.db, reject(held)), withdraw()])
    const { status } = await commentRow(database.db, held.commentId)
    if (decided.outcome === 'decided') {
      expect(withdrawn).toEqual({ outcome: 'not_withdrawable', status: 'rejected' })
      expect(status).toBe('rejected')
    } else {
      expect(withdrawn).toEqual({ outcome: 'withdrawn' })
      expect(status).toBe('withdrawn')
    }
    expect(await verifyChain(database.db, SITE, held.commentId)).toMatchObject({ outcome: 'intact' })
  })
})

async function decisionRows() {
  return database.db.selectFrom('decision').selectAll().where('comment_id', '=', held.commentId).execute()
}

async function expectUndecided(): Promise<void> {
  expect((await commentRow(database.db, held.commentId)).status).toBe('held')
  expect(await decisionRows()).toEqual([])
  expect(await eventTypes(database.db, held.commentId)).not.toContain('decision.made')
}

async function withdraw() {
  const { reader_id: readerId } = await commentRow(database.db, held.commentId)
  const withdrawal = { siteId: SITE, commentId: held.commentId, readerId, at: new Date() }
  return database.db.transaction().execute((trx) => withdrawComment(trx, withdrawal))
}
