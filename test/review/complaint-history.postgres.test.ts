import fc from 'fast-check'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { canDecide, replay } from '../../src/moderation/life-cycle.ts'
import type { Queue } from '../../src/moderation/queue.ts'
import { claim } from '../../src/review/claim.ts'
import { decide, type Ruling } from '../../src/review/decide.ts'
import { escalate } from '../../src/review/escalate.ts'
import { release } from '../../src/review/release.ts'
import { undo } from '../../src/review/undo.ts'
import { findDecisionInForce } from '../../src/storage/decisions.ts'
import { listEvents, verifyChain } from '../../src/storage/events.ts'
import { createFactory, SITE, screened } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import { appeal, report } from './complaints.ts'
import { commentRow, emptyQueue, insertQueue } from './queue.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase(20)
  await insertQueue(database.db)
})

afterAll(async () => {
  await database.drop()
})

const QUEUES: readonly Queue[] = ['held', 'reported', 'appeals', 'second', 'escalated', 'patrol']
const act = fc.record({
  // As often as it takes to come to every outcome of each.
  name: fc.constantFrom(
    ...['report', 'report', 'appeal', 'appeal', 'appeal', 'undo', 'escalate'],
    ...Array.from({ length: 12 }, () => 'decide'),
  ),
  comment: fc.nat({ max: 1 }),
  who: fc.nat({ max: 3 }),
  queue: fc.constantFrom(...QUEUES),
  isFine: fc.boolean(),
  random: fc.constantFrom(0, 0, 0.9),
})
type Act = typeof act extends fc.Arbitrary<infer One> ? One : never

function step(name: string, rest: Partial<Act>): Act {
  return { name, comment: 0, who: 0, queue: 'held', isFine: true, random: 0, ...rest }
}

interface Stage {
  readonly comments: readonly string[]
  /** The last is a lead. */
  readonly moderators: readonly string[]
}

async function perform({ comments, moderators }: Stage, { name, comment, who, queue, isFine, random }: Act) {
  const { db } = database
  const commentId = comments[comment]!
  const moderatorId = moderators[who]!
  if (name === 'report') return report(db, commentId)
  if (name === 'appeal') return appeal(db, commentId)
  if (name === 'undo') {
    const decision = await findDecisionInForce(db, SITE, commentId)
    if (!decision) return undefined
    const undoing = { siteId: SITE, commentId, decisionId: decision.id, moderatorId, isLead: true, seconds: 600 }
    return undo(db, undoing)
  }
  if (queue === 'escalated' && who !== 3) return undefined
  const [lease] = await claim(db, { siteId: SITE, moderatorId, seconds: 600, queues: [queue], count: 1 })
  if (!lease) return undefined
  const key = { siteId: SITE, moderatorId, ...lease }
  if (name === 'escalate') return escalate(db, { ...key, escalationId: uuidv7(), question: '？' })
  const { status } = await commentRow(db, key.commentId)
  for (const ruling of isFine ? FINE : BAD) {
    if (queue !== 'second' && !canDecide(status, ruling.kind)) continue
    const made = { ...ruling, note: null, decisionId: uuidv7(), sampling: { share: 0.5, random } }
    if ((await decide(db, { ...key, ...made })).outcome !== 'not_decidable') return undefined
  }
  return release(db, key)
}

const FINE: readonly Ruling[] = [
  { kind: 'publish', category: null },
  { kind: 'restore', category: null },
]
const BAD: readonly Ruling[] = [
  { kind: 'reject', category: 'abuse' },
  { kind: 'remove', category: 'abuse' },
]

async function stage(): Promise<Stage> {
  await emptyQueue(database.db)
  const { moderator, comment } = createFactory(database.db)
  await database.db.updateTable('moderator').set({ disabled_at: new Date() }).execute()
  const moderators = await Promise.all([moderator.insert(), moderator.insert(), moderator.insert()])
  const lead = await moderator.insert({ role: 'lead' })
  const at = new Date(Date.now() - 60_000)
  const comments = [
    await comment.insert({ screening: screened('hold'), at }),
    await comment.insert({ screening: screened('block'), at }),
  ]
  return { comments: comments.map(({ id }) => id), moderators: [...moderators.map(({ id }) => id), lead.id] }
}

