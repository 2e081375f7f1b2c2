import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { claim } from '../../src/review/claim.ts'
import { decide } from '../../src/review/decide.ts'
import { LEASE_SECONDS } from '../../src/review/lease.ts'
import { countQueues } from '../../src/review/queue-counts.ts'
import { release } from '../../src/review/release.ts'
import { createDatabase, type Db } from '../../src/storage/database.ts'
import { startEmbeddedPostgres } from '../../src/storage/embedded-postgres.ts'
import { migrateToLatest } from '../../src/storage/migrate.ts'
import { createFactory, SITE } from '../factory.ts'
import { loadHeld } from './held-comments.ts'
import { print, printTable, rounded } from './measure.ts'

// What this must reach. A run beside other work tells less: the table is printed before anything is expected.
const MOST_GROWTH = 1.3
const LEAST_DECISIONS_A_SECOND = 400
const MOST_COUNT_MS = 20

const FEW = 1_000
const MANY = 1_000_000
const MODERATORS = 16
const CLAIMS = 400
const COUNTS = 50
const STORM_MS = 10_000

let folder: string
let server: Awaited<ReturnType<typeof startEmbeddedPostgres>>
let db: Db
let readerId: string
let moderators: readonly string[]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yueping-bench-'))
  // Started as root, the server runs as another user, who must pass through.
  await chmod(folder, 0o711)
  server = await startEmbeddedPostgres({ folder })
  db = createDatabase(server.connectionString, MODERATORS + 4)
  await migrateToLatest(db, fileURLToPath(new URL('../../migrations', import.meta.url)))
  const factory = createFactory(db)
  await factory.site.insert()
  await factory.article.insert()
  readerId = (await factory.reader.insert()).id
  const made = await Promise.all(Array.from({ length: MODERATORS }, () => factory.moderator.insert()))
  moderators = made.map(({ id }) => id)
  print(`\nNode ${process.version}, ${cpus().length} cores, load ${loadavg()[0]!.toFixed(1)} at the start\n`)
}, 120_000)

afterAll(async () => {
  await db.destroy()
  await server.stop()
  await rm(folder, { recursive: true, force: true })
}, 60_000)

test('claiming the next, claiming and deciding, and counting, with a million held', async () => {
  await fill(FEW)
  const few = await claimTimes()
  await fill(MANY - FEW)
  const many = await claimTimes()
  const growth = median(many) / median(few)
  const counts = await countTimes()
  const single = await storm(1)
  const batch = await storm(10)
  const after = await countTimes()
  printTable(
    ['', 'median', '95th percentile'],
    [
      [`claim the next of ${rounded(FEW)} held, ms`, ...shown(few)],
      [`claim the next of ${rounded(MANY)} held, ms`, ...shown(many)],
      ['times as much, medians', growth.toFixed(2), ''],
      ['all queues in numbers, ms', ...shown(counts)],
      ['the same after the decisions below, ms', ...shown(after)],
    ],
  )
  printTable(
    [`${MODERATORS} moderators at once, on a million`, 'claimed and decided a second', 'median ms', '95th percentile'],
    [
      ['one comment at a time', rounded(single.rate), ...shown(single.times)],
      ['ten claimed at a time', rounded(batch.rate), ...shown(batch.times)],
    ],
  )
  await expectNoSort()
  await expectExactCounts()
  expect(growth).toBeLessThanOrEqual(MOST_GROWTH)
  expect(median(counts)).toBeLessThanOrEqual(MOST_COUNT_MS)
  expect(median(after)).toBeLessThanOrEqual(MOST_COUNT_MS)
  expect(single.rate).toBeGreaterThanOrEqual(LEAST_DECISIONS_A_SECOND)
})

async function fill(count: number): Promise<void> {
  const start = performance.now()
  const url = new URL(server.adminConnectionString)
  url.pathname = new URL(server.connectionString).pathname
  const admin = createDatabase(url.href, 1)
  await loadHeld(admin, count, readerId)
  await sql`vacuum analyze`.execute(admin)
  await admin.destroy()
  print(`\n${rounded(count)} held comments more, loaded in ${rounded((performance.now() - start) / 1000)} s\n`)
}

/** One moderator who claims and gives back, beside fifteen who hold ten each. */
async function claimTimes(): Promise<number[]> {
  const [own = '', ...others] = moderators
  await Promise.all(others.map((moderatorId) => claimFor(moderatorId, 10)))
  const times: number[] = []
  for (let turn = 0; turn < CLAIMS; turn += 1) {
    const start = performance.now()
    const [claimed] = await claimFor(own, 1)
    times.push(performance.now() - start)
    await release(db, { siteId: SITE, moderatorId: own, ...claimed! })
  }
  return sorted(times)
}

function claimFor(moderatorId: string, count: number) {
  return claim(db, { siteId: SITE, moderatorId, seconds: LEASE_SECONDS, queues: ['held'], count })
}

async function countTimes(): Promise<number[]> {
  const times: number[] = []
  for (let turn = 0; turn < COUNTS; turn += 1) {
    const start = performance.now()
    await countQueues(db, SITE)
    times.push(performance.now() - start)
  }
  return sorted(times)
}

/** Everyone claims and decides as fast as they are answered: two of three are published, one is rejected. */
async function storm(batch: number): Promise<{ rate: number; times: number[] }> {
  const start = performance.now()
  const times: number[] = []
  const work = moderators.map(async (moderatorId) => {
    for (let turn = 0; performance.now() - start < STORM_MS; turn += 1) {
      const began = performance.now()
      const claimed = await claimFor(moderatorId, batch)
      for (const [place, lease] of claimed.entries()) {
        const key = { siteId: SITE, moderatorId, ...lease, note: null, decisionId: uuidv7() }
        const decided = await decide(
          db,
          (turn + place) % 3 === 0
            ? { ...key, kind: 'reject', category: 'ad_spam' }
            : { ...key, kind: 'publish', category: null },
        )
        if (decided.outcome !== 'decided') throw new Error(decided.outcome)
      }
      for (const _ of claimed) times.push((performance.now() - began) / claimed.length)
    }
  })
  await Promise.all(work)
  return { rate: (times.length / (performance.now() - start)) * 1000, times: sorted(times) }
}

/** The plan that a claim of ten gets. */
async function expectNoSort(): Promise<void> {
  const { rows } = await sql<Record<string, string>>`
    explain select waiting.comment_id from waiting
    join comment on comment.site_id = waiting.site_id and comment.id = waiting.comment_id
    where waiting.site_id = ${SITE} and waiting.queue = 'held'
      and (comment.lease_expires_at is null or comment.lease_expires_at <= clock_timestamp())
    order by waiting.queue_at, waiting.comment_id limit 10 for update of comment skip locked`.execute(db)
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
  expect(plan).toContain('waiting_turn')
  expect(plan).not.toContain('Sort')
}

async function expectExactCounts(): Promise<void> {
  const { rows } = await sql<{ held: number }>`select count(*)::int as held from comment where status = 'held'`.execute(
    db,
  )
  const held = (await countQueues(db, SITE)).find(({ queue }) => queue === 'held')
  expect(held?.waiting).toBe(rows[0]?.held)
}

function sorted(times: readonly number[]): number[] {
  return times.toSorted((one, other) => one - other)
}

function median(times: readonly number[]): number {
  return times[Math.floor(times.length / 2)]!
}

function shown(times: readonly number[]): [string, string] {
  return [median(times).toFixed(1), times[Math.floor(times.length * 0.95)]!.toFixed(1)]
}
