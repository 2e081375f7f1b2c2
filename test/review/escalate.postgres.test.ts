import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { decide } from '../../src/review/decide.ts'
import { escalate, returnEscalated } from '../../src/review/escalate.ts'
import type { LeaseKey } from '../../src/review/lease.ts'
import { listNotes, writeNote } from '../../src/review/note.ts'
import { open } from '../../src/review/open.ts'
import { undo } from '../../src/review/undo.ts'
import { verifyChain } from '../../src/storage/events.ts'
import { SITE } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import {
  claimFor,
  commentRow,
  emptyQueue,
  eventTypes,
  insertHeld,
  insertModerators,
  insertQueue,
  lease,
  publish,
} from './queue.ts'

let database: TestDatabase
let held: LeaseKey
let another: string
let lead: string

beforeAll(async () => {
  database = await createTestDatabase(25)
  await insertQueue(database.db)
})

beforeEach(async () => {
  await emptyQueue(database.db)
  await insertHeld(database.db, 1)
  const [moderatorId, second, third] = await insertModerators(database.db, 3)
  held = await lease(database.db, moderatorId!)
  another = second!
  lead = third!
})

afterAll(() => database.drop())

const ask = () => escalate(database.db, { ...held, escalationId: uuidv7(), question: '這算廣告嗎？' })
const escalations = () =>
  database.db.selectFrom('escalation').selectAll().where('comment_id', '=', held.commentId).execute()

describe('an escalated comment', () => {
  test('comes to leads only, still held, until one of them decides', async () => {
    expect(await ask()).toEqual({ outcome: 'escalated' })
    expect(await commentRow(database.db, held.commentId)).toMatchObject({ status: 'held', lease_token: null })
    expect(await claimFor(database.db, held.moderatorId)).toBeUndefined()
    expect(await claimFor(database.db, another)).toBeUndefined()
    const opening = { siteId: SITE, commentId: held.commentId, moderatorId: another, seconds: 600 }
    expect(await open(database.db, { ...opening, isLead: false })).toEqual({ outcome: 'not_for_them' })

    const wanted = publish(await lease(database.db, lead, 'escalated'))
    expect(await decide(database.db, wanted)).toMatchObject({ outcome: 'decided', closed: ['held', 'escalated'] })
    expect(await escalations()).toMatchObject([
      {
        question: '這算廣告嗎？',
        asked_by: held.moderatorId,
        answered_by: lead,
        answer: null,
        decision_id: wanted.decisionId,
      },
    ])
    expect((await eventTypes(database.db, held.commentId)).slice(-4)).toEqual([
      'lease.released',
      'comment.escalated',
      'lease.claimed',
      'decision.made',
    ])
    expect(await verifyChain(database.db, SITE, held.commentId)).toMatchObject({ outcome: 'intact' })
  })

  test('is asked about once, and answered once, however often the same is sent', async () => {
    const { db } = database
    expect([await ask(), await ask()]).toEqual([{ outcome: 'escalated' }, { outcome: 'escalated' }])
    const other = { ...held, escalationId: uuidv7(), question: '另一個問題' }
    expect(await escalate(db, other)).toEqual({ outcome: 'already_escalated' })
    const reply = { ...(await lease(db, lead, 'escalated')), answer: '算' }
    expect(await returnEscalated(db, reply)).toEqual({ outcome: 'returned' })
    expect(await returnEscalated(db, reply)).toEqual({ outcome: 'returned' })
    expect(await returnEscalated(db, { ...reply, answer: '不算' })).toEqual({ outcome: 'not_escalated' })
    expect(await ask()).toEqual({ outcome: 'escalated' })
    expect(await escalations()).toMatchObject([{ question: '這算廣告嗎？', answer: '算' }])
  })

  test('waits for the lead again when the lead’s decision is undone', async () => {
    await ask()
    const wanted = publish(await lease(database.db, lead, 'escalated'))
    await decide(database.db, wanted)
    const undoing = { siteId: SITE, commentId: held.commentId, decisionId: wanted.decisionId, moderatorId: lead }
    const undone = await undo(database.db, { ...undoing, isLead: true, seconds: 600 })
    expect(undone).toMatchObject({ outcome: 'undone', status: 'held', lease: { queue: 'escalated' } })
    expect(await escalations()).toMatchObject([{ answered_by: null, answered_at: null, decision_id: null }])
    expect(await claimFor(database.db, another)).toBeUndefined()
  })

  test('goes back to where it waited with the lead’s answer', async () => {
    await ask()
    const key = await lease(database.db, lead, 'escalated')
    expect(await returnEscalated(database.db, { ...key, answer: '不算，放行。' })).toEqual({ outcome: 'returned' })
    expect(await escalations()).toMatchObject([{ answer: '不算，放行。', answered_by: lead, decision_id: null }])
    expect((await claimFor(database.db, another))?.commentId).toBe(held.commentId)
    const again = await lease(database.db, another)
    expect(await returnEscalated(database.db, { ...again, answer: '' })).toEqual({ outcome: 'not_escalated' })
    expect(await escalate(database.db, { ...again, escalationId: uuidv7(), question: '真的？' })).toEqual({
      outcome: 'escalated',
    })
  })

  test('is asked about once, and only under a lease', async () => {
    await ask()
    const key = await lease(database.db, lead, 'escalated')
    expect(await escalate(database.db, { ...key, escalationId: uuidv7(), question: '？' })).toEqual({
      outcome: 'already_escalated',
    })
    expect((await commentRow(database.db, held.commentId)).lease_token).toBe(key.leaseToken)
    expect(await returnEscalated(database.db, { ...key, leaseToken: uuidv7(), answer: '？' })).toMatchObject({
      outcome: 'lease_lost',
    })
  })
})

