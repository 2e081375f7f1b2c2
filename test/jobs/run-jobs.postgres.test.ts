import { access, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeWorkerUtils } from 'graphile-worker'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { runJobs } from '../../src/jobs/run-jobs.ts'
import { NIGHTLY_TRAINING, trainingTask } from '../../src/jobs/train-nightly.ts'
import { createFactory } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
  const { site } = createFactory(database.db)
  await site.insert()
  await site.insert({ id: 'other' })
})
afterAll(() => database.drop())

/** A program that answers like one of ours, and a log that is kept. */
async function programThat(source: string): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), 'yueping-program-')), 'program.mjs')
  await writeFile(file, source)
  return file
}

function keptLog() {
  const lines: { level: number; msg: string; siteId?: string; said?: string }[] = []
  const log = pino({ level: 'debug' }, { write: (line: string) => lines.push(JSON.parse(line)) })
  return { log, lines }
}

test('the nightly training runs the program once for each site, and says where nothing was trained', async () => {
  const program = await programThat(`
    const site = process.argv.at(-1)
    if (process.argv[3] !== '--from-decisions') process.exit(2)
    if (site === 'other') { process.stderr.write('12 decisions are too few.'); process.exit(1) }
  `)
  const { log, lines } = keptLog()
  const tasks = trainingTask({ db: database.db, log, program, stop: new AbortController().signal })
  const stop = await runJobs({ connectionString: database.connectionString, log, tasks, crontab: NIGHTLY_TRAINING })
  const utils = await makeWorkerUtils({ connectionString: database.connectionString })
  await utils.addJob('train-from-decisions', {})
  await vi.waitFor(() => expect(lines.filter(({ siteId }) => siteId !== undefined)).toHaveLength(2), {
    timeout: 20_000,
  })
  await utils.release()
  await stop()
  expect(lines.filter(({ siteId }) => siteId !== undefined)).toEqual([
    expect.objectContaining({ siteId: 'demo', level: 30 }),
    expect.objectContaining({ siteId: 'other', level: 40, said: '12 decisions are too few.' }),
  ])
}, 30_000)

test('a job that fails is kept to be tried again, and the service goes on', async () => {
  const { log, lines } = keptLog()
  const tasks = {
    fail: async () => {
      throw new Error('not today')
    },
  }
  const stop = await runJobs({ connectionString: database.connectionString, log, tasks, crontab: '' })
  const utils = await makeWorkerUtils({ connectionString: database.connectionString })
  const job = await utils.addJob('fail', {})
  await vi.waitFor(() => expect(lines.some(({ level, msg }) => level === 50 && msg.includes('not today'))).toBe(true), {
    timeout: 20_000,
  })
  const [kept] = await utils.rescheduleJobs([job.id], {})
  await utils.release()
  await stop()
  expect(kept).toMatchObject({ attempts: 1, last_error: 'not today' })
}, 30_000)

test('a training that does not end is ended after its time, and the next site has its turn', async () => {
  const program = await programThat(`if (process.argv.at(-1) === 'demo') setInterval(() => {}, 1000)`)
  const { log, lines } = keptLog()
  const parts = { db: database.db, log, program, stop: new AbortController().signal }
  const { 'train-from-decisions': task } = trainingTask({ ...parts, limitMs: 3_000 })
  await (task as () => Promise<void>)()
  expect(lines).toMatchObject([
    { siteId: 'demo', level: 40, said: expect.stringContaining('aborted') },
    { siteId: 'other', level: 30 },
  ])
}, 30_000)

test('stopping ends the program that is under way', async () => {
  const program = await programThat(`
    import { writeFileSync } from 'node:fs'
    writeFileSync(process.argv[1] + '.started', '')
    setInterval(() => {}, 1000)
  `)
  const { log } = keptLog()
  const halt = new AbortController()
  const tasks = trainingTask({ db: database.db, log, program, stop: halt.signal })
  const stop = await runJobs({ connectionString: database.connectionString, log, tasks, crontab: '' })
  const utils = await makeWorkerUtils({ connectionString: database.connectionString })
  await utils.addJob('train-from-decisions', {})
  await vi.waitFor(() => access(`${program}.started`), { timeout: 20_000 })
  const from = performance.now()
  halt.abort()
  await stop()
  await utils.release()
  expect(performance.now() - from).toBeLessThan(5000)
}, 30_000)
