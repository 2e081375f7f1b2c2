import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { createDatabase } from '../../src/storage/database.ts'
import { startEmbeddedPostgres } from '../../src/storage/embedded-postgres.ts'
import { fetchTokens, type Service, startService } from '../cli/service.ts'
import { comments, source } from './comments.ts'
import { CONNECTIONS, type Load, load, SECONDS } from './load.ts'
import { print, printTable, rounded } from './measure.ts'
import { loadPublished } from './published-comments.ts'

// What this must reach. A run beside other work tells less: the tables are printed before anything is expected.
const LEAST_OF_BARE = 0.6
const MOST_GROWTH = 1.2
const LEAST_OF_INSERT = 0.25
const MOST_TAIL = 5

const FEW = 100
/** `YUEPING_BENCH_ROWS` makes a run smaller, to see that it works. */
const MANY = Number(process.env['YUEPING_BENCH_ROWS'] ?? 1_000_000)
const READERS = 400
/** Of the service's own pool. */
const POOL = 10

let folder: string
let server: Awaited<ReturnType<typeof startEmbeddedPostgres>>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yueping-bench-'))
  // Started as root, the server runs as another user, who must pass through.
  await chmod(folder, 0o711)
  server = await startEmbeddedPostgres({ folder })
  print(`\nNode ${process.version}, ${cpus().length} cores, load ${loadavg()[0]!.toFixed(1)} at the start\n`)
}, 120_000)

afterAll(async () => {
  await server.stop()
  await rm(folder, { recursive: true, force: true })
}, 60_000)

test('reading a page and posting, by HTTP, beside a bare route and a bare insert', async () => {
  const service = await openService()
  await fill()
  const read = await readingRates(service)
  printTable(
    [`GET of 20 comments, ${CONNECTIONS} connections, ${SECONDS} s`, 'a second', 'median ms', 'p99 ms'],
    [
      [`a bare Hono route that sends the same ${rounded(read.bytes)} bytes`, ...shown(read.bare)],
      [`an article with ${rounded(FEW)} comments`, ...shown(read.few)],
      [`an article with ${rounded(MANY)} comments`, ...shown(read.many)],
      ['the same with If-None-Match, 304', ...shown(read.unchanged)],
      ['of the bare route', (read.many.rate / read.bare.rate).toFixed(2), '', ''],
      ['as fast as with few', (read.few.rate / read.many.rate).toFixed(2), '', ''],
    ],
  )
  const written = await writingRates(service)
  const { insert, post } = written
  printTable(
    [`${CONNECTIONS} at once, ${SECONDS} s`, 'a second', 'median ms', 'p99 ms'],
    [
      [`INSERT … RETURNING of one row, ${POOL} connections to the database`, ...shown(insert)],
      [`POST with screening, pacing and commit, ${source}`, ...shown(post)],
      [
        'POST of the insert, and its p99 of its median',
        (post.rate / insert.rate).toFixed(2),
        '',
        (post.p99 / post.median).toFixed(1),
      ],
    ],
  )
  for (const measured of [read.bare, read.few, read.many, read.unchanged, insert, post]) expect(measured.failed).toBe(0)
  expect(read.few.rate / read.many.rate).toBeLessThanOrEqual(MOST_GROWTH)
  expect(read.many.rate / read.bare.rate).toBeGreaterThanOrEqual(LEAST_OF_BARE)
  expect(post.rate / insert.rate).toBeGreaterThanOrEqual(LEAST_OF_INSERT)
  expect(post.p99 / post.median).toBeLessThanOrEqual(MOST_TAIL)
})

/** The service as it is built, paced so loosely that nobody is refused. */
function openService(): Promise<Service> {
  return startService({
    YUEPING_DATA: join(folder, 'data'),
    DATABASE_URL: server.connectionString,
    YUEPING_COMMENTS_PER_READER: '1000',
    YUEPING_REQUESTS_PER_ADDRESS: '1000000',
    YUEPING_ARTICLE_COMMENTS: '1000000',
  })
}

