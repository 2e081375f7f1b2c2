import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { toRows } from '../../src/cli/decided-rows.ts'
import { decide } from '../../src/review/decide.ts'
import { undo } from '../../src/review/undo.ts'
import { listDecidedComments } from '../../src/storage/decided-comments.ts'
import { createFactory, SITE, screened } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import { appeal, insertPublished, remove, report, restore, settle } from '../review/complaints.ts'
import { emptyQueue, insertHeld, insertModerators, insertQueue, lease, publish, reject } from '../review/queue.ts'

let database: TestDatabase
let first: string
let second: string
let lead: string

const DRAWN = { sampling: { share: 0.05, random: 0.01 } }

beforeAll(async () => {
  database = await createTestDatabase(10)
  await insertQueue(database.db)
  lead = (await createFactory(database.db).moderator.insert({ role: 'lead' })).id
})
afterAll(() => database.drop())

beforeEach(async () => {
  await emptyQueue(database.db)
  ;[first, second] = (await insertModerators(database.db, 2)) as [string, string]
})

/** What is learnt of one comment. */
async function learnt(commentId: string) {
  const { db } = database
  const text = `第${commentId}條`
  await db.updateTable('comment').set({ text }).where('id', '=', commentId).execute()
  const comments = await listDecidedComments(db, { siteId: SITE, limit: 1000 })
  return toRows(comments.filter((one) => one.text === text)).rows.map(({ label, weight }) => [label, weight])
}

const undoBy = (commentId: string, decisionId: string) =>
  undo(database.db, { siteId: SITE, commentId, decisionId, moderatorId: lead, isLead: true, seconds: 600 })

const claimHeld = async () => {
  await insertHeld(database.db, 1)
  return lease(database.db, first)
}

test('a decision that was undone teaches nothing, and the one that follows it does', async () => {
  const { db } = database
  const held = await claimHeld()
  const decisionId = await settle(db, reject(held))
  expect(await learnt(held.commentId)).toEqual([['abuse', 1]])
  expect(await undoBy(held.commentId, decisionId)).toMatchObject({ outcome: 'undone' })
  expect(await learnt(held.commentId)).toEqual([])
  await settle(db, publish(await lease(db, second)))
  expect(await learnt(held.commentId)).toEqual([['benign', 1]])
})

test('a decision teaches nothing once its author has written another text, and the next one does', async () => {
  const { db } = database
  const held = await claimHeld()
  await settle(db, publish(held))
  const later = new Date(Date.now() + 1_000)
  await db.updateTable('comment').set({ edited_at: later }).where('id', '=', held.commentId).execute()
  expect(await learnt(held.commentId)).toEqual([])
  await db.updateTable('screening').set({ screened_at: later }).where('comment_id', '=', held.commentId).execute()
  await db.updateTable('decision').set({ decided_at: later }).where('comment_id', '=', held.commentId).execute()
  expect(await learnt(held.commentId)).toEqual([['benign', 1]])
})

test('of a comment that was decided again only the last decision teaches, and an undone last gives way to the first', async () => {
  const { db } = database
  const commentId = await insertPublished(db)
  await report(db, commentId)
  await settle(db, publish(await lease(db, first, 'reported')))
  await report(db, commentId)
  const removed = await settle(db, remove(await lease(db, second, 'reported')))
  expect(await learnt(commentId)).toEqual([['abuse', 1]])
  await undoBy(commentId, removed)
  expect(await learnt(commentId)).toEqual([['benign', 1]])
})

test('what the policy decided teaches nothing, however it was decided before', async () => {
  const { db } = database
  const commentId = await insertPublished(db)
  await report(db, commentId)
  const removed = await settle(db, remove(await lease(db, first, 'reported')))
  await undoBy(commentId, removed)
  expect(await learnt(commentId)).toEqual([])
})

test('a second opinion shares the comment with the decision, and a lead who settles it has all of it', async () => {
  const { db } = database
  const agreed = await claimHeld()
  await settle(db, { ...reject(agreed), ...DRAWN })
  await decide(db, reject(await lease(db, second, 'second')))
  expect(await learnt(agreed.commentId)).toEqual([
    ['abuse', 0.5],
    ['abuse', 0.5],
  ])
  const doubted = await claimHeld()
  await settle(db, { ...reject(doubted), ...DRAWN })
  await decide(db, publish(await lease(db, second, 'second')))
  expect(await learnt(doubted.commentId)).toEqual([
    ['abuse', 0.5],
    ['benign', 0.5],
  ])
  const word = await settle(db, restore(await lease(db, lead, 'escalated')))
  expect(await learnt(doubted.commentId)).toEqual([['benign', 1]])
  await undoBy(doubted.commentId, word)
  expect(await learnt(doubted.commentId)).toEqual([
    ['abuse', 0.5],
    ['benign', 0.5],
  ])
})

