import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { siteDay } from '../../src/moderation/time-zone.ts'
import { decide } from '../../src/review/decide.ts'
import { LEASE_SECONDS } from '../../src/review/lease.ts'
import { open } from '../../src/review/open.ts'
import { undo } from '../../src/review/undo.ts'
import { byCode } from '../../src/screening/classifier/classes.ts'
import { countStatistics } from '../../src/storage/statistics/count-statistics.ts'
import { type Measure, measures } from '../../src/storage/statistics/measures.ts'
import { readStatistics } from '../../src/storage/statistics/read-statistics.ts'
import { createFactory, SITE, screened } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'

const HOUR_MS = 3_600_000

let database: TestDatabase
let one: string
let other: string

beforeAll(async () => {
  database = await createTestDatabase()
  const factory = createFactory(database.db)
  await factory.site.insert()
  await factory.article.insert()
  ;[one, other] = [(await factory.moderator.insert()).id, (await factory.moderator.insert()).id]
})

beforeEach(async () => {
  for (const table of ['statistic', 'statistic_day', 'statistic_until'] as const)
    await database.db.deleteFrom(table).execute()
})

afterAll(() => database.drop())

const hoursAgo = (hours: number) => new Date(Date.now() - hours * HOUR_MS)

async function write(hours: number, verdict: 'pass' | 'hold' | 'block', opinion: number | null = null) {
  const screening = screened(verdict)
  const evidence = {
    ...screening.evidence,
    ...(opinion !== null && { modelVersion: 'm-1', opinion: { benign: opinion, risk: byCode(() => 0) } }),
  }
  return createFactory(database.db).comment.insert({ at: hoursAgo(hours), screening: { ...screening, evidence } })
}

type Ruling = { kind: 'publish' | 'restore'; category: null } | { kind: 'reject' | 'remove'; category: 'ad_spam' }

/** Decides now, and sets the clock of it back. */
async function decideAgo(hours: number, commentId: string, moderatorId: string, ruling: Ruling): Promise<string> {
  const { db } = database
  const key = { siteId: SITE, commentId, moderatorId, seconds: LEASE_SECONDS, isLead: true }
  const opened = await open(db, key)
  if (opened.outcome !== 'opened') throw new Error(opened.outcome)
  const decisionId = uuidv7()
  const decided = await decide(db, { ...key, leaseToken: opened.lease.leaseToken, ...ruling, note: null, decisionId })
  if (decided.outcome !== 'decided') throw new Error(decided.outcome)
  await db
    .updateTable('decision')
    .set({ decided_at: hoursAgo(hours) })
    .where('id', '=', decisionId)
    .execute()
  return decisionId
}

/** A claim in the log at that time, which no test could wait for. */
async function claimedAgo(hours: number, commentId: string, moderatorId: string): Promise<void> {
  await sql`
    insert into event (site_id, comment_id, number, type, actor, detail, occurred_at, previous_hash, hash)
    values (${SITE}, ${commentId}, 100, 'lease.claimed', ${JSON.stringify({ kind: 'moderator', id: moderatorId })}, '{}',
      ${hoursAgo(hours)}, '', '')`.execute(database.db)
}

async function read(from = siteDay(hoursAgo(24 * 9)), to = siteDay(new Date())) {
  const { rows } = await readStatistics(database.db, { siteId: SITE, from, to, unit: 'day' })
  return (measure: Measure) => {
    const sums: Record<string, number> = {}
    for (const { label, count } of rows.filter((row) => row.measure === measure))
      sums[label] = (sums[label] ?? 0) + count
    return sums
  }
}

