import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { replay } from '../../src/moderation/life-cycle.ts'
import { loadCard } from '../../src/review/card.ts'
import { decide } from '../../src/review/decide.ts'
import { escalate } from '../../src/review/escalate.ts'
import type { LeaseKey } from '../../src/review/lease.ts'
import { open } from '../../src/review/open.ts'
import { listOpenAppeals } from '../../src/review/open-appeals.ts'
import { listOverturned } from '../../src/review/overturned.ts'
import { undo } from '../../src/review/undo.ts'
import { listEvents, verifyChain } from '../../src/storage/events.ts'
import { withdrawComment } from '../../src/storage/withdraw-comment.ts'
import { createFactory, SITE } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import { appeal, insertPublished, insertRefused, queuesOf, remove, report, restore, settle } from './complaints.ts'
import { claimFor, commentRow, emptyQueue, insertHeld, insertModerators, insertQueue, lease, reject } from './queue.ts'

let database: TestDatabase
let first: string
let second: string
let held: LeaseKey

beforeAll(async () => {
  database = await createTestDatabase(25)
  await insertQueue(database.db)
})

/** A held comment on the first moderator's desk. */
beforeEach(async () => {
  const { db } = database
  await emptyQueue(db)
  await db.updateTable('moderator').set({ disabled_at: new Date() }).execute()
  ;[first, second] = (await insertModerators(db, 2)) as [string, string]
  await insertHeld(db, 1)
  held = await lease(db, first)
})

afterAll(() => database.drop())

const appealRow = () =>
  database.db.selectFrom('appeal').selectAll().where('comment_id', '=', held.commentId).executeTakeFirst()

const undoBy = (decisionId: string, moderatorId = first) =>
  undo(database.db, { siteId: SITE, commentId: held.commentId, decisionId, moderatorId, isLead: true, seconds: 600 })

const overturnedOf = async (moderatorId: string) =>
  (await listOverturned(database.db, { siteId: SITE, moderatorId, cursor: null, limit: 10 })).decisions

const told = () =>
  database.db
    .selectFrom('change')
    .select(['comment_id', 'moderator_id'])
    .where('type', '=', 'overturned')
    .where('comment_id', '=', held.commentId)
    .execute()