async function fill(): Promise<void> {
  const start = performance.now()
  const url = new URL(server.adminConnectionString)
  url.pathname = new URL(server.connectionString).pathname
  const admin = createDatabase(url.href, 1)
  await loadPublished(admin, 'few', FEW)
  await loadPublished(admin, 'many', MANY)
  await admin.destroy()
  print(`\n${rounded(MANY)} published comments, loaded in ${rounded((performance.now() - start) / 1000)} s\n`)
}

async function readingRates({ origin }: Service) {
  const few = `${origin}/v1/articles/few/comments`
  const many = `${origin}/v1/articles/many/comments`
  const answer = await fetch(many, { headers: { 'Accept-Encoding': 'identity' } })
  const body = Buffer.from(await answer.arrayBuffer())
  const bare = await openBareRoute(body)
  // Once each, so that none pays for the others' warming up.
  for (const url of [few, many, bare]) await load({ url, status: 200 })
  return {
    bytes: body.length,
    bare: await load({ url: bare, status: 200 }),
    few: await load({ url: few, status: 200 }),
    many: await load({ url: many, status: 200 }),
    unchanged: await load({ url: many, status: 304, headers: { 'If-None-Match': answer.headers.get('etag') ?? '' } }),
  }
}

async function openBareRoute(body: Buffer): Promise<string> {
  const file = join(folder, 'page.json')
  await writeFile(file, body)
  const script = fileURLToPath(new URL('./bare-route.mjs', import.meta.url))
  const child = spawn(process.execPath, [script, file], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill())
  const [port] = await once(child.stdout, 'data')
  return `http://127.0.0.1:${String(port).trim()}/`
}

async function writingRates({ origin }: Service): Promise<{ insert: Load; post: Load }> {
  const insert = await insertRate()
  const names = Array.from({ length: READERS }, (_, index) => `網友${index}`)
  const tokens = await fetchTokens(origin, names)
  let sent = 0
  const next = () => {
    sent += 1
    const text = comments[sent % comments.length]
    const authorization = `Bearer ${tokens[sent % READERS]}`
    return {
      headers: { origin, authorization, 'content-type': 'application/json', 'idempotency-key': uuidv7() },
      body: JSON.stringify({ text }),
    }
  }
  const url = `${origin}/v1/articles/written/comments`
  await load({ url, status: 201, next })
  // What the server itself does every minute once many have written: until then it guesses how to find a reader.
  await analyze()
  return { insert, post: await load({ url, status: 201, next }) }
}

async function analyze(): Promise<void> {
  const db = createDatabase(server.connectionString, 1)
  await sql`analyze`.execute(db)
  await db.destroy()
}

/** Raw rows of a comment's width, each committed by itself, as fast as they are answered. */
async function insertRate(): Promise<Load> {
  const db = createDatabase(server.connectionString, POOL)
  await sql`create table bench_row (
    site_id text not null, id uuid not null, article_id text not null, text text not null,
    created_at timestamptz(3) not null, primary key (site_id, id))`.execute(db)
  const times: number[] = []
  const start = performance.now()
  const work = Array.from({ length: CONNECTIONS }, async (_, worker) => {
    for (let turn = worker; performance.now() - start < SECONDS * 1000; turn += CONNECTIONS) {
      const began = performance.now()
      await sql`insert into bench_row values ('demo', ${uuidv7()}, 'written', ${comments[turn % comments.length]}, now())
        returning id`.execute(db)
      times.push(performance.now() - began)
    }
  })
  await Promise.all(work)
  const rate = (times.length / (performance.now() - start)) * 1000
  await db.destroy()
  times.sort((one, other) => one - other)
  const at = (share: number) => times[Math.floor(times.length * share)]!
  return { rate, median: at(0.5), p99: at(0.99), failed: 0 }
}

function shown({ rate, median, p99 }: Load): [string, string, string] {
  return [rounded(rate), median.toFixed(1), p99.toFixed(1)]
}
