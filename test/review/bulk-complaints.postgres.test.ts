import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { replay } from '../../src/moderation/life-cycle.ts'
import { approveBulk } from '../../src/review/bulk/act.ts'
import { undoBulk } from '../../src/review/bulk/close-act.ts'
import { listEvents, verifyChain } from '../../src/storage/events.ts'
import { SITE } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import { actOf, rejection, seen, start } from './bulk.ts'
import { appeal, insertPublished, queuesOf, report } from './complaints.ts'
import { claimFor, commentRow, emptyQueue, insertHeld, insertModerators, insertQueue } from './queue.ts'

let database: TestDatabase
let proposer: string
let approver: string
let third: string

beforeAll(async () => {
  database = await createTestDatabase()
  await insertQueue(database.db)
})

beforeEach(async () => {
  const { db } = database
  await emptyQueue(db)
  await db.updateTable('moderator').set({ disabled_at: new Date() }).execute()
  ;[proposer, approver, third] = (await insertModerators(db, 3)) as [string, string, string]
})

afterAll(() => database.drop())

const closing = (bulkId: string, moderatorId: string) => ({ siteId: SITE, bulkId, moderatorId, isLead: false })

const restoring = (moderatorId: string, ids: readonly { readonly id: string }[]) =>
  ({ ...rejection(moderatorId, seen(ids, 'rejected')), kind: 'restore', category: null }) as const

/** Comments that a moderator has refused, each of which its author appeals. */
async function insertAppealed(moderatorId: string, count: number): Promise<{ id: string }[]> {
  const held = await insertHeld(database.db, count)
  for (let from = 0; from < count; from += 10)
    await start(database.db, rejection(moderatorId, seen(held.slice(from, from + 10))))
  for (const { id } of held) expect(await appeal(database.db, id)).toMatchObject({ outcome: 'appealed' })
  return held
}

async function outcomesOf(bulkId: string): Promise<Map<string, string | null>> {
  const act = await actOf(database.db, bulkId)
  return new Map(act?.list.map(({ id, outcome }) => [id, outcome]))
}

const rowsOf = <T extends 'appeal' | 'report' | 'second_review' | 'review_sample' | 'waiting' | 'decision'>(
  table: T,
  ids: readonly { readonly id: string }[],
) =>
  database.db
    .selectFrom(table as 'appeal')
    .selectAll()
    .where(
      'comment_id',
      'in',
      ids.map(({ id }) => id),
    )
    .orderBy('comment_id')
    .execute()

async function expectSound(comments: readonly { readonly id: string }[]): Promise<void> {
  for (const { id } of comments) {
    expect(await verifyChain(database.db, SITE, id)).toMatchObject({ outcome: 'intact' })
    expect(replay(await listEvents(database.db, SITE, id))).toBe((await commentRow(database.db, id)).status)
  }
}

describe('reports', () => {
  test('on many comments are answered by the act, and open again once it is undone', async () => {
    const { db } = database
    const published = [{ id: await insertPublished(db) }, { id: await insertPublished(db) }]
    for (const { id } of published) await report(db, id)
    await report(db, published[0]!.id)
    const asked = await rowsOf('waiting', published)
    const wanted = { ...rejection(proposer, seen(published, 'published')), kind: 'remove', category: 'abuse' } as const
    const bulkId = await start(db, wanted)
    const made = await rowsOf('decision', published)
    const answered = await db.selectFrom('report').selectAll().where('answered_at', 'is not', null).execute()
    expect(answered).toHaveLength(3)
    for (const { decision_id } of answered) expect(made.map(({ id }) => id)).toContain(decision_id)
    expect(await rowsOf('waiting', published)).toEqual([])
    await undoBulk(db, closing(bulkId, proposer))
    for (const row of await rowsOf('report', published))
      expect(row).toMatchObject({ answered_at: null, decision_id: null })
    expect(await rowsOf('waiting', published)).toEqual(asked)
    await expectSound(published)
  })
})