describe('an appeal', () => {
  test('goes to another moderator, who restores the comment: overturned, on record, and the first is told', async () => {
    const { db } = database
    const decisionId = await settle(db, reject(held))
    const made = await appeal(db, held.commentId)
    if (made.outcome !== 'appealed') throw new Error(made.outcome)
    expect(made.appeal.dueAt.getTime() - made.appeal.madeAt.getTime()).toBe(24 * 3_600_000)
    expect(await claimFor(db, first, 'appeals')).toBeUndefined()
    const key = await lease(db, second, 'appeals')
    expect((await loadCard(db, key))!.complaints.appeal).toMatchObject({
      decisionId,
      outcome: null,
      isNobodyLeft: false,
    })
    const answerId = await settle(db, restore(key))
    expect(await appealRow()).toMatchObject({ outcome: 'overturned', answer_id: answerId, decision_id: decisionId })
    expect(await commentRow(db, held.commentId)).toMatchObject({ status: 'published', category: null })
    const events = await listEvents(db, SITE, held.commentId)
    expect(events.map(({ type }) => type)).toEqual(expect.arrayContaining(['appeal.made', 'appeal.decided']))
    expect(events.at(-1)).toMatchObject({ type: 'appeal.decided', detail: { outcome: 'overturned' } })
    expect(replay(events)).toBe('published')
    expect(await verifyChain(db, SITE, held.commentId)).toMatchObject({ outcome: 'intact' })
    expect(await overturnedOf(first)).toMatchObject([
      { decisionId, how: 'appeal', kind: 'reject', insteadKind: 'restore' },
    ])
    expect(await overturnedOf(second)).toEqual([])
    expect(await told()).toEqual([{ comment_id: held.commentId, moderator_id: first }])
  })

  test('is upheld by the refusal of another, which is final', async () => {
    const { db } = database
    await settle(db, reject(held))
    await appeal(db, held.commentId)
    const answerId = await settle(db, reject(await lease(db, second, 'appeals')))
    expect(await appealRow()).toMatchObject({ outcome: 'upheld', answer_id: answerId })
    expect(await appeal(db, held.commentId)).toEqual({ outcome: 'already_appealed' })
    expect(await overturnedOf(first)).toEqual([])
    expect(await told()).toEqual([])
    expect(await queuesOf(db, held.commentId)).toEqual([])
  })

  test('against the policy’s own decision bars nobody', async () => {
    const { db } = database
    const refused = await insertRefused(db)
    await appeal(db, refused)
    const { rows, columns } = await waitingOf(refused)
    expect(rows).toMatchObject([{ queue: 'appeals', barred: [] }])
    expect(columns).toBe(1)
    await settle(db, restore(await lease(db, first, 'appeals')))
    expect(await told()).toEqual([])
  })

  async function waitingOf(id: string) {
    const rows = await database.db.selectFrom('waiting').selectAll().where('comment_id', '=', id).execute()
    return { rows, columns: rows.length }
  }

  test('is the author’s alone, of a refusal, in its term, and once for each decision', async () => {
    const { db } = database
    const stranger = (await createFactory(db).reader.insert()).id
    expect(await appeal(db, held.commentId)).toEqual({ outcome: 'not_appealable', status: 'held' })
    const decisionId = await settle(db, reject(held))
    expect(await appeal(db, held.commentId, { readerId: stranger })).toEqual({ outcome: 'not_found' })
    await db
      .updateTable('decision')
      .set({ decided_at: new Date(Date.now() - 31 * 86_400_000) })
      .where('id', '=', decisionId)
      .execute()
    expect(await appeal(db, held.commentId)).toMatchObject({ outcome: 'too_late' })
    expect(await appealRow()).toBeUndefined()
    expect(await appeal(db, held.commentId, { days: 32 })).toMatchObject({ outcome: 'appealed' })
    expect(await appeal(db, held.commentId, { days: 32 })).toEqual({ outcome: 'already_appealed' })
  })

  test('twice at once is one', async () => {
    const { db } = database
    await settle(db, reject(held))
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => appeal(db, held.commentId)))
    expect(outcomes.filter(({ outcome }) => outcome === 'appealed')).toHaveLength(1)
    expect(outcomes.filter(({ outcome }) => outcome === 'already_appealed')).toHaveLength(9)
    expect(await db.selectFrom('appeal').select('id').where('comment_id', '=', held.commentId).execute()).toHaveLength(
      1,
    )
  })

  test('takes the comment from whoever refused it and holds it again', async () => {
    const { db } = database
    await settle(db, reject(held))
    const opened = await open(db, { ...held, seconds: 600, isLead: false })
    if (opened.outcome !== 'opened') throw new Error(opened.outcome)
    await appeal(db, held.commentId)
    const key = { ...held, leaseToken: opened.lease.leaseToken }
    expect(await decide(db, restore(key))).toMatchObject({ outcome: 'lease_lost' })
    expect(await open(db, { ...held, seconds: 600, isLead: true })).toEqual({ outcome: 'not_for_them' })
    expect(await appealRow()).toMatchObject({ outcome: null })
  })

  test('bars everyone who judged before, also whoever does so while it is open', async () => {
    const { db } = database
    const published = await insertPublished(db)
    held = { ...held, commentId: published }
    await report(db, published)
    await settle(db, remove(await lease(db, first, 'reported')))
    await appeal(db, published)
    const opened = await open(db, { ...held, moderatorId: second, seconds: 600, isLead: false })
    if (opened.outcome !== 'opened') throw new Error(opened.outcome)
    // Found by its id, before it was known to be appealed: the refusal stands, and so does the appeal.
    await db.updateTable('comment').set({ lease_queue: null }).where('id', '=', published).execute()
    await settle(db, remove({ ...held, moderatorId: second, leaseToken: opened.lease.leaseToken }))
    const waiting = await db.selectFrom('waiting').select('barred').where('comment_id', '=', published).execute()
    expect(waiting).toEqual([{ barred: [first, second] }])
    expect(await appealRow()).toMatchObject({ outcome: null })
  })
})

