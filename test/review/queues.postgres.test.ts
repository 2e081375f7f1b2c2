import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { QUEUES, type Queue } from '../../src/moderation/queue.ts'
import { decide } from '../../src/review/decide.ts'
import { LEASES_HELD, type LeaseKey } from '../../src/review/lease.ts'
import { countQueues, foldQueueCounts } from '../../src/review/queue-counts.ts'
import { releaseAll, releaseMany } from '../../src/review/release.ts'
import { renewMany } from '../../src/review/renew.ts'
import { skip } from '../../src/review/skip.ts'
import { undo } from '../../src/review/undo.ts'
import { askModerators } from '../../src/storage/asking.ts'
import { verifyChain } from '../../src/storage/events.ts'
import { withdrawComment } from '../../src/storage/withdraw-comment.ts'
import { createFactory, SITE, screened } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import {
  claimFor,
  claimMany,
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

beforeAll(async () => {
  database = await createTestDatabase(25)
  await insertQueue(database.db)
})

beforeEach(() => emptyQueue(database.db))

afterAll(() => database.drop())

async function insertPublished(count: number): Promise<string[]> {
  const factory = createFactory(database.db)
  const readerId = (await factory.reader.insert()).id
  const comments = Array.from({ length: count }, () =>
    factory.comment.insert({ readerId, screening: screened('pass'), at: new Date(Date.UTC(2023, 7, 22)) }),
  )
  return (await Promise.all(comments)).map(({ id }) => id)
}

interface Asked {
  readonly since?: Date
  readonly barred?: string[]
}

async function ask(commentId: string, queue: Exclude<Queue, 'held'>, asked: Asked = {}): Promise<void> {
  const since = asked.since ?? new Date(Date.UTC(2023, 7, 23, 7))
  await database.db
    .transaction()
    .execute((trx) => askModerators(trx, { siteId: SITE, commentId, queue, since, barred: asked.barred ?? [] }))
}

const keyOf = (moderatorId: string, claimed: { commentId: string; leaseToken: string }): LeaseKey => ({
  siteId: SITE,
  moderatorId,
  commentId: claimed.commentId,
  leaseToken: claimed.leaseToken,
})

describe('a batch', () => {
  test('is the next in turn, and what is held of it comes back under the same tokens before anything new', async () => {
    const held = await insertHeld(database.db, 12)
    const [moderatorId] = await insertModerators(database.db, 1)
    const first = await claimMany(database.db, moderatorId!, { count: 3 })
    expect(first.map(({ commentId }) => commentId)).toEqual(held.slice(0, 3).map(({ id }) => id))
    await decide(database.db, publish(keyOf(moderatorId!, first[0]!)))
    const second = await claimMany(database.db, moderatorId!, { count: 3 })
    expect(second.map(({ commentId }) => commentId)).toEqual(held.slice(1, 4).map(({ id }) => id))
    expect(second.slice(0, 2).map(({ leaseToken }) => leaseToken)).toEqual(
      first.slice(1).map(({ leaseToken }) => leaseToken),
    )
  })

  test('of ten moderators who ask at once never overlaps another', async () => {
    const held = await insertHeld(database.db, 60)
    const moderators = await insertModerators(database.db, 10)
    const batches = await Promise.all(moderators.map((id) => claimMany(database.db, id, { count: 10 })))
    const ids = batches.flat().map(({ commentId }) => commentId)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toHaveLength(60)
    expect(new Set(ids)).toEqual(new Set(held.map(({ id }) => id)))
    for (const id of ids.slice(0, 5)) {
      expect(await verifyChain(database.db, SITE, id)).toMatchObject({ outcome: 'intact', count: 4 })
    }
  })

  test('never lets one moderator hold more than twenty, in whatever queues and however fast they ask', async () => {
    await insertHeld(database.db, 30)
    for (const id of await insertPublished(15)) await ask(id, 'reported')
    const [moderatorId] = await insertModerators(database.db, 1)
    const queues = ['held', 'reported'] as const
    await Promise.all(
      Array.from({ length: 8 }, (_, at) =>
        claimMany(database.db, moderatorId!, { count: 10 + at, queues: [queues[at % 2]!] }),
      ),
    )
    const rows = await database.db.selectFrom('comment').select('id').where('lease_holder', '=', moderatorId!).execute()
    expect(rows).toHaveLength(LEASES_HELD)
  })

  test('is renewed lease by lease, and each that is lost says why', async () => {
    await insertHeld(database.db, 3)
    const [moderatorId, another] = await insertModerators(database.db, 2)
    const [kept, decided, lost] = await claimMany(database.db, moderatorId!, { count: 3 })
    await decide(database.db, publish(keyOf(moderatorId!, decided!)))
    await expire(database.db, lost!.commentId)
    await claimFor(database.db, another!)
    const answers = await renewMany(database.db, { siteId: SITE, moderatorId: moderatorId!, seconds: 900 }, [
      kept!,
      decided!,
      lost!,
    ])
    expect(
      answers.map(({ commentId, answer }) => [commentId, answer.outcome, 'reason' in answer && answer.reason]),
    ).toEqual([
      [kept!.commentId, 'renewed', false],
      [decided!.commentId, 'lease_lost', 'decided'],
      [lost!.commentId, 'lease_lost', 'taken'],
    ])
  })

  test('is given back by its tokens, or with all that is held, and nothing of another goes with it', async () => {
    await insertHeld(database.db, 5)
    const [moderatorId, another] = await insertModerators(database.db, 2)
    const mine = await claimMany(database.db, moderatorId!, { count: 3 })
    const theirs = await claimMany(database.db, another!, { count: 2 })
    const holder = { siteId: SITE, moderatorId: moderatorId! }
    expect(await releaseMany(database.db, holder, [mine[0]!, theirs[0]!])).toEqual([mine[0]!.commentId])
    expect(new Set(await releaseAll(database.db, holder))).toEqual(
      new Set(mine.slice(1).map(({ commentId }) => commentId)),
    )
    expect(await releaseAll(database.db, holder)).toEqual([])
    expect((await eventTypes(database.db, mine[1]!.commentId)).at(-1)).toBe('lease.released')
    for (const { commentId } of theirs) {
      expect((await commentRow(database.db, commentId)).lease_holder).toBe(another)
    }
  })
})

describe('a queue', () => {
  test('gives what was asked there and nothing else, and all of them by whose turn it is', async () => {
    const [held] = await insertHeld(database.db, 1)
    const [reported, patrolled] = await insertPublished(2)
    await ask(reported!, 'reported')
    await ask(patrolled!, 'patrol')
    const [one, two, all] = await insertModerators(database.db, 3)
    expect((await claimFor(database.db, one!, 'reported'))?.commentId).toBe(reported)
    expect(await claimFor(database.db, two!, 'reported')).toBeUndefined()
    expect((await claimFor(database.db, two!, 'patrol'))?.commentId).toBe(patrolled)
    await releaseAll(database.db, { siteId: SITE, moderatorId: one! })
    await releaseAll(database.db, { siteId: SITE, moderatorId: two! })
    const every = await claimMany(database.db, all!, { count: 10, queues: QUEUES })
    expect(every.map(({ commentId, queue }) => [commentId, queue])).toEqual([
      [reported, 'reported'],
      [held!.id, 'held'],
      [patrolled, 'patrol'],
    ])
  })

  test('takes back a comment with its own lease only; leases elsewhere stay where they are', async () => {
    const [held] = await insertHeld(database.db, 2)
    const [reported] = await insertPublished(1)
    await ask(reported!, 'reported')
    const [moderatorId] = await insertModerators(database.db, 1)
    const first = await claimFor(database.db, moderatorId!)
    expect(first?.commentId).toBe(held!.id)
    expect((await claimFor(database.db, moderatorId!, 'reported'))?.commentId).toBe(reported)
    expect((await claimFor(database.db, moderatorId!))?.leaseToken).toBe(first?.leaseToken)
  })

  test('never gives a comment to a moderator who is barred from it', async () => {
    const [moderatorId, another] = await insertModerators(database.db, 2)
    const [published] = await insertPublished(1)
    await ask(published!, 'second', { barred: [moderatorId!] })
    expect(await claimFor(database.db, moderatorId!, 'second')).toBeUndefined()
    expect((await claimFor(database.db, another!, 'second'))?.commentId).toBe(published)
  })

  test('keeps its place for what is asked twice', async () => {
    const [moderatorId] = await insertModerators(database.db, 1)
    const [published] = await insertPublished(1)
    await ask(published!, 'second')
    await ask(published!, 'second', { since: new Date(), barred: [moderatorId!] })
    const rows = await database.db.selectFrom('waiting').selectAll().where('comment_id', '=', published!).execute()
    expect(rows).toMatchObject([{ since: new Date(Date.UTC(2023, 7, 23, 7)), barred: [moderatorId] }])
  })

  test('loses what is withdrawn, and what a decision elsewhere answers, but no appeal', async () => {
    const [moderatorId] = await insertModerators(database.db, 1)
    const [withdrawn, kept] = await insertPublished(2)
    for (const id of [withdrawn!, kept!]) {
      await ask(id, 'reported')
      await ask(id, 'patrol')
    }
    await ask(kept!, 'second')
    const { reader_id: readerId } = await commentRow(database.db, withdrawn!)
    const withdrawal = { siteId: SITE, commentId: withdrawn!, readerId, at: new Date() }
    await database.db.transaction().execute((trx) => withdrawComment(trx, withdrawal))
    expect(await queuesOf(withdrawn!)).toEqual([])
    const key = await lease(database.db, moderatorId!, 'patrol')
    const before = await commentRow(database.db, kept!)
    expect(await decide(database.db, publish(key))).toMatchObject({
      outcome: 'decided',
      closed: ['reported', 'patrol'],
    })
    expect(await queuesOf(kept!)).toEqual(['second'])
    expect(await commentRow(database.db, kept!)).toMatchObject({
      status: 'published',
      published_at: before.published_at,
    })
  })

  test('decides only what it asks', async () => {
    const [moderatorId] = await insertModerators(database.db, 1)
    await insertHeld(database.db, 1)
    const key = await lease(database.db, moderatorId!)
    const removal = { ...reject(key), kind: 'remove' } as const
    expect(await decide(database.db, removal)).toEqual({ outcome: 'not_decidable', status: 'held', queue: 'held' })
    expect(await commentRow(database.db, key.commentId)).toMatchObject({ status: 'held', lease_token: key.leaseToken })
  })

  test('of appeals restores what was removed to where it was among the published', async () => {
    const [moderatorId, another] = await insertModerators(database.db, 2)
    const [published] = await insertPublished(1)
    const { published_at } = await commentRow(database.db, published!)
    await ask(published!, 'reported')
    await decide(database.db, { ...reject(await lease(database.db, moderatorId!, 'reported')), kind: 'remove' })
    await ask(published!, 'appeals', { barred: [moderatorId!] })
    const key = await lease(database.db, another!, 'appeals')
    const restoring = { ...publish(key), kind: 'restore' } as const
    expect(await decide(database.db, restoring)).toMatchObject({ outcome: 'decided', closed: ['appeals'] })
    expect(await commentRow(database.db, published!)).toMatchObject({
      status: 'published',
      published_at,
      category: null,
    })
  })
})

test('what is claimed, decided, given back and claimed again by many at once is decided once each', async () => {
  const ids = await insertPublished(40)
  for (const id of ids) await ask(id, 'reported')
  const moderators = await insertModerators(database.db, 20)
  const decided: string[] = []
  const work = moderators.map(async (moderatorId) => {
    for (let turn = 0; ; turn += 1) {
      const [claimed] = await claimMany(database.db, moderatorId, { count: 1, queues: ['reported'] })
      if (!claimed) return
      if (turn % 3 === 0) {
        await releaseAll(database.db, { siteId: SITE, moderatorId })
        continue
      }
      const result = await decide(database.db, publish(keyOf(moderatorId, claimed)))
      expect(result).toMatchObject({ outcome: 'decided', closed: ['reported'] })
      decided.push(claimed.commentId)
    }
  })
  await Promise.all(work)
  expect(decided.sort()).toEqual(ids.toSorted())
})

describe('a skip', () => {
  const skipBy = (moderatorId: string, claimed: { commentId: string; leaseToken: string }) =>
    skip(database.db, { ...keyOf(moderatorId, claimed), reason: 'unsure' })

  test('gives the comment to others at once, and to the moderator when nothing else is left, in turn', async () => {
    const held = await insertHeld(database.db, 3)
    const [moderatorId, another] = await insertModerators(database.db, 2)
    const order: (string | undefined)[] = []
    for (let turn = 0; turn < 5; turn += 1) {
      const claimed = await claimFor(database.db, moderatorId!)
      order.push(claimed?.commentId)
      expect(await skipBy(moderatorId!, claimed!)).toEqual({ outcome: 'skipped' })
    }
    const [first, second, third] = held.map(({ id }) => id)
    expect(order).toEqual([first, second, third, first, second])
    expect((await claimFor(database.db, another!))?.commentId).toBe(first)
    const events = await database.db
      .selectFrom('event')
      .select('detail')
      .where('comment_id', '=', third!)
      .where('type', '=', 'comment.skipped')
      .execute()
    expect(events).toEqual([{ detail: { reason: 'unsure' } }])
  })

  test('is forgotten with the decision, and needs the lease', async () => {
    await insertHeld(database.db, 1)
    const [moderatorId, another] = await insertModerators(database.db, 2)
    const claimed = await claimFor(database.db, moderatorId!)
    await skipBy(moderatorId!, claimed!)
    expect(await skipBy(moderatorId!, claimed!)).toMatchObject({ outcome: 'lease_lost', reason: 'expired' })
    await decide(database.db, publish(await lease(database.db, another!)))
    const skips = database.db.selectFrom('skip').selectAll().where('moderator_id', '=', moderatorId!)
    expect(await skips.execute()).toEqual([])
  })
})

describe('the counts', () => {
  test('have how many wait, the oldest, the age that 95 of 100 do not exceed, and the time that is left', async () => {
    expect(await countQueues(database.db, SITE)).toMatchObject(
      QUEUES.map((queue) => ({ queue, waiting: 0, oldestSeconds: null })),
    )
    const ids = await insertPublished(40)
    for (const [at, id] of ids.entries()) await ask(id, 'reported', { since: new Date(Date.now() - at * 60_000) })
    const count = (await countQueues(database.db, SITE)).find(({ queue }) => queue === 'reported')
    expect(count).toMatchObject({ waiting: 40, targetMinutes: 60 })
    expect(Math.round(count!.oldestSeconds! / 60)).toBe(39)
    expect(Math.round(count!.p95Seconds! / 60)).toBe(37)
    expect(count!.secondsLeft).toBe(3_600 - count!.oldestSeconds!)
  })

  test('are those of the rows after a storm of claims, decisions, undoings, reports and withdrawals', async () => {
    const held = await insertHeld(database.db, 60)
    const published = await insertPublished(20)
    const moderators = await insertModerators(database.db, 8)
    const storm = moderators.map(async (moderatorId, number) => {
      for (let turn = 0; turn < 8; turn += 1) {
        const queue = number % 3 === 0 ? 'reported' : 'held'
        const [claimed] = await claimMany(database.db, moderatorId, { count: 1, queues: [queue] })
        if (!claimed) continue
        const ruling = queue === 'held' && turn % 2 ? reject : publish
        const decided = await decide(database.db, ruling(keyOf(moderatorId, claimed)))
        if (decided.outcome !== 'decided' || turn % 3 > 0) continue
        const undoing = { siteId: SITE, commentId: claimed.commentId, decisionId: decided.decision.id, moderatorId }
        await undo(database.db, { ...undoing, isLead: false, seconds: 600 })
      }
    })
    const reports = published.map((id) => ask(id, 'reported'))
    const folds = [foldQueueCounts(database.db), foldQueueCounts(database.db)]
    const withdrawals = held
      .slice(40, 50)
      .map(({ id: commentId, reader_id: readerId }) =>
        database.db
          .transaction()
          .execute((trx) => withdrawComment(trx, { siteId: SITE, commentId, readerId, at: new Date() })),
      )
    await Promise.all([...storm, ...reports, ...folds, ...withdrawals])
    await expectExact()
    await foldQueueCounts(database.db)
    await expectExact()
    const { rows } = await sql<{
      shards: number
    }>`select count(*)::int as shards from waiting_count where shard <> 0`.execute(database.db)
    expect(rows).toEqual([{ shards: 0 }])
  })

  async function expectExact(): Promise<void> {
    const { rows } = await sql<{ queue: string; waiting: number }>`
      select queue, count(*)::int as waiting from waiting group by queue order by queue`.execute(database.db)
    const counted = (await countQueues(database.db, SITE)).filter(({ waiting }) => waiting !== 0)
    expect(rows.length).toBeGreaterThan(0)
    expect(
      counted.map(({ queue, waiting }) => ({ queue, waiting })).sort((a, b) => (a.queue < b.queue ? -1 : 1)),
    ).toEqual(rows)
    const { held } = await database.db
      .selectFrom('comment')
      .select(sql<number>`count(*)::int`.as('held'))
      .where('status', '=', 'held')
      .executeTakeFirstOrThrow()
    expect(counted.find(({ queue }) => queue === 'held')?.waiting ?? 0).toBe(held)
  }
})

async function queuesOf(commentId: string): Promise<string[]> {
  const rows = await database.db.selectFrom('waiting').select('queue').where('comment_id', '=', commentId).execute()
  return rows.map(({ queue }) => queue)
}