describe('appeals', () => {
  test('are overturned by an act of another, looked at again, and open again once it is undone', async () => {
    const { db } = database
    const appealed = await insertAppealed(third, 2)
    const asked = await rowsOf('waiting', appealed)
    const bulkId = await start(db, restoring(proposer, appealed))
    expect([...(await outcomesOf(bulkId)).values()]).toEqual(['decided', 'decided'])
    for (const [at, row] of (await rowsOf('appeal', appealed)).entries()) {
      expect(row).toMatchObject({ outcome: 'overturned', answered_at: expect.any(Date), answer_id: expect.any(String) })
      const { id } = appealed[at]!
      expect((await commentRow(db, id)).status).toBe('published')
      expect((await listEvents(db, SITE, id)).at(-1)).toMatchObject({
        type: 'appeal.decided',
        detail: { outcome: 'overturned', decisionId: row.answer_id },
      })
      expect(await queuesOf(db, id)).toEqual(['second'])
    }
    expect(await rowsOf('second_review', appealed)).toMatchObject([{ reason: 'appeal' }, { reason: 'appeal' }])
    for (const { barred } of (await rowsOf('waiting', appealed)) as unknown as { barred: string[] }[])
      expect(new Set(barred)).toEqual(new Set([proposer, third]))
    const told = await db.selectFrom('change').select('moderator_id').where('type', '=', 'overturned').execute()
    expect(told.filter(({ moderator_id }) => moderator_id === third)).toHaveLength(2)

    await undoBulk(db, closing(bulkId, proposer))
    for (const row of await rowsOf('appeal', appealed))
      expect(row).toMatchObject({ outcome: null, answered_at: null, answer_id: null })
    expect(await rowsOf('waiting', appealed)).toEqual(asked)
    expect(await rowsOf('second_review', appealed)).toEqual([])
    await expectSound(appealed)
  })

  test('are upheld by an act that refuses again, which cannot be appealed', async () => {
    const { db } = database
    const appealed = await insertAppealed(third, 2)
    await start(db, rejection(proposer, seen(appealed, 'rejected')))
    expect(await rowsOf('appeal', appealed)).toMatchObject([{ outcome: 'upheld' }, { outcome: 'upheld' }])
    expect(await rowsOf('waiting', appealed)).toEqual([])
    expect(await appeal(db, appealed[0]!.id)).toEqual({ outcome: 'already_appealed' })
    await expectSound(appealed)
  })

  test('against the proposer or the approver are left out of their act and named', async () => {
    const { db } = database
    const byThird = await insertAppealed(third, 9)
    const byProposer = await insertAppealed(proposer, 1)
    const byApprover = await insertAppealed(approver, 1)
    const bulkId = await start(db, restoring(proposer, [...byThird, ...byProposer, ...byApprover]))
    await approveBulk(db, closing(bulkId, approver))
    const outcomes = await outcomesOf(bulkId)
    expect(outcomes.get(byProposer[0]!.id)).toBe('barred')
    expect(outcomes.get(byApprover[0]!.id)).toBe('barred')
    expect([...outcomes.values()].filter((outcome) => outcome === 'decided')).toHaveLength(9)
    expect(await rowsOf('appeal', [...byProposer, ...byApprover])).toMatchObject([{ outcome: null }, { outcome: null }])
    expect((await commentRow(db, byProposer[0]!.id)).status).toBe('rejected')
  })

  test('made while an act waits bar whoever they are about when it is approved', async () => {
    const { db } = database
    const held = await insertHeld(db, 11)
    await start(db, rejection(approver, seen(held.slice(0, 10))))
    await start(db, rejection(approver, seen(held.slice(10))))
    const bulkId = await start(db, restoring(proposer, held))
    await appeal(db, held[0]!.id)
    await approveBulk(db, closing(bulkId, approver))
    expect((await outcomesOf(bulkId)).get(held[0]!.id)).toBe('barred')
  })

  test('against an act of two go to neither', async () => {
    const { db } = database
    const held = await insertHeld(db, 11)
    const bulkId = await start(db, rejection(proposer, seen(held)))
    await approveBulk(db, closing(bulkId, approver))
    await appeal(db, held[0]!.id)
    expect(await claimFor(db, proposer, 'appeals')).toBeUndefined()
    expect(await claimFor(db, approver, 'appeals')).toBeUndefined()
    expect(await claimFor(db, third, 'appeals')).toMatchObject({ commentId: held[0]!.id })
  })
})

test('second looks are drawn from an act as from single decisions, and end with its undo', async () => {
  const { db } = database
  const held = await insertHeld(db, 11)
  const bulkId = await start(db, rejection(proposer, seen(held)))
  let drawn = 0
  const random = () => (drawn++ % 2 === 0 ? 0.01 : 0.9)
  await approveBulk(db, { ...closing(bulkId, approver), sampling: { share: 0.05, random } })
  const reviews = await rowsOf('second_review', held)
  expect(reviews).toHaveLength(6)
  for (const one of reviews) expect(one).toMatchObject({ reason: 'sample' })
  expect(await rowsOf('review_sample', held)).toHaveLength(6)
  const waiting = (await rowsOf('waiting', held)) as unknown as { queue: string; barred: string[] }[]
  expect(waiting.map(({ queue }) => queue)).toEqual(Array.from({ length: 6 }, () => 'second'))
  for (const { barred } of waiting) expect(new Set(barred)).toEqual(new Set([proposer, approver]))
  expect(await claimFor(db, approver, 'second')).toBeUndefined()
  await undoBulk(db, closing(bulkId, proposer))
  expect(await rowsOf('second_review', held)).toEqual([])
  expect(await rowsOf('review_sample', held)).toEqual([])
  expect([
    ...new Set((await rowsOf('waiting', held)).map((row) => (row as unknown as { queue: string }).queue)),
  ]).toEqual(['held'])
})

test('what nobody is left to look at again is not drawn', async () => {
  const { db } = database
  await db.updateTable('moderator').set({ disabled_at: new Date() }).where('id', 'in', [approver, third]).execute()
  const held = await insertHeld(db, 2)
  await start(db, { ...rejection(proposer, seen(held)), bulkId: uuidv7(), sampling: { share: 1, random: () => 0 } })
  expect(await rowsOf('second_review', held)).toEqual([])
})
