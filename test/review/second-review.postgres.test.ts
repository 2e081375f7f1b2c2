import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { hideJudgements } from '../../src/review/blind.ts'
import { loadCard } from '../../src/review/card.ts'
import { decide } from '../../src/review/decide.ts'
import { returnEscalated } from '../../src/review/escalate.ts'
import { LEASE_SECONDS, type LeaseKey } from '../../src/review/lease.ts'
import { writeNote } from '../../src/review/note.ts'
import { open } from '../../src/review/open.ts'
import { listOverturned } from '../../src/review/overturned.ts'
import { release } from '../../src/review/release.ts'
import { undo } from '../../src/review/undo.ts'
import { verifyChain } from '../../src/storage/events.ts'
import { readSecondLooks } from '../../src/storage/quality.ts'
import { createFactory, SITE, screened } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import { appeal, insertPublished, queuesOf, remove, report, restore, settle } from './complaints.ts'
import {
  claimFor,
  claimMany,
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
let first: string
let second: string
let lead: string
let held: LeaseKey

const DRAWN = { sampling: { share: 0.05, random: 0.01 } }

beforeAll(async () => {
  database = await createTestDatabase(25)
  await insertQueue(database.db)
})

beforeEach(async () => {
  const { db } = database
  await emptyQueue(db)
  await db.updateTable('moderator').set({ disabled_at: new Date() }).execute()
  ;[first, second] = (await insertModerators(db, 2)) as [string, string]
  lead = (await createFactory(db).moderator.insert({ role: 'lead', displayName: '周寧' })).id
  await insertHeld(db, 1)
  held = await lease(db, first)
})

afterAll(() => database.drop())

const reviewRow = () =>
  database.db.selectFrom('second_review').selectAll().where('comment_id', '=', held.commentId).executeTakeFirst()

const sampleRow = () =>
  database.db.selectFrom('review_sample').selectAll().where('comment_id', '=', held.commentId).executeTakeFirst()

const undoBy = (decisionId: string, moderatorId: string) =>
  undo(database.db, { siteId: SITE, commentId: held.commentId, decisionId, moderatorId, isLead: true, seconds: 600 })

async function openFor(moderatorId: string): Promise<LeaseKey> {
  const { commentId } = held
  const wanted = { siteId: SITE, moderatorId, commentId, seconds: LEASE_SECONDS, isLead: moderatorId === lead }
  const opened = await open(database.db, wanted)
  if (opened.outcome !== 'opened') throw new Error(opened.outcome)
  return { siteId: SITE, moderatorId, commentId, leaseToken: opened.lease.leaseToken }
}

async function think(moderatorId: string, ruling: typeof publish | typeof reject | typeof remove) {
  return decide(database.db, ruling(await lease(database.db, moderatorId, 'second')))
}

/** All of a comment but its lease and its log. */
async function standing() {
  const { event_count, lease_holder, lease_token, lease_expires_at, lease_queue, ...rest } = await commentRow(
    database.db,
    held.commentId,
  )
  return rest
}

describe('a decision', () => {
  test('that is drawn is asked of another moderator, and how likely that was is kept', async () => {
    const { db } = database
    const decisionId = await settle(db, { ...reject(held), ...DRAWN })
    expect(await sampleRow()).toMatchObject({ kind: 'second', probability: 0.05 })
    expect(await reviewRow()).toMatchObject({ decision_id: decisionId, reason: 'sample', given_at: null })
    expect(await claimFor(db, first, 'second')).toBeUndefined()
    expect((await claimFor(db, second, 'second'))?.commentId).toBe(held.commentId)
  })

  test('that is not drawn is not, nor where nobody else is there to ask', async () => {
    const { db } = database
    await settle(db, { ...reject(held), sampling: { share: 0.05, random: 0.05 } })
    expect(await sampleRow()).toBeUndefined()
    await insertHeld(db, 1)
    held = await lease(db, first)
    await db.updateTable('moderator').set({ disabled_at: new Date() }).where('id', '!=', first).execute()
    await settle(db, { ...reject(held), ...DRAWN })
    expect(await sampleRow()).toBeUndefined()
    expect(await queuesOf(db, held.commentId)).toEqual([])
  })

  test('is not asked of whoever had it on an open card before, unless nobody else is left', async () => {
    const { db } = database
    const decidedAgain = async (): Promise<string[]> => {
      await settle(db, reject(held))
      for (const moderatorId of [second, lead]) {
        const key = await openFor(moderatorId)
        await (moderatorId === lead ? settle(db, { ...restore(key), ...DRAWN }) : release(db, key))
      }
      const waiting = db.selectFrom('waiting').select('barred').where('comment_id', '=', held.commentId)
      return (await waiting.where('queue', '=', 'second').executeTakeFirstOrThrow()).barred
    }
    expect(new Set(await decidedAgain())).toEqual(new Set([first, lead]))
    await insertHeld(db, 1)
    held = await lease(db, first)
    const [third] = await insertModerators(db, 1)
    expect(new Set(await decidedAgain())).toEqual(new Set([first, second, lead]))
    const given = async (moderatorId: string) =>
      (await claimMany(db, moderatorId, { count: 2, queues: ['second'] })).map(({ commentId }) => commentId)
    expect(await given(second)).not.toContain(held.commentId)
    expect(await given(third!)).toContain(held.commentId)
  })

  test('that is undone is not looked at, and may be drawn again', async () => {
    const { db } = database
    const decisionId = await settle(db, { ...publish(held), ...DRAWN })
    expect(await queuesOf(db, held.commentId)).toEqual(['second'])
    expect(await undoBy(decisionId, first)).toMatchObject({ outcome: 'undone' })
    expect([await sampleRow(), await reviewRow()]).toEqual([undefined, undefined])
    expect(await queuesOf(db, held.commentId)).toEqual(['held'])
    const { lease_token: leaseToken } = await commentRow(db, held.commentId)
    await settle(db, { ...publish({ ...held, leaseToken: leaseToken! }), ...DRAWN })
    expect(await reviewRow()).toMatchObject({ given_at: null })
  })
})

describe('a second opinion', () => {
  test('that agrees is recorded, and the comment stays as it is', async () => {
    const { db } = database
    await settle(db, { ...reject(held), ...DRAWN })
    const before = await standing()
    expect(await think(second, reject)).toMatchObject({ outcome: 'second_given', decision: { kind: 'reject' } })
    expect(await standing()).toEqual(before)
    expect(await reviewRow()).toMatchObject({
      moderator_id: second,
      kind: 'reject',
      category: 'abuse',
      escalated_at: null,
    })
    expect(await queuesOf(db, held.commentId)).toEqual([])
    expect(
      await db.selectFrom('decision').select('id').where('comment_id', '=', held.commentId).execute(),
    ).toHaveLength(1)
    expect(await verifyChain(db, SITE, held.commentId)).toMatchObject({ outcome: 'intact' })
  })

  test('sent again under its lease is answered as it was', async () => {
    const { db } = database
    for (const [ruling, result] of [[reject, 'agreed'] as const, [publish, 'asked_lead'] as const]) {
      await emptyQueue(db)
      await insertHeld(db, 1)
      held = await lease(db, first)
      await settle(db, { ...reject(held), ...DRAWN })
      const key = await lease(db, second, 'second')
      const given = await decide(db, ruling(key))
      expect(given).toMatchObject({ outcome: 'second_given', result })
      expect(await decide(db, ruling(key))).toEqual(given)
      expect(await verifyChain(db, SITE, held.commentId)).toMatchObject({ outcome: 'intact' })
    }
  })

  test('is put as if nobody had decided yet', async () => {
    const { db } = database
    await settle(db, { ...reject(held), ...DRAWN })
    const key = await lease(db, second, 'second')
    expect(await decide(db, restore(key))).toMatchObject({ outcome: 'not_decidable', queue: 'second' })
    expect(await decide(db, remove(key))).toMatchObject({ outcome: 'not_decidable' })
    expect(await verifyChain(db, SITE, held.commentId)).toMatchObject({ outcome: 'intact' })
    expect(await decide(db, publish(key))).toMatchObject({ outcome: 'second_given' })
  })

  test('needs its lease', async () => {
    const { db } = database
    await settle(db, { ...reject(held), ...DRAWN })
    const key = await lease(db, second, 'second')
    await db
      .updateTable('comment')
      .set({ lease_expires_at: new Date(0) })
      .where('id', '=', key.commentId)
      .execute()
    expect(await decide(db, publish(key))).toMatchObject({ outcome: 'lease_lost' })
    expect(await reviewRow()).toMatchObject({ given_at: null })
  })

  test('sees nothing of the first: no decision, no note, no status, no name', async () => {
    const { db } = database
    await settle(db, { ...reject(held), ...DRAWN })
    await writeNote(db, { ...held, noteId: '0198c0de-0000-7000-8000-000000000001', text: '我覺得是罵人' })
    const rows = (await loadCard(db, await lease(db, second, 'second')))!
    const hidden = hideJudgements(rows, rows.complaints.presented!)
    expect(hidden).toMatchObject({
      comment: { status: 'held', category: null },
      history: { decisions: [], escalation: null, waiting: [{ queue: 'second' }] },
      notes: [],
      isBlind: true,
      author: { counts: { held: 1, rejected: 0 }, refusals: [] },
    })
    const said = JSON.stringify(hidden)
    for (const telling of ['王編輯', '罵人', 'decision.made', 'abuse']) expect(said).not.toContain(telling)
  })

  test('on what was removed sees it as published', async () => {
    const { db } = database
    held = { ...held, commentId: await insertPublished(db) }
    await report(db, held.commentId)
    await settle(db, { ...remove(await lease(db, first, 'reported')), ...DRAWN })
    expect((await loadCard(db, held))!.complaints.presented).toBe('published')
    expect(await think(second, reject)).toMatchObject({ outcome: 'not_decidable' })
  })
})

describe('where two disagree', () => {
  beforeEach(async () => {
    await settle(database.db, { ...reject(held), ...DRAWN })
    expect(await think(second, publish)).toMatchObject({ outcome: 'second_given' })
  })

  test('a lead is asked, sees both, and has the last word; the first is told', async () => {
    const { db } = database
    expect(await commentRow(db, held.commentId)).toMatchObject({ status: 'rejected' })
    expect(await queuesOf(db, held.commentId)).toEqual(['escalated'])
    const key = await lease(db, lead, 'escalated')
    expect((await loadCard(db, key))!.complaints.disagreement).toMatchObject({
      first: { kind: 'reject', category: 'abuse', by: '王編輯' },
      second: { kind: 'publish', category: null },
      leadDecisionId: null,
    })
    const decisionId = await settle(db, { ...restore(key), ...DRAWN })
    expect(await reviewRow()).toMatchObject({ lead_decision_id: decisionId })
    expect(await commentRow(db, held.commentId)).toMatchObject({ status: 'published' })
    // A lead's last word is not looked at again.
    expect(await queuesOf(db, held.commentId)).toEqual([])
    const page = { siteId: SITE, cursor: null, limit: 10 }
    expect((await listOverturned(db, { ...page, moderatorId: first })).decisions).toMatchObject([{ how: 'second' }])
    expect((await listOverturned(db, { ...page, moderatorId: second })).decisions).toEqual([])
    const told = await db
      .selectFrom('change')
      .select('moderator_id')
      .where('type', '=', 'overturned')
      .where('comment_id', '=', held.commentId)
      .execute()
    expect(told).toEqual([{ moderator_id: first }])
    const looks = await readSecondLooks(db, { siteId: SITE, since: (await reviewRow())!.given_at! })
    expect(looks).toMatchObject({
      pairs: [{ first: 'abuse', second: 'fine' }],
      settledForFirst: 0,
      settledForSecond: 1,
      settledOtherwise: 0,
    })
  })

  test('the lead who keeps the first decision overturns nothing', async () => {
    const { db } = database
    await settle(db, reject(await lease(db, lead, 'escalated')))
    const { decisions } = await listOverturned(db, { siteId: SITE, moderatorId: first, cursor: null, limit: 10 })
    expect(decisions).toEqual([])
  })

  test('a lead answers by deciding, not by giving it back', async () => {
    const { db } = database
    const key = await lease(db, lead, 'escalated')
    expect(await returnEscalated(db, { ...key, answer: '都可以' })).toEqual({ outcome: 'not_escalated' })
    expect(await queuesOf(db, held.commentId)).toEqual(['escalated'])
  })

  test('undoing the lead’s word opens the question again, and undoing the first decision ends it', async () => {
    const { db } = database
    const { decision_id: firstDecision } = (await reviewRow())!
    const word = await settle(db, restore(await lease(db, lead, 'escalated')))
    expect(await undoBy(word, lead)).toMatchObject({ outcome: 'undone', status: 'rejected' })
    expect(await reviewRow()).toMatchObject({ lead_decision_id: null, escalated_at: expect.any(Date) })
    expect(await queuesOf(db, held.commentId)).toEqual(['escalated'])
    expect(await undoBy(firstDecision, first)).toMatchObject({ outcome: 'undone', status: 'held' })
    expect(await queuesOf(db, held.commentId)).toEqual(['held'])
  })
})

test('a lead who is one of the two is asked only where there is no other', async () => {
  const { db } = database
  await db.updateTable('moderator').set({ role: 'lead' }).where('id', '=', second).execute()
  await settle(db, { ...reject(held), ...DRAWN })
  await think(second, publish)
  const barred = () =>
    db.selectFrom('waiting').select('barred').where('comment_id', '=', held.commentId).executeTakeFirst()
  expect(await barred()).toEqual({ barred: [first, second] })
  await insertHeld(db, 1)
  held = await lease(db, first)
  await settle(db, { ...reject(held), ...DRAWN })
  await db.updateTable('moderator').set({ disabled_at: new Date() }).where('id', '=', lead).execute()
  await think(second, publish)
  expect(await barred()).toEqual({ barred: [] })
})

test('of what stands no more is logged as that, and not as agreed', async () => {
  const { db } = database
  held = { ...held, commentId: await insertPublished(db) }
  await report(db, held.commentId)
  await settle(db, { ...publish(await lease(db, first, 'reported')), ...DRAWN })
  await report(db, held.commentId)
  await settle(db, remove(await lease(db, lead, 'reported')))
  expect(await think(second, remove)).toMatchObject({ outcome: 'second_given', result: 'superseded' })
  const given = await db
    .selectFrom('event')
    .select('detail')
    .where('comment_id', '=', held.commentId)
    .where('type', '=', 'second_opinion.given')
    .execute()
  expect(given).toMatchObject([{ detail: { result: 'superseded' } }])
})

test('what overturns a decision on appeal is always looked at again, by neither of the two', async () => {
  const { db } = database
  await settle(db, reject(held))
  await appeal(db, held.commentId)
  const decisionId = await settle(db, restore(await lease(db, second, 'appeals')))
  expect(await reviewRow()).toMatchObject({ decision_id: decisionId, reason: 'appeal' })
  expect(await sampleRow()).toBeUndefined()
  expect(await claimFor(db, first, 'second')).toBeUndefined()
  expect(await claimFor(db, second, 'second')).toBeUndefined()
  expect(await think(lead, publish)).toMatchObject({ outcome: 'second_given' })
  const looks = await readSecondLooks(db, { siteId: SITE, since: (await reviewRow())!.given_at! })
  expect(looks).toMatchObject({ pairs: [], afterAppeal: [{ first: 'fine', second: 'fine' }] })
})

test('an opinion at the moment when the decision is undone comes before it or is lost', async () => {
  const { db } = database
  for (let round = 0; round < 8; round += 1) {
    await emptyQueue(db)
    await insertHeld(db, 1)
    held = await lease(db, first)
    const decisionId = await settle(db, { ...reject(held), ...DRAWN })
    const key = await lease(db, second, 'second')
    const racing = [() => decide(db, publish(key)), () => undoBy(decisionId, first)]
    const done = await Promise.all((round % 2 ? racing : racing.toReversed()).map((run) => run()))
    const isGiven = done.some(({ outcome }) => outcome === 'second_given')
    expect((await reviewRow())?.kind).toBe(isGiven ? 'publish' : undefined)
    expect(await queuesOf(db, held.commentId)).toEqual(['held'])
    expect(await verifyChain(db, SITE, held.commentId)).toMatchObject({ outcome: 'intact' })
  }
})

test('of what the policy publishes those that are drawn are asked in patrol, with the share kept', async () => {
  const { db } = database
  const { comment } = createFactory(db)
  const drawn = await comment.insert({ screening: screened('pass'), patrolShare: 0.01 })
  held = { ...held, commentId: drawn.id }
  expect(await queuesOf(db, drawn.id)).toEqual(['patrol'])
  expect(await sampleRow()).toMatchObject({ kind: 'patrol', probability: 0.01 })
  const waiting = await comment.insert({ screening: screened('hold'), patrolShare: 0.01 })
  expect(await queuesOf(db, waiting.id)).toEqual(['held'])
  const passed = await comment.insert({ screening: screened('pass') })
  expect(await queuesOf(db, passed.id)).toEqual([])
  expect(await settle(db, remove(await lease(db, second, 'patrol')))).toEqual(expect.any(String))
})

test('of what the policy refuses those that are drawn are asked in patrol, and restored or upheld there', async () => {
  const { db } = database
  const { comment } = createFactory(db)
  const [wrong, right] = [
    await comment.insert({ screening: screened('block'), patrolShare: 0.01 }),
    await comment.insert({ screening: screened('block'), patrolShare: 0.01 }),
  ]
  held = { ...held, commentId: wrong.id }
  expect(await sampleRow()).toMatchObject({ kind: 'patrol', probability: 0.01 })
  for (const { id, status } of [wrong, right]) {
    expect([status, await queuesOf(db, id)]).toEqual(['rejected', ['patrol']])
  }
  const undrawn = await comment.insert({ screening: screened('block') })
  expect(await queuesOf(db, undrawn.id)).toEqual([])
  const restored = await settle(db, restore(await lease(db, first, 'patrol')))
  expect(await commentRow(db, wrong.id)).toMatchObject({ status: 'published', category: null })
  expect(await queuesOf(db, wrong.id)).toEqual([])
  await settle(db, reject(await lease(db, second, 'patrol')))
  expect(await commentRow(db, right.id)).toMatchObject({ status: 'rejected', category: 'abuse' })
  expect(await queuesOf(db, right.id)).toEqual([])
  expect(await undoBy(restored, first)).toMatchObject({ outcome: 'undone' })
  expect(await commentRow(db, wrong.id)).toMatchObject({ status: 'rejected', category: 'ad_spam' })
  expect(await queuesOf(db, wrong.id)).toEqual(['patrol'])
  for (const { id } of [wrong, right]) expect(await verifyChain(db, SITE, id)).toMatchObject({ outcome: 'intact' })
})

test('a refusal that was drawn and is appealed is asked twice, and restoring it answers both', async () => {
  const { db } = database
  const drawn = await createFactory(db).comment.insert({ screening: screened('block'), patrolShare: 0.01 })
  await appeal(db, drawn.id)
  expect(await queuesOf(db, drawn.id)).toEqual(['appeals', 'patrol'])
  await settle(db, restore(await lease(db, first, 'patrol')))
  // Whatever an appeal overturned is looked at again.
  expect(await queuesOf(db, drawn.id)).toEqual(['second'])
  const rows = await db.selectFrom('appeal').select('outcome').where('comment_id', '=', drawn.id).execute()
  expect(rows).toEqual([{ outcome: 'overturned' }])
})
