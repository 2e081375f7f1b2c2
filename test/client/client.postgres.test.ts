import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { createClient } from '../../src/client/client.ts'
import { createFactory, screened } from '../factory.ts'
import { createService, ORIGIN, PUBLIC_URL, signToken, TEXTS } from '../http/service.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const Entry = z.object({ exports: z.object({ './client': z.object({ types: z.string(), default: z.string() }) }) })

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
  await createFactory(database.db).site.insert({ origins: [ORIGIN] })
})
afterAll(() => database.drop())

test('a portal’s own comments are read and written by the typed client', async () => {
  const factory = createFactory(database.db)
  await factory.article.insert({ id: '縣/a b' })
  await factory.comment.insert({ articleId: '縣/a b', screening: screened('pass') })
  const service = createService(database.db)
  const headers = { Origin: ORIGIN, Authorization: `Bearer ${await signToken(service.clock)}` }
  const client = createClient(PUBLIC_URL, {
    headers,
    fetch: async (input: RequestInfo | URL, init?: RequestInit) => service.request(String(input), init),
  })
  const comments = client.v1.articles[':article'].comments
  const param = { article: encodeURIComponent('縣/a b') }
  const read = await comments.$get({ param, query: { sort: 'oldest' } })
  if (read.status !== 200) throw new Error(`${read.status}`)
  const page = await read.json()
  expect(page.comments.map(({ author, text }) => [author.name, text])).toEqual([['冠縣網友', TEXTS.pass]])

  const posted = await comments.$post({ param, header: {}, json: { text: TEXTS.hold } })
  expect(posted.status).toBe(201)
  expect((await posted.json()).status).toBe('held')
  const counts = await client.v1.counts.$get({ query: { article: ['縣/a b', 'none'] } })
  expect(await counts.json()).toEqual({ counts: { '縣/a b': 1, none: 0 } })
})

test('the example of the README compiles against the package’s entry, and no mistake does', async () => {
  const { exports } = Entry.parse(JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')))
  const entry = exports['./client']
  expect(existsSync(join(ROOT, entry.default))).toBe(true)
  const readme = await readFile(join(ROOT, 'README.md'), 'utf8')
  const example = [...readme.matchAll(/```ts\n(.*?)```/gs)]
    .map(([, code = '']) => code)
    .find((code) => code.includes('yueping/client'))
  if (example === undefined) throw new Error('the README has no example of the client')
  expect(await compile(example, join(ROOT, entry.types))).toBe('')
  expect(await compile(example.replace('likes', 'dislikes'), join(ROOT, entry.types))).toContain("'dislikes'")
  expect(await compile(example.replace("'hot'", "'best'"), join(ROOT, entry.types))).toContain('"best"')
}, 60_000)

/** What the compiler says of a program that stands outside of this package. */
async function compile(program: string, types: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'yueping-client-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await writeFile(join(folder, 'portal.mts'), program)
  const compilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: 'es2023',
    lib: ['es2023', 'dom'],
    module: 'nodenext',
    types: [],
    paths: { 'yueping/client': [types] },
  }
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['portal.mts'] }))
  const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc')
  const run = promisify(execFile)(process.execPath, [tsc, '-p', folder])
  return run.then(
    ({ stdout }) => stdout,
    (failed: { stdout: string }) => failed.stdout,
  )
}