describe('where everybody has judged the comment', () => {
  test('an appeal waits, says so, and is never decided by the one who refused', async () => {
    const { db } = database
    await db.updateTable('moderator').set({ disabled_at: new Date() }).where('id', '=', second).execute()
    await settle(db, reject(held))
    await appeal(db, held.commentId)
    expect((await loadCard(db, held))!.complaints.appeal).toMatchObject({ isNobodyLeft: true })
    expect(
      (await listOpenAppeals(db, { siteId: SITE, moderatorId: second, cursor: null, limit: 5 })).appeals,
    ).toContainEqual(expect.objectContaining({ commentId: held.commentId, isNobodyLeft: true, isOverdue: false }))
    expect(await claimFor(db, first, 'appeals')).toBeUndefined()
    expect(await open(db, { ...held, seconds: 600, isLead: true })).toEqual({ outcome: 'not_for_them' })
    const lead = await createFactory(db).moderator.insert({ role: 'lead' })
    expect((await loadCard(db, held))!.complaints.appeal).toMatchObject({ isNobodyLeft: false })
    await settle(db, restore(await lease(db, lead.id, 'appeals')))
    expect(await appealRow()).toMatchObject({ outcome: 'overturned' })
  })

  test('an auditor is nobody who could decide', async () => {
    const { db } = database
    await db.updateTable('moderator').set({ role: 'auditor' }).where('id', '=', second).execute()
    await settle(db, reject(held))
    await appeal(db, held.commentId)
    expect((await loadCard(db, held))!.complaints.appeal).toMatchObject({ isNobodyLeft: true })
  })
})

describe('an appeal that a moderator passes on to a lead', () => {
  const passOn = async (leadId: string) => {
    const { db } = database
    const key = await lease(db, second, 'appeals')
    await escalate(db, { ...key, escalationId: uuidv7(), question: '兩可' })
    return lease(db, leadId, 'escalated')
  }

  test('is answered by what the lead decides', async () => {
    const { db } = database
    const lead = await createFactory(db).moderator.insert({ role: 'lead' })
    await settle(db, reject(held))
    await appeal(db, held.commentId)
    await settle(db, reject(await passOn(lead.id)))
    expect(await appealRow()).toMatchObject({ outcome: 'upheld' })
    expect(await queuesOf(db, held.commentId)).toEqual([])
  })

  test('is for another lead where one of them refused, however it is opened', async () => {
    const { db } = database
    const lead = await createFactory(db).moderator.insert({ role: 'lead' })
    await db.updateTable('moderator').set({ role: 'lead' }).where('id', '=', first).execute()
    await settle(db, reject(held))
    await appeal(db, held.commentId)
    const key = await lease(db, second, 'appeals')
    await escalate(db, { ...key, escalationId: uuidv7(), question: '兩可' })
    expect(await claimFor(db, first, 'escalated')).toBeUndefined()
    const opening = { siteId: SITE, commentId: held.commentId, seconds: 600, isLead: true }
    expect(await open(db, { ...opening, moderatorId: first })).toMatchObject({ outcome: 'not_for_them' })
    const opened = await open(db, { ...opening, moderatorId: lead.id })
    if (opened.outcome !== 'opened') throw new Error(opened.outcome)
    expect(opened.lease.queue).toBe('escalated')
    await settle(db, reject({ siteId: SITE, moderatorId: lead.id, ...opened.lease }))
    expect(await appealRow()).toMatchObject({ outcome: 'upheld' })
    expect(await queuesOf(db, held.commentId)).toEqual([])
  })

  test('stays open where the lead is the one who refused', async () => {
    const { db } = database
    await db.updateTable('moderator').set({ role: 'lead' }).where('id', '=', first).execute()
    await settle(db, reject(held))
    await appeal(db, held.commentId)
    await settle(db, reject(await passOn(first)))
    expect(await appealRow()).toMatchObject({ outcome: null })
    expect(await queuesOf(db, held.commentId)).toEqual(['appeals'])
  })
})

