import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { replay } from '../../src/moderation/life-cycle.ts'
import { approveBulk, startBulk } from '../../src/review/bulk/act.ts'
import { undoBulk, withdrawBulk } from '../../src/review/bulk/close-act.ts'
import { listBulkActs } from '../../src/review/bulk/find-acts.ts'
import { decide } from '../../src/review/decide.ts'
import { escalate } from '../../src/review/escalate.ts'
import { LEASE_SECONDS } from '../../src/review/lease.ts'
import { open } from '../../src/review/open.ts'
import { undo } from '../../src/review/undo.ts'
import { askModerators } from '../../src/storage/asking.ts'
import { findDecisionInForce } from '../../src/storage/decisions.ts'
import { listEvents, verifyChain } from '../../src/storage/events.ts'
import type { Comment } from '../../src/storage/new-comment.ts'
import { createTemplate } from '../../src/storage/templates.ts'
import { withdrawComment } from '../../src/storage/withdraw-comment.ts'
import { SITE } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import { actOf, rejection, seen, start } from './bulk.ts'
import { commentRow, emptyQueue, insertHeld, insertModerators, insertQueue, publish } from './queue.ts'

let database: TestDatabase
let proposer: string
let approver: string
let third: string

beforeAll(async () => {
  database = await createTestDatabase()
  await insertQueue(database.db)
  ;[proposer, approver, third] = (await insertModerators(database.db, 3)) as [string, string, string]
})

beforeEach(() => emptyQueue(database.db))

afterAll(() => database.drop())

const closing = (bulkId: string, moderatorId: string, isLead = false) => ({ siteId: SITE, bulkId, moderatorId, isLead })

async function openFor(moderatorId: string, { id }: Comment) {
  const wanted = { siteId: SITE, commentId: id, moderatorId, seconds: LEASE_SECONDS }
  const opened = await open(database.db, { ...wanted, isLead: false })
  if (opened.outcome !== 'opened') throw new Error(opened.outcome)
  return { ...wanted, leaseToken: opened.lease.leaseToken }
}

async function find(bulkId: string) {
  const act = await actOf(database.db, bulkId)
  if (!act) throw new Error('no such act')
  return act
}

async function outcomesOf(bulkId: string): Promise<Map<string, string | null>> {
  return new Map((await find(bulkId)).list.map(({ id, outcome }) => [id, outcome]))
}

/** What is kept of a comment must be what its log says, and the log unbroken. */
async function expectSound(comments: readonly { readonly id: string }[]): Promise<void> {
  for (const { id } of comments) {
    expect(await verifyChain(database.db, SITE, id)).toMatchObject({ outcome: 'intact' })
    expect(replay(await listEvents(database.db, SITE, id))).toBe((await commentRow(database.db, id)).status)
  }
}

test('a text that its author has written since the preview is decided by nobody', async () => {
  const held = await insertHeld(database.db, 2)
  const act = rejection(proposer, seen(held))
  await database.db
    .updateTable('comment')
    .set({ edited_at: new Date(Date.now() + 1), text: '另一句話' })
    .where('id', '=', held[0]!.id)
    .execute()
  const outcomes = await outcomesOf(await start(database.db, act))
  expect(held.map(({ id }) => outcomes.get(id))).toEqual(['edited', 'decided'])
  expect((await commentRow(database.db, held[0]!.id)).status).toBe('held')
})

test('what is edited in the minute before the list was read is left to be read alone', async () => {
  const held = await insertHeld(database.db, 2)
  const act = rejection(proposer, seen(held))
  await database.db
    .updateTable('comment')
    .set({ edited_at: new Date(Date.now() - 30_000) })
    .where('id', '=', held[0]!.id)
    .execute()
  const outcomes = await outcomesOf(await start(database.db, act))
  expect(held.map(({ id }) => outcomes.get(id))).toEqual(['edited', 'decided'])
})

