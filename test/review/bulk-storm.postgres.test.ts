import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { replay } from '../../src/moderation/life-cycle.ts'
import { approveBulk } from '../../src/review/bulk/act.ts'
import { undoBulk } from '../../src/review/bulk/close-act.ts'
import { decide } from '../../src/review/decide.ts'
import { LEASE_SECONDS } from '../../src/review/lease.ts'
import { countQueues } from '../../src/review/queue-counts.ts'
import { releaseAll } from '../../src/review/release.ts'
import { renewMany } from '../../src/review/renew.ts'
import { undo } from '../../src/review/undo.ts'
import { listEvents, verifyChain } from '../../src/storage/events.ts'
import { createFactory, SITE } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import { actOf, rejection, seen, start } from './bulk.ts'
import { claimMany, commentRow, emptyQueue, insertModerators, insertQueue } from './queue.ts'

let database: TestDatabase
let moderators: string[]

beforeAll(async () => {
  database = await createTestDatabase(24)
  await insertQueue(database.db)
  for (const id of ['a-1', 'a-2', 'a-3']) await createFactory(database.db).article.insert({ id })
  moderators = await insertModerators(database.db, 20)
})

beforeEach(() => emptyQueue(database.db))

afterAll(() => database.drop())

/** Held comments under three articles, so that counts of several change at once. */
async function insertMany(count: number): Promise<{ id: string }[]> {
  const readerId = (await createFactory(database.db).reader.insert()).id
  const made = []
  for (let at = 0; at < count; at += 1)
    made.push(await createFactory(database.db).comment.insert({ readerId, articleId: `a-${1 + (at % 3)}` }))
  return made
}

async function work(moderatorId: string, until: () => boolean): Promise<void> {
  const holder = { siteId: SITE, moderatorId }
  for (let turn = 0; !until(); turn += 1) {
    const claimed = await claimMany(database.db, moderatorId, { count: 5 })
    await renewMany(database.db, { ...holder, seconds: LEASE_SECONDS }, claimed)
    for (const [place, lease] of claimed.entries()) {
      const key = { ...holder, ...lease, note: null, decisionId: uuidv7() }
      if (place === 4) continue
      await decide(database.db, { ...key, kind: 'publish', category: null })
      const taking = { ...holder, ...key, isLead: true, seconds: LEASE_SECONDS }
      if ((turn + place) % 3 === 0) await undo(database.db, taking)
    }
    await releaseAll(database.db, holder)
  }
}

test('sixteen who decide one by one and four who decide many never wait for each other in a circle', async () => {
  const comments = await insertMany(240)
  let left = 4
  const singles = moderators.slice(0, 16).map((moderatorId) => work(moderatorId, () => left === 0))
  const bulks = moderators.slice(16).map(async (moderatorId, at) => {
    try {
      const acts: string[] = []
      for (let turn = 0; turn < 6; turn += 1) {
        const own = comments.toSorted(() => (at + turn) % 2 || -1).slice(turn * 10, turn * 10 + 150)
        const wanted = { ...rejection(moderatorId, seen(own)), kind: 'publish', category: null } as const
        const bulkId = await start(database.db, wanted)
        const closing = { siteId: SITE, bulkId, moderatorId: moderators[at]!, isLead: true }
        expect(await approveBulk(database.db, closing)).toMatchObject({ outcome: 'acted' })
        if (turn % 2 === 0) expect(await undoBulk(database.db, closing)).toEqual({ outcome: 'undone' })
        acts.push(bulkId)
      }
      return acts
    } finally {
      left -= 1
    }
  })
  const acts = (await Promise.all(bulks)).flat()
  await Promise.all(singles)
  for (const bulkId of acts) {
    const act = await actOf(database.db, bulkId)
    expect(act?.list.every(({ outcome }) => outcome !== null)).toBe(true)
  }
  for (const { id } of comments) {
    expect(await verifyChain(database.db, SITE, id)).toMatchObject({ outcome: 'intact' })
    expect(replay(await listEvents(database.db, SITE, id))).toBe((await commentRow(database.db, id)).status)
  }
  await expectCounts()
})

/** What triggers counted must be what there is. */
async function expectCounts(): Promise<void> {
  const { rows } = await sql<{ held: number; published: number; counted: number }>`
    select count(*) filter (where status = 'held')::int as held, count(*) filter (where status = 'published')::int as published,
      (select sum(published)::int from article_count) as counted from comment`.execute(database.db)
  const [row] = rows
  const held = (await countQueues(database.db, SITE)).find(({ queue }) => queue === 'held')
  expect(held?.waiting).toBe(row?.held)
  expect(row?.counted).toBe(row?.published)
}

test('a flood of five hundred is refused, and put back, in two seconds each', async () => {
  const comments = await insertMany(500)
  const [proposer, approver] = moderators as [string, string]
  const bulkId = await start(database.db, rejection(proposer, seen(comments)))
  const closing = { siteId: SITE, bulkId, moderatorId: approver, isLead: true }
  const begun = performance.now()
  await approveBulk(database.db, closing)
  const acted = performance.now()
  await undoBulk(database.db, closing)
  expect(acted - begun).toBeLessThan(2_000)
  expect(performance.now() - acted).toBeLessThan(2_000)
  const act = await actOf(database.db, bulkId)
  expect(act).toMatchObject({ outcomes: { decided: 500 }, undoOutcomes: { undone: 500 } })
  const { told } = await database.db
    .selectFrom('change')
    .select(sql<number>`count(*)::int`.as('told'))
    .where('type', 'in', ['decided', 'undone'])
    .where('moderator_id', 'in', [proposer, approver])
    .where('comment_id', 'is', null)
    .executeTakeFirstOrThrow()
  expect(told).toBeGreaterThanOrEqual(2)
  await expectCounts()
})