describe('what is counted', () => {
  test('is what happened: verdicts, decisions, ages, reviews, undoing and evidence', async () => {
    const [first, second, third] = [
      await write(50, 'hold', 0.35),
      await write(50, 'hold', 0.05),
      await write(49, 'hold'),
    ]
    await write(30, 'pass')
    const blocked = await write(29, 'block')
    await claimedAgo(49.7, first.id, one)
    await decideAgo(49.6, first.id, one, { kind: 'publish', category: null })
    await decideAgo(20, second.id, one, { kind: 'reject', category: 'ad_spam' })
    const wrong = await decideAgo(10, third.id, other, { kind: 'publish', category: null })
    await decideAgo(9, first.id, other, { kind: 'remove', category: 'ad_spam' })
    await decideAgo(8, second.id, other, { kind: 'reject', category: 'ad_spam' })
    await decideAgo(7, blocked.id, one, { kind: 'restore', category: null })
    const asking = { siteId: SITE, commentId: third.id, decisionId: wrong, seconds: 60, isLead: true }
    expect(await undo(database.db, { ...asking, moderatorId: one })).toMatchObject({ outcome: 'undone' })
    expect(await countStatistics(database.db, SITE)).toBeGreaterThan(40)
    const of = await read()
    expect(of('verdict')).toEqual({ pass: 1, hold: 3, block: 1 })
    expect(of('blocked')).toEqual({ ad_spam: 1 })
    expect(of('decision')).toEqual({ publish: 2, reject: 2, remove: 1, restore: 1 })
    expect(of('refused')).toEqual({ ad_spam: 3 })
    expect(of('undone')).toEqual({ other: 1 })
    expect(of('again')).toEqual({ 'other changed': 1, 'other kept': 1, 'policy changed': 1 })
    expect(of('within')).toEqual({ held: 1 })
    expect(Object.values(of('age')).reduce((sum, count) => sum + count)).toBe(3)
    expect(of('handling')).toEqual({ [Math.floor(Math.log(360) / Math.log(1.1))]: 1 })
    const named = (outcome: string) =>
      JSON.stringify(['detector:contact', null, 'ad_spam', outcome]).replaceAll(',', ', ')
    expect(of('entry')).toEqual({ [named('published')]: 2, [named('refused')]: 3 })
    expect(of('calibration')).toEqual({
      '["m-1", 6, "published"]': 1,
      '["m-1", 6, "refused"]': 1,
      '["m-1", 9, "refused"]': 2,
    })
  })

  test('is the same however often and in whatever pieces it is counted, and the same as counted at once', async () => {
    await countStatistics(database.db, SITE)
    const rows = () =>
      database.db.selectFrom('statistic').selectAll().orderBy('measure').orderBy('hour').orderBy('label').execute()
    const once = await rows()
    await Promise.all([countStatistics(database.db, SITE), countStatistics(database.db, SITE)])
    expect(await rows()).toEqual(once)
    const span = { siteId: SITE, from: hoursAgo(24 * 30), to: new Date(Math.floor(Date.now() / HOUR_MS) * HOUR_MS) }
    const { rows: direct } = await sql<object>`
      select ${SITE} as site_id, hour, measure, label, count, total from (${measures(span)}) as measured
      order by measure, hour, label`.execute(database.db)
    expect(once).toEqual(direct)
    const { rows: days } = await sql`
      select measure, label, sum(count)::int as count from statistic_day group by 1, 2 order by 1, 2`.execute(
      database.db,
    )
    const { rows: hours } = await sql`
      select measure, label, sum(count)::int as count from statistic group by 1, 2 order by 1, 2`.execute(database.db)
    expect(days).toEqual(hours)
  })

  test('holds the running hour, which nobody has counted yet', async () => {
    await countStatistics(database.db, SITE)
    const before = (await read())('verdict')
    await write(0, 'hold')
    const today = (await read())('verdict')
    expect(today['hold']).toBe((before['hold'] ?? 0) + 1)
    const { rows } = await sql<{ pass: number }>`
      select count(*)::int as pass from comment_search where verdict = 'pass'`.execute(database.db)
    expect(today['pass']).toBe(rows[0]?.pass)
  })

  test('goes back to hours whose decisions were undone since', async () => {
    const comment = await write(80, 'hold')
    const decisionId = await decideAgo(75, comment.id, one, { kind: 'reject', category: 'ad_spam' })
    await countStatistics(database.db, SITE)
    const before = (await read())('entry')
    await undo(database.db, {
      siteId: SITE,
      commentId: comment.id,
      decisionId,
      moderatorId: other,
      isLead: true,
      seconds: 60,
    })
    await countStatistics(database.db, SITE)
    const [refused] = Object.keys(before).filter((label) => label.includes('refused'))
    expect((await read())('entry')[refused!]).toBe(before[refused!]! - 1)
  })

  test('waits for comments that cannot be searched yet', async () => {
    await sql`insert into search_unfilled select site_id, id from comment limit 1`.execute(database.db)
    expect(await countStatistics(database.db, SITE)).toBe(0)
    await sql`delete from search_unfilled`.execute(database.db)
    expect(await countStatistics(database.db, 'none')).toBe(0)
  })
})

test('hours are told by the hour, and days by the days of the site', async () => {
  await countStatistics(database.db, SITE)
  const day = siteDay(hoursAgo(50))
  const asked = { siteId: SITE, from: day, to: day }
  const byHour = await readStatistics(database.db, { ...asked, unit: 'hour' })
  const byDay = await readStatistics(database.db, { ...asked, unit: 'day' })
  const verdicts = (rows: typeof byHour.rows) => rows.filter(({ measure }) => measure === 'verdict')
  expect(verdicts(byDay.rows).every(({ at }) => at === day)).toBe(true)
  expect(verdicts(byHour.rows).every(({ at }) => siteDay(new Date(at)) === day && at.endsWith(':00:00.000Z'))).toBe(
    true,
  )
  const sum = (rows: typeof byHour.rows) => verdicts(rows).reduce((all, { count }) => all + count, 0)
  expect(sum(byHour.rows)).toBe(sum(byDay.rows))
  expect(sum(byDay.rows)).toBeGreaterThan(0)
})