describe('ten comments', () => {
  test('are decided at once, each with its own decision, message and event', async () => {
    const held = await insertHeld(database.db, 10)
    const bulkId = await start(database.db, rejection(proposer, seen(held)))
    const act = await find(bulkId)
    expect(act).toMatchObject({ state: 'acted', comments: 10, outcomes: { decided: 10 }, approvedBy: null })
    for (const { id, decisionId } of act.list) {
      const decision = await findDecisionInForce(database.db, SITE, id)
      expect(decision).toMatchObject({ id: decisionId, kind: 'reject', category: 'ad_spam', note: '同一批廣告' })
      expect(decision?.message?.['zh-Hant']).toContain('承諾書第 14 條')
      expect(await commentRow(database.db, id)).toMatchObject({
        status: 'rejected',
        category: 'ad_spam',
        published_at: null,
      })
      expect((await listEvents(database.db, SITE, id)).at(-1)).toMatchObject({
        type: 'decision.made',
        actor: { kind: 'moderator', id: proposer },
        detail: { decisionId, kind: 'reject', category: 'ad_spam', bulkId },
      })
    }
    const kept = await database.db.selectFrom('decision').select('id').where('bulk_id', '=', bulkId).execute()
    expect(kept).toHaveLength(10)
    expect(await database.db.selectFrom('waiting').selectAll().execute()).toEqual([])
    await expectSound(held)
  })

  test('keep, each by itself, why they could not be decided', async () => {
    const held = await insertHeld(database.db, 6)
    const [free, gone, decided, leased, asked, own] = held as [Comment, Comment, Comment, Comment, Comment, Comment]
    await database.db
      .transaction()
      .execute((trx) =>
        withdrawComment(trx, { siteId: SITE, commentId: gone.id, readerId: gone.reader_id, at: new Date() }),
      )
    await decide(database.db, publish(await openFor(third, decided)))
    await openFor(third, leased)
    await escalate(database.db, { ...(await openFor(third, asked)), escalationId: uuidv7(), question: '這算嗎？' })
    await openFor(proposer, own)
    const bulkId = await start(database.db, rejection(proposer, seen(held)))
    expect(await outcomesOf(bulkId)).toEqual(
      new Map([
        [free.id, 'decided'],
        [gone.id, 'withdrawn'],
        [decided.id, 'already_decided'],
        [leased.id, 'leased'],
        [asked.id, 'for_leads'],
        [own.id, 'decided'],
      ]),
    )
    expect(await commentRow(database.db, own.id)).toMatchObject({ lease_token: null })
    expect(await commentRow(database.db, leased.id)).toMatchObject({ status: 'held', lease_holder: third })
    const byLead = await start(database.db, { ...rejection(proposer, seen([asked])), isLead: true })
    expect(await outcomesOf(byLead)).toEqual(new Map([[asked.id, 'decided']]))
    const escalation = await database.db.selectFrom('escalation').selectAll().executeTakeFirstOrThrow()
    expect(escalation).toMatchObject({ answered_by: proposer, decision_id: expect.any(String) })
    await expectSound(held)
  })

  test('are published, removed and restored as one is', async () => {
    const held = await insertHeld(database.db, 3)
    const base = { ...rejection(proposer, seen(held)), note: null }
    await start(database.db, { ...base, kind: 'publish', category: null })
    const [first] = held
    const published = await commentRow(database.db, first!.id)
    expect(published).toMatchObject({ status: 'published', category: null })
    await start(database.db, {
      ...base,
      bulkId: uuidv7(),
      kind: 'remove',
      category: 'abuse',
      comments: seen(held, 'published'),
    })
    await start(database.db, {
      ...base,
      bulkId: uuidv7(),
      kind: 'restore',
      category: null,
      comments: seen(held, 'removed'),
    })
    expect(await commentRow(database.db, first!.id)).toMatchObject({
      status: 'published',
      published_at: published.published_at,
    })
    const wrong = await start(database.db, {
      ...base,
      bulkId: uuidv7(),
      kind: 'restore',
      category: null,
      comments: seen(held, 'published'),
    })
    expect([...(await outcomesOf(wrong)).values()]).toEqual(['not_decidable', 'not_decidable', 'not_decidable'])
    await expectSound(held)
  })

  test('do not answer those for whom their decider is barred', async () => {
    const held = await insertHeld(database.db, 1)
    await start(database.db, rejection(proposer, seen(held)))
    const asking = {
      siteId: SITE,
      commentId: held[0]!.id,
      queue: 'appeals',
      since: new Date(),
      barred: [proposer],
    } as const
    await database.db.transaction().execute((trx) => askModerators(trx, asking))
    const restore = { ...rejection(proposer, seen(held, 'rejected')), kind: 'restore', category: null } as const
    expect([...(await outcomesOf(await start(database.db, restore))).values()]).toEqual(['barred'])
    const other = await startBulk(database.db, { ...restore, bulkId: uuidv7(), moderatorId: third })
    expect(other).toEqual({ outcome: 'acted', closed: new Map([[held[0]!.id, ['appeals']]]) })
  })

  test('carry the wording that is asked for', async () => {
    const held = await insertHeld(database.db, 2)
    const words = { hant: '請勿再貼廣告。', hans: '请勿再贴广告。', en: 'No more of this.' }
    const id = uuidv7()
    await database.db.transaction().execute((trx) =>
      createTemplate(trx, {
        siteId: SITE,
        id,
        category: 'ad_spam',
        name: '再三',
        ...words,
        isDefault: false,
        createdBy: proposer,
      }),
    )
    await start(database.db, { ...rejection(proposer, seen(held)), templateId: id })
    expect((await findDecisionInForce(database.db, SITE, held[1]!.id))?.message).toMatchObject({
      'zh-Hant': '請勿再貼廣告。',
    })
  })

  test('that are sent twice are decided once, and another has no use of the id', async () => {
    const held = await insertHeld(database.db, 2)
    const wanted = rejection(proposer, seen(held))
    const both = await Promise.all([startBulk(database.db, wanted), startBulk(database.db, wanted)])
    expect(both.map(({ outcome }) => outcome).sort()).toEqual(['acted', 'repeated'])
    expect(await startBulk(database.db, { ...wanted, moderatorId: third })).toEqual({ outcome: 'id_taken' })
    const unknown = rejection(proposer, [...seen(held), { commentId: uuidv7(), status: 'held' }])
    expect(await startBulk(database.db, unknown)).toEqual({ outcome: 'comment_unknown' })
    expect(await actOf(database.db, unknown.bulkId)).toBeUndefined()
  })
})