/** What must hold of a comment whatever happened; an empty list where it does. */
async function faults(commentId: string): Promise<string[]> {
  const { rows } = await sql<Record<string, boolean>>`
    with c as (select * from comment where site_id = ${SITE} and id = ${commentId}),
    w as (select queue from waiting where site_id = ${SITE} and comment_id = ${commentId}),
    open_reports as (select from report where comment_id = ${commentId} and answered_at is null)
    select
      (select status = 'published' from c) and exists (select from open_reports)
        <> exists (select from w where queue = 'reported') as "an open report and its question are there together",
      exists (select from open_reports) and (select status not in ('published', 'held') from c)
        as "nothing that is gone has an open report",
      exists (select from appeal where comment_id = ${commentId} and outcome is null)
        <> exists (select from w where queue = 'appeals') as "an open appeal and its question are there together",
      (select status <> 'withdrawn' from c) and
        exists (select from second_review where comment_id = ${commentId} and given_at is null)
        <> exists (select from w where queue = 'second') as "an open second look and its question are there together",
      (select status <> 'withdrawn' from c) and not exists (select from w where queue = 'escalated') and exists (
        select from second_review where comment_id = ${commentId} and escalated_at is not null and lead_decision_id is null
      ) as "whoever disagrees is heard by a lead",
      exists (
        select from appeal join decision as answer on answer.id = appeal.answer_id
        join decision as earlier on earlier.comment_id = appeal.comment_id
          and earlier.moderator_id = answer.moderator_id and earlier.decided_at < appeal.made_at
        where appeal.comment_id = ${commentId} and outcome = 'upheld'
      ) as "nobody upholds what they decided before",
      exists (
        select from second_review join decision on decision.id = second_review.decision_id
        where second_review.comment_id = ${commentId} and second_review.moderator_id = decision.moderator_id
      ) as "nobody looks a second time at their own decision"`.execute(database.db)
  return Object.entries(rows[0] ?? {}).flatMap(([what, isBroken]) => (isBroken ? [what] : []))
}

async function expectSound({ comments }: Stage): Promise<void> {
  for (const id of comments) {
    expect(await faults(id)).toEqual([])
    expect(replay(await listEvents(database.db, SITE, id))).toBe((await commentRow(database.db, id)).status)
    expect(await verifyChain(database.db, SITE, id)).toMatchObject({ outcome: 'intact' })
  }
}

/** Histories that broke it once. */
const KNOWN = [
  // A report came in between the overturning and its undoing.
  [
    step('appeal', { comment: 1 }),
    step('decide', { who: 1, queue: 'appeals' }),
    step('report', { comment: 1 }),
    step('undo', { comment: 1 }),
  ],
  // The second opinion was given between another decision and its undoing.
  [
    step('decide', { who: 0 }),
    step('report', {}),
    step('decide', { who: 1, queue: 'reported', random: 0.9 }),
    step('decide', { who: 2, queue: 'second' }),
    step('undo', {}),
  ],
  // What a lead answered an appeal with was appealed in its turn.
  [
    step('appeal', { comment: 1 }),
    step('escalate', { who: 1, queue: 'appeals' }),
    step('decide', { who: 3, queue: 'escalated', isFine: false, random: 0.9 }),
    step('appeal', { comment: 1 }),
    step('undo', { comment: 1 }),
  ],
  // It was decided anew by a lead who may not answer the appeal, and that was appealed as well.
  [
    step('escalate', { who: 0 }),
    step('decide', { who: 3, queue: 'escalated', isFine: false, random: 0.9 }),
    step('appeal', {}),
    step('escalate', { who: 1, queue: 'appeals' }),
    step('decide', { who: 3, queue: 'escalated', isFine: false, random: 0.9 }),
    step('appeal', {}),
  ],
  // A lead was asked anew after the answer.
  [
    step('escalate', { who: 0 }),
    step('decide', { who: 3, queue: 'escalated', random: 0.9 }),
    step('report', {}),
    step('escalate', { who: 1, queue: 'reported' }),
    step('undo', {}),
  ],
  // A report came upon what was drawn, was decided, and the second opinion given before that was undone.
  [
    step('decide', { who: 0 }),
    step('report', {}),
    step('decide', { who: 3, queue: 'reported', isFine: false, random: 0.9 }),
    step('decide', { who: 1, queue: 'second', isFine: false }),
    step('undo', {}),
  ],
  // A lead kept what two disagreed about, which was appealed.
  [
    step('decide', { who: 0, isFine: false }),
    step('decide', { who: 1, queue: 'second' }),
    step('decide', { who: 3, queue: 'escalated', isFine: false }),
    step('appeal', {}),
    step('undo', {}),
  ],
]

test('after any history each complaint has its question and each question its complaint', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 30, maxLength: 60 }), async (acts) => {
      const staged = await stage()
      for (const one of acts) await perform(staged, one)
      await expectSound(staged)
    }),
    { numRuns: 25, examples: KNOWN.map((acts): [typeof acts] => [acts]), endOnFailure: true },
  )
}, 120_000)

test('so it does where four act at once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 32, maxLength: 64 }), async (acts) => {
      const staged = await stage()
      for (let at = 0; at < acts.length; at += 4) {
        await Promise.all(acts.slice(at, at + 4).map((one) => perform(staged, one)))
      }
      await expectSound(staged)
    }),
    { numRuns: 25, endOnFailure: true },
  )
}, 120_000)