describe('undoing', () => {
  test('the answer opens the appeal again, and the comment is refused as before', async () => {
    const { db } = database
    await settle(db, reject(held))
    await appeal(db, held.commentId)
    const answerId = await settle(db, restore(await lease(db, second, 'appeals')))
    expect(await undoBy(answerId, second)).toMatchObject({ outcome: 'undone', status: 'rejected' })
    expect(await appealRow()).toMatchObject({ outcome: null, answered_at: null, answer_id: null })
    expect(await queuesOf(db, held.commentId)).toEqual(['appeals'])
    expect(await overturnedOf(first)).toEqual([])
    expect(await claimFor(db, first, 'appeals')).toBeUndefined()
  })

  test('the decision that is appealed lets the appeal lapse', async () => {
    const { db } = database
    const decisionId = await settle(db, reject(held))
    await appeal(db, held.commentId)
    expect(await undoBy(decisionId)).toMatchObject({ outcome: 'undone', status: 'held' })
    expect(await appealRow()).toMatchObject({ outcome: 'lapsed', answer_id: null, answered_at: expect.any(Date) })
    expect(await queuesOf(db, held.commentId)).toEqual(['held'])
  })

  test('at the moment of the appeal comes before it or after it', async () => {
    const { db } = database
    for (let round = 0; round < 12; round += 1) {
      await emptyQueue(db)
      await insertHeld(db, 1)
      held = await lease(db, first)
      const decisionId = await settle(db, reject(held))
      const racing = [() => appeal(db, held.commentId), () => undoBy(decisionId)]
      const done = await Promise.all((round % 2 ? racing : racing.toReversed()).map((run) => run()))
      const isMade = done.some(({ outcome }) => outcome === 'appealed')
      expect((await appealRow())?.outcome).toBe(isMade ? 'lapsed' : undefined)
      expect(await queuesOf(db, held.commentId)).toEqual(['held'])
      expect(await verifyChain(db, SITE, held.commentId)).toMatchObject({ outcome: 'intact' })
    }
  })
})

describe('a withdrawal', () => {
  const withdraw = async () => {
    const { db } = database
    const { reader_id: readerId } = await commentRow(db, held.commentId)
    const withdrawal = { siteId: SITE, commentId: held.commentId, readerId, at: new Date() }
    return db.transaction().execute((trx) => withdrawComment(trx, withdrawal))
  }

  test('of what is appealed is refused: what was refused stays on record, and so does the appeal', async () => {
    const { db } = database
    await settle(db, reject(held))
    await appeal(db, held.commentId)
    expect(await withdraw()).toEqual({ outcome: 'not_withdrawable', status: 'rejected' })
    expect(await queuesOf(db, held.commentId)).toEqual(['appeals'])
  })

  test('at the moment of the answer finds the comment refused still, or takes back what was restored', async () => {
    const { db } = database
    await settle(db, reject(held))
    await appeal(db, held.commentId)
    const key = await lease(db, second, 'appeals')
    const [, withdrawn] = await Promise.all([settle(db, restore(key)), withdraw()])
    const { status } = await commentRow(db, held.commentId)
    expect(status).toBe(withdrawn.outcome === 'withdrawn' ? 'withdrawn' : 'published')
    expect(await appealRow()).toMatchObject({ outcome: 'overturned' })
    expect(await verifyChain(db, SITE, held.commentId)).toMatchObject({ outcome: 'intact' })
  })
})