describe('eleven comments', () => {
  let held: Comment[]
  let bulkId: string

  beforeEach(async () => {
    held = await insertHeld(database.db, 11)
    bulkId = await start(database.db, rejection(proposer, seen(held)))
  })

  test('wait for a second person, who is not their proposer', async () => {
    expect(await find(bulkId)).toMatchObject({ state: 'proposed', outcomes: {}, actedAt: null })
    expect((await listBulkActs(database.db, SITE, true)).map(({ id }) => id)).toEqual([bulkId])
    for (const { id } of held) expect((await commentRow(database.db, id)).status).toBe('held')
    expect(await approveBulk(database.db, closing(bulkId, proposer, true))).toEqual({ outcome: 'own' })
    expect(await approveBulk(database.db, closing(bulkId, approver))).toMatchObject({ outcome: 'acted' })
    const act = await find(bulkId)
    expect(act).toMatchObject({ state: 'acted', outcomes: { decided: 11 }, approvedBy: { id: approver } })
    const decision = await findDecisionInForce(database.db, SITE, held[0]!.id)
    expect(decision).toMatchObject({ moderator: { id: proposer }, note: '同一批廣告' })
    expect(await listBulkActs(database.db, SITE, true)).toEqual([])
    await expectSound(held)
  })

  test('are looked at anew when they are approved: nothing is forced', async () => {
    const [decided, gone, leased, byApprover, byProposer] = held as [Comment, Comment, Comment, Comment, Comment]
    await decide(database.db, publish(await openFor(third, decided)))
    await database.db
      .transaction()
      .execute((trx) =>
        withdrawComment(trx, { siteId: SITE, commentId: gone.id, readerId: gone.reader_id, at: new Date() }),
      )
    await openFor(third, leased)
    await openFor(approver, byApprover)
    await openFor(proposer, byProposer)
    await approveBulk(database.db, closing(bulkId, approver))
    const outcomes = await outcomesOf(bulkId)
    expect([decided, gone, leased, byApprover, byProposer].map(({ id }) => outcomes.get(id))).toEqual([
      'already_decided',
      'withdrawn',
      'leased',
      'decided',
      'decided',
    ])
    expect((await commentRow(database.db, decided.id)).status).toBe('published')
    await expectSound(held)
  })

  test('are decided with what waits for a lead when either of the two is one', async () => {
    const question = { escalationId: uuidv7(), question: '這算嗎？' }
    await escalate(database.db, { ...(await openFor(third, held[0]!)), ...question })
    await database.db.updateTable('moderator').set({ role: 'lead' }).where('id', '=', proposer).execute()
    await approveBulk(database.db, closing(bulkId, approver))
    await database.db.updateTable('moderator').set({ role: 'moderator' }).where('id', '=', proposer).execute()
    expect((await find(bulkId)).outcomes).toEqual({ decided: 11 })
  })

  test('are decided once by two who approve at once', async () => {
    const both = await Promise.all([approver, third].map((by) => approveBulk(database.db, closing(bulkId, by))))
    expect(both.map(({ outcome }) => outcome).sort()).toEqual(['acted', 'closed'])
    const { length } = await database.db.selectFrom('decision').select('id').where('bulk_id', '=', bulkId).execute()
    expect(length).toBe(11)
  })

  test('are withdrawn by their proposer or a lead, and then are nobody’s to approve', async () => {
    expect(await withdrawBulk(database.db, closing(bulkId, third))).toEqual({ outcome: 'not_own' })
    expect(await withdrawBulk(database.db, closing(bulkId, proposer))).toEqual({ outcome: 'withdrawn' })
    expect(await withdrawBulk(database.db, closing(bulkId, third, true))).toEqual({
      outcome: 'closed',
      state: 'withdrawn',
    })
    expect(await approveBulk(database.db, closing(bulkId, approver))).toEqual({ outcome: 'closed', state: 'withdrawn' })
    expect(await undoBulk(database.db, closing(bulkId, proposer))).toEqual({ outcome: 'closed', state: 'withdrawn' })
    expect((await commentRow(database.db, held[0]!.id)).status).toBe('held')
  })

  test.each([
    ['is shut out', { disabled_at: new Date() }],
    ['may not decide any more', { role: 'auditor' as const }],
  ])('lapse when their proposer %s', async (_, change) => {
    const { db } = database
    await db.updateTable('moderator').set(change).where('id', '=', proposer).execute()
    const approved = await approveBulk(db, closing(bulkId, approver))
    const [{ state }, open] = [await find(bulkId), await listBulkActs(db, SITE, true)]
    await db.updateTable('moderator').set({ disabled_at: null, role: 'moderator' }).where('id', '=', proposer).execute()
    await withdrawBulk(db, closing(bulkId, approver, true))
    expect([approved, state, open]).toEqual([{ outcome: 'closed', state: 'lapsed' }, 'lapsed', []])
    expect((await commentRow(db, held[0]!.id)).status).toBe('held')
  })

  test('expire', async () => {
    await database.db
      .updateTable('bulk_act')
      .set({ expires_at: new Date(Date.now() - 1000) })
      .where('id', '=', bulkId)
      .execute()
    expect(await approveBulk(database.db, closing(bulkId, approver))).toEqual({ outcome: 'closed', state: 'expired' })
    expect((await find(bulkId)).state).toBe('expired')
    expect(await listBulkActs(database.db, SITE, true)).toEqual([])
    expect((await listBulkActs(database.db, SITE, false)).map(({ id }) => id)).toContain(bulkId)
  })

  test('of another site or an unknown act are nobody’s', async () => {
    expect(await approveBulk(database.db, { ...closing(bulkId, approver), siteId: 'other' })).toEqual({
      outcome: 'not_found',
    })
    expect(await undoBulk(database.db, closing(uuidv7(), approver))).toEqual({ outcome: 'not_found' })
  })
})

