import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createUnmigratedDatabase } from '../postgres/test-database.ts'
import { createDataFolder, run, startService, until } from './service.ts'

// Every test starts the whole program, on a machine that may be busy with the other tests.
vi.setConfig({ testTimeout: 120_000 })

const SEO_JUNK = '国产99在线观看,精品久久久久中文字幕一区,日本一本2017国产,免费观看一片a一级'

test('the replay stores every comment under its article and sums up what became of each', async () => {
  const { db, connectionString, drop } = await createUnmigratedDatabase()
  onTestFinished(drop)
  const variables = { DATABASE_URL: connectionString, YUEPING_DATA: await createDataFolder() }
  const service = await startService(variables)
  const path = await createTraffic([...texts(11), SEO_JUNK])

  // One reader only, so that the pace of five in ten minutes is met.
  const args = ['demo-traffic', path, '--url', service.origin, '--readers', '1', '--concurrency', '1']
  const replayed = await run(args, {}).ended

  expect(replayed.code).toBe(0)
  expect(replayed.out).toMatch(/^sent +12 /m)
  expect(replayed.out).toMatch(/^passed +5 /m)
  expect(replayed.out).toMatch(/^throttled +7 /m)
  expect(replayed.out).toMatch(/^failed +0 /m)
  expect(replayed.out).toMatch(/^latency +p50 [\d.]+ ms, p95 [\d.]+ ms, p99 [\d.]+ ms$/m)
  const stored = await db.selectFrom('comment').select(['article_id', 'text']).orderBy('id').execute()
  expect(stored).toEqual(texts(5).map((text) => ({ article_id: '公交開到家門口', text })))

  const other = await run([...args.slice(0, -4), '--seed', '2', '--readers', '100'], {}).ended
  expect(other.out).toMatch(/^passed +11 /m)
  expect(other.out).toMatch(/^blocked +1 /m)
  const junk = await db.selectFrom('comment').select('status').where('text', '=', SEO_JUNK).execute()
  expect(junk).toEqual([{ status: 'rejected' }])
})

test('an interrupted replay ends with the summary so far', async () => {
  const service = await startService({ YUEPING_DATA: await createDataFolder() })
  const path = await createTraffic(texts(500))
  const replayed = run(['demo-traffic', path, '--url', service.origin, '--rate', '20'], {})
  await until(async () => (await countPublished(service.origin)) > 0)
  replayed.child.kill('SIGINT')

  const { code, out } = await replayed.ended
  expect(code).toBe(1)
  const sent = Number(/^sent +(\d+) /m.exec(out)?.[1])
  expect(sent).toBeGreaterThan(0)
  expect(sent).toBeLessThan(500)
  expect(await countPublished(service.origin)).toBeLessThanOrEqual(sent)
})

test('a service that is not there, and a folder without comments, are named', async () => {
  const path = await createTraffic(texts(1))
  const absent = await run(['demo-traffic', path, '--url', 'http://127.0.0.1:9'], {}).ended
  expect(absent).toMatchObject({ code: 1, err: expect.stringContaining('No service with a demo site answers') })
  const empty = await run(['demo-traffic', await createTraffic([])], {}).ended
  expect(empty).toMatchObject({ code: 1, err: expect.stringContaining('holds no comments') })
  const nowhere = await run(['demo-traffic', join(path, 'nowhere')], {}).ended
  expect(nowhere).toMatchObject({ code: 1, err: expect.stringContaining('cannot be read (ENOENT)') })
})

function texts(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `第 ${index + 1} 天，公交很方便。`)
}

async function countPublished(origin: string): Promise<number> {
  const url = new URL('/v1/counts', origin)
  url.searchParams.set('article', '公交開到家門口')
  const answer = await fetch(url, { headers: { origin } })
  const { counts } = (await answer.json()) as { counts: Record<string, number> }
  return counts['公交開到家門口'] ?? 0
}

async function createTraffic(comments: readonly string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'yueping-traffic-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const rows = comments.map((text) => ({ article: '公交開到家門口', topic: 'society', time: '2024/9/2 3:02', text }))
  await writeFile(join(folder, '01-society.jsonl'), rows.map((row) => JSON.stringify(row)).join('\n'))
  return folder
}