describe('a comment that is opened by its id', () => {
  const openBy = (moderatorId: string) =>
    open(database.db, { siteId: SITE, commentId: held.commentId, moderatorId, seconds: 600, isLead: false })

  test('is leased to one moderator, and to the others it is told to whom', async () => {
    expect(await openBy(held.moderatorId)).toMatchObject({ outcome: 'opened', lease: { leaseToken: held.leaseToken } })
    expect(await openBy(another)).toEqual({ outcome: 'taken', holder: '王編輯' })
    await decide(database.db, publish(held))
    const outcomes = await Promise.all([openBy(another), openBy(lead)])
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['opened', 'taken'])
  })

  test('may be decided as its status allows, and not when it is withdrawn', async () => {
    await decide(database.db, publish(held))
    const opened = await openBy(another)
    if (opened.outcome !== 'opened') throw new Error(opened.outcome)
    expect(opened.lease.queue).toBeNull()
    const key = { ...held, moderatorId: another, leaseToken: opened.lease.leaseToken }
    const removal = { ...publish(key), kind: 'remove', category: 'abuse' } as const
    expect(await decide(database.db, removal)).toMatchObject({ outcome: 'decided', closed: [] })
    expect((await commentRow(database.db, held.commentId)).status).toBe('removed')
    await emptyQueue(database.db)
    expect(await openBy(another)).toEqual({ outcome: 'not_found' })
  })
})

test('notes are kept in their order, without a lease, and the log tells of each but not what it says', async () => {
  const write = (moderatorId: string, text: string) =>
    writeNote(database.db, { siteId: SITE, commentId: held.commentId, noteId: uuidv7(), moderatorId, text })
  expect(await write(held.moderatorId, '同一個號')).toEqual({ outcome: 'written' })
  expect(await write(another, '見過')).toEqual({ outcome: 'written' })
  expect(await listNotes(database.db, SITE, held.commentId)).toMatchObject([{ text: '同一個號' }, { text: '見過' }])
  const events = await database.db.selectFrom('event').selectAll().where('type', '=', 'note.written').execute()
  expect(JSON.stringify(events)).not.toContain('同一個號')
  expect(await verifyChain(database.db, SITE, held.commentId)).toMatchObject({ outcome: 'intact' })
  await expect(database.db.deleteFrom('note').execute()).rejects.toThrow('append-only')
  const nobody = { siteId: SITE, commentId: uuidv7(), noteId: uuidv7(), moderatorId: another, text: '？' }
  expect(await writeNote(database.db, nobody)).toEqual({ outcome: 'not_found' })
})