describe('one undo', () => {
  test('puts all back as they stood, with what was asked of them', async () => {
    const held = await insertHeld(database.db, 4)
    const before = await Promise.all(held.map(({ id }) => commentRow(database.db, id)))
    const waiting = () => database.db.selectFrom('waiting').selectAll().orderBy('comment_id').execute()
    const asked = await waiting()
    const bulkId = await start(database.db, rejection(proposer, seen(held)))
    expect(await undoBulk(database.db, closing(bulkId, proposer))).toEqual({ outcome: 'undone' })
    for (const { event_count, ...row } of before)
      expect(await commentRow(database.db, row.id)).toEqual({ ...row, event_count: event_count + 2 })
    expect(await waiting()).toEqual(asked)
    expect(await find(bulkId)).toMatchObject({
      state: 'undone',
      undoOutcomes: { undone: 4 },
      undoneBy: { id: proposer },
    })
    expect((await listEvents(database.db, SITE, held[0]!.id)).at(-1)).toMatchObject({
      type: 'decision.undone',
      detail: { bulkId },
    })
    expect(await undoBulk(database.db, closing(bulkId, proposer))).toEqual({ outcome: 'closed', state: 'undone' })
    await expectSound(held)
  })

  test('tells which it could not put back, and leaves them', async () => {
    const held = await insertHeld(database.db, 4)
    const [plain, again, taken, gone] = held as [Comment, Comment, Comment, Comment]
    const wanted = { ...rejection(proposer, seen(held)), kind: 'publish', category: null } as const
    const bulkId = await start(database.db, wanted)
    const made = new Map((await find(bulkId)).list.map(({ id, decisionId }) => [id, decisionId!]))
    const remove = {
      ...(await openFor(third, again)),
      kind: 'remove',
      category: 'abuse',
      note: null,
      decisionId: uuidv7(),
    } as const
    await decide(database.db, remove)
    await undo(database.db, {
      siteId: SITE,
      commentId: taken.id,
      decisionId: made.get(taken.id)!,
      moderatorId: third,
      isLead: true,
      seconds: 60,
    })
    await database.db
      .transaction()
      .execute((trx) =>
        withdrawComment(trx, { siteId: SITE, commentId: gone.id, readerId: gone.reader_id, at: new Date() }),
      )
    await undoBulk(database.db, closing(bulkId, third, true))
    const outcomes = new Map((await find(bulkId)).list.map(({ id, undoOutcome }) => [id, undoOutcome]))
    expect([plain, again, taken, gone].map(({ id }) => outcomes.get(id))).toEqual([
      'undone',
      'superseded',
      'superseded',
      'withdrawn',
    ])
    expect((await commentRow(database.db, plain.id)).status).toBe('held')
    expect((await commentRow(database.db, again.id)).status).toBe('removed')
    await expectSound(held)
  })

  test('is for the proposer in time, and for a lead at any time', async () => {
    const held = await insertHeld(database.db, 1)
    const bulkId = await start(database.db, rejection(proposer, seen(held)))
    expect(await undoBulk(database.db, closing(bulkId, third))).toEqual({ outcome: 'too_late' })
    await database.db
      .updateTable('bulk_act')
      .set({ acted_at: new Date(Date.now() - 11 * 60_000) })
      .where('id', '=', bulkId)
      .execute()
    expect(await undoBulk(database.db, closing(bulkId, proposer))).toEqual({ outcome: 'too_late' })
    expect(await undoBulk(database.db, closing(bulkId, third, true))).toEqual({ outcome: 'undone' })
  })
})
