import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { replay } from '../../src/moderation/life-cycle.ts'
import { decide } from '../../src/review/decide.ts'
import { LEASE_SECONDS, type LeaseKey } from '../../src/review/lease.ts'
import { open } from '../../src/review/open.ts'
import { undo } from '../../src/review/undo.ts'
import { askModerators } from '../../src/storage/asking.ts'
import { findDecisionInForce } from '../../src/storage/decisions.ts'
import { listEvents, verifyChain } from '../../src/storage/events.ts'
import { withdrawComment } from '../../src/storage/withdraw-comment.ts'
import { createFactory, SITE, screened } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import {
  claimFor,
  commentRow,
  emptyQueue,
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

beforeEach(async () => {
  await emptyQueue(database.db)
  await insertHeld(database.db, 1)
  const [moderatorId, second] = await insertModerators(database.db, 2)
  held = await lease(database.db, moderatorId!)
  another = second!
})

afterAll(() => database.drop())

const undoBy = (decisionId: string, moderatorId = held.moderatorId, isLead = false) =>
  undo(database.db, {
    siteId: SITE,
    commentId: held.commentId,
    decisionId,
    moderatorId,
    isLead,
    seconds: LEASE_SECONDS,
  })

/** All of a comment but its lease and its log, which an undo does not take back. */
async function standing(commentId: string) {
  const { event_count, lease_holder, lease_token, lease_expires_at, lease_queue, ...rest } = await commentRow(
    database.db,
    commentId,
  )
  const waiting = await database.db
    .selectFrom('waiting')
    .selectAll()
    .where('comment_id', '=', commentId)
    .orderBy('queue')
    .execute()
  return { rest, waiting }
}

async function ageDecision(decisionId: string): Promise<void> {
  await database.db
    .updateTable('decision')
    .set({ decided_at: new Date(Date.now() - 11_000) })
    .where('id', '=', decisionId)
    .execute()
}

describe('undo', () => {
  test.each([publish, reject])('puts a held comment back exactly, and on the desk it came from', async (ruling) => {
    const before = await standing(held.commentId)
    const wanted = ruling(held)
    await decide(database.db, wanted)
    const undone = await undoBy(wanted.decisionId)
    if (undone.outcome !== 'undone') throw new Error(undone.outcome)
    expect(undone).toMatchObject({ status: 'held', lease: { commentId: held.commentId, queue: 'held' } })
    expect(await standing(held.commentId)).toEqual(before)
    expect(await commentRow(database.db, held.commentId)).toMatchObject({
      lease_holder: held.moderatorId,
      lease_token: undone.lease?.leaseToken,
    })
    expect(await findDecisionInForce(database.db, SITE, held.commentId)).toBeUndefined()
    const events = await listEvents(database.db, SITE, held.commentId)
    expect(events.slice(-3).map(({ type }) => type)).toEqual(['decision.made', 'decision.undone', 'lease.claimed'])
    expect(replay(events)).toBe('held')
    expect(await verifyChain(database.db, SITE, held.commentId)).toMatchObject({ outcome: 'intact' })
    const rows = await database.db
      .selectFrom('decision')
      .select('id')
      .where('comment_id', '=', held.commentId)
      .execute()
    expect(rows).toEqual([{ id: wanted.decisionId }])
  })

  test('of a removal brings back its place among the published and every question that was open', async () => {
    await decide(database.db, publish(held))
    const since = new Date(Date.UTC(2023, 7, 24))
    await database.db.transaction().execute(async (trx) => {
      const asking = { siteId: SITE, commentId: held.commentId, since }
      await askModerators(trx, { ...asking, queue: 'reported' })
      await askModerators(trx, { ...asking, queue: 'patrol', barred: [another] })
    })
    const before = await standing(held.commentId)
    const key = await lease(database.db, held.moderatorId, 'reported')
    const wanted = { ...reject(key), kind: 'remove' } as const
    expect(await decide(database.db, wanted)).toMatchObject({ outcome: 'decided', closed: ['reported', 'patrol'] })
    expect((await standing(held.commentId)).waiting).toEqual([])
    expect(await undoBy(wanted.decisionId)).toMatchObject({ outcome: 'undone', status: 'published' })
    expect(await standing(held.commentId)).toEqual(before)
    expect((await findDecisionInForce(database.db, SITE, held.commentId))?.kind).toBe('publish')
  })

  test('after ten seconds is a lead’s, at any time, and gives the lead no lease', async () => {
    const wanted = publish(held)
    await decide(database.db, wanted)
    await ageDecision(wanted.decisionId)
    expect(await undoBy(wanted.decisionId)).toEqual({ outcome: 'too_late' })
    expect((await commentRow(database.db, held.commentId)).status).toBe('published')
    expect(await undoBy(wanted.decisionId, another, true)).toEqual({ outcome: 'undone', status: 'held', lease: null })
  })

  test('within ten seconds is not for another moderator', async () => {
    const wanted = publish(held)
    await decide(database.db, wanted)
    expect(await undoBy(wanted.decisionId, another)).toEqual({ outcome: 'too_late' })
  })

  test('of a decision that was never made tells a moderator nothing of the one in force', async () => {
    const wanted = publish(held)
    await decide(database.db, wanted)
    expect(await undoBy(uuidv7(), another)).toEqual({ outcome: 'too_late' })
    expect((await commentRow(database.db, held.commentId)).status).toBe('published')
  })

  test('twenty times at once happens once', async () => {
    const wanted = publish(held)
    await decide(database.db, wanted)
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => undoBy(wanted.decisionId)))
    expect(outcomes.filter(({ outcome }) => outcome === 'undone')).toHaveLength(1)
    expect(outcomes.filter(({ outcome }) => outcome === 'superseded')).toHaveLength(19)
    expect(await verifyChain(database.db, SITE, held.commentId)).toMatchObject({ outcome: 'intact' })
  })

  test('of a superseded decision names the one in force to a lead alone and changes nothing', async () => {
    const first = publish(held)
    await decide(database.db, first)
    const opening = { siteId: SITE, commentId: held.commentId, moderatorId: another, seconds: 600, isLead: false }
    const opened = await open(database.db, opening)
    if (opened.outcome !== 'opened') throw new Error(opened.outcome)
    const key = { ...held, moderatorId: another, leaseToken: opened.lease.leaseToken }
    const second = { ...reject(key), kind: 'remove' } as const
    await decide(database.db, second)
    expect(await undoBy(first.decisionId)).toEqual({ outcome: 'superseded', decision: null })
    expect(await undoBy(first.decisionId, another, true)).toMatchObject({
      outcome: 'superseded',
      decision: { id: second.decisionId },
    })
    expect((await commentRow(database.db, held.commentId)).status).toBe('removed')
  })

  test('of what its author withdrew since, or of what the policy decided, is refused', async () => {
    const wanted = publish(held)
    await decide(database.db, wanted)
    const { reader_id: readerId } = await commentRow(database.db, held.commentId)
    const withdrawal = { siteId: SITE, commentId: held.commentId, readerId, at: new Date() }
    await database.db.transaction().execute((trx) => withdrawComment(trx, withdrawal))
    expect(await undoBy(wanted.decisionId)).toEqual({ outcome: 'withdrawn' })

    const passed = await createFactory(database.db).comment.insert({ screening: screened('pass') })
    const decision = await findDecisionInForce(database.db, SITE, passed.id)
    const asked = { siteId: SITE, commentId: passed.id, decisionId: decision!.id, moderatorId: another, isLead: true }
    expect(await undo(database.db, { ...asked, seconds: 600 })).toEqual({ outcome: 'not_undoable' })
    const unknown = { ...asked, decisionId: uuidv7() }
    expect(await undo(database.db, { ...unknown, seconds: 600 })).toMatchObject({ outcome: 'superseded' })
  })

  test('takes the comment from whoever claimed it since', async () => {
    const wanted = publish(held)
    await decide(database.db, wanted)
    await database.db
      .transaction()
      .execute((trx) =>
        askModerators(trx, { siteId: SITE, commentId: held.commentId, queue: 'reported', since: new Date() }),
      )
    const taken = await lease(database.db, another, 'reported')
    expect(await undoBy(wanted.decisionId)).toMatchObject({ outcome: 'undone' })
    expect(await decide(database.db, publish(taken))).toMatchObject({ outcome: 'lease_lost', reason: 'taken' })
    expect(await claimFor(database.db, another, 'reported')).toBeUndefined()
  })
})