test('a refusal teaches nothing of the text where the name beside it was found fault with; what stands does', async () => {
  const { db } = database
  const finding = {
    rule: 'display-name',
    category: 'ad_spam' as const,
    weight: 0.8,
    detail: { name: '微信13812345678' },
  }
  const { evidence, ...rest } = screened('hold')
  const screening = { ...rest, evidence: { ...evidence, findings: [finding] } }
  for (const [ruling, learns] of [
    [reject, []],
    [publish, [['benign', 1]]],
  ] as const) {
    const { id } = await createFactory(db).comment.insert({ screening, at: new Date(Date.UTC(2023, 7, 23)) })
    await settle(db, ruling(await lease(db, first)))
    expect(await learnt(id)).toEqual(learns)
  }
})

async function insertPatrolled(probability: number, verdict: 'pass' | 'block' = 'pass'): Promise<string> {
  const comment = { screening: screened(verdict), at: new Date(Date.now() - 60_000), patrolShare: probability }
  return (await createFactory(database.db).comment.insert(comment)).id
}

test('what was drawn stands for all that were not, and no more where a report would have brought it anyhow', async () => {
  const { db } = database
  const drawn = await insertPatrolled(0.01)
  await settle(db, publish(await lease(db, first, 'patrol')))
  expect(await learnt(drawn)).toEqual([['benign', 100]])
  const reported = await insertPatrolled(0.01)
  await report(db, reported)
  await settle(db, remove(await lease(db, first, 'patrol')))
  expect(await learnt(reported)).toEqual([['abuse', 1]])
  const rescanned = await insertPatrolled(0.01)
  const { verdict, category, evidence } = screened('hold')
  await db
    .insertInto('screening')
    .values({
      site_id: SITE,
      comment_id: rescanned,
      id: uuidv7(),
      verdict,
      category,
      risk: '{}',
      evidence: JSON.stringify(evidence),
      screened_at: new Date(),
    })
    .execute()
  await settle(db, publish(await lease(db, first, 'patrol')))
  expect(await learnt(rescanned)).toEqual([['benign', 1]])
})

test('what the machine refused and was drawn stands for all that it refused, unless its author would have appealed', async () => {
  const { db } = database
  const wrong = await insertPatrolled(0.01, 'block')
  await settle(db, restore(await lease(db, first, 'patrol')))
  expect(await learnt(wrong)).toEqual([['benign', 100]])
  const right = await insertPatrolled(0.01, 'block')
  await settle(db, reject(await lease(db, first, 'patrol')))
  expect(await learnt(right)).toEqual([['abuse', 100]])
  const appealed = await insertPatrolled(0.01, 'block')
  await appeal(db, appealed)
  await settle(db, restore(await lease(db, first, 'patrol')))
  expect(await learnt(appealed)).toEqual([['benign', 1]])
  const removed = await insertPatrolled(0.01)
  await settle(db, remove(await lease(db, first, 'patrol')))
  await appeal(db, removed)
  await settle(db, remove(await lease(db, second, 'appeals')))
  expect(await learnt(removed)).toEqual([['abuse', 100]])
})

test('the share of bad comments that is told by weights is that of all comments, not of those that were read', async () => {
  const { db } = database
  await emptyQueue(db)
  await db.deleteFrom('waiting').execute()
  const before = new Set((await listDecidedComments(db, { siteId: SITE, limit: 1000 })).map(({ text }) => text))
  // Of 1,000 published comments 50 are bad; 40 were drawn, two of them bad, and five of the bad were reported.
  const insert = (bad: boolean, kind: 'drawn' | 'reported' | 'both', at: number) => ({ bad, kind, at })
  const read = [
    ...Array.from({ length: 38 }, (_, at) => insert(false, 'drawn', at)),
    insert(true, 'drawn', 38),
    insert(true, 'both', 39),
    ...Array.from({ length: 4 }, (_, at) => insert(true, 'reported', 40 + at)),
  ]
  for (const { bad, kind, at } of read) {
    const patrolShare = kind === 'reported' ? null : 0.04
    const wanted = { text: `抽樣${at}`, screening: screened('pass'), at: new Date(Date.now() - 60_000), patrolShare }
    const commentId = (await createFactory(db).comment.insert(wanted)).id
    if (kind !== 'drawn') await report(db, commentId)
    const key = await lease(db, first, kind === 'drawn' ? 'patrol' : 'reported')
    await settle(db, bad ? remove(key) : publish(key))
  }
  const all = await listDecidedComments(db, { siteId: SITE, limit: 1000 })
  const { rows } = toRows(all.filter(({ text }) => !before.has(text)))
  const total = (label: string) =>
    rows.filter((row) => row.label === label).reduce((sum, { weight }) => sum + weight, 0)
  expect(total('benign')).toBeCloseTo(38 / 0.04)
  expect(total('abuse')).toBeCloseTo(1 / 0.04 + 5)
})
