import { makeWorkerUtils } from 'graphile-worker'
import { sql } from 'kysely'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { COUNTING_STATISTICS, statisticsTask } from '../../src/jobs/count-statistics.ts'
import { FILLING_SEARCH, searchTask } from '../../src/jobs/fill-search.ts'
import { runJobs } from '../../src/jobs/run-jobs.ts'
import { createFactory, SITE } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
  await createFactory(database.db).site.insert()
  await createFactory(database.db).article.insert()
})

afterAll(() => database.drop())

test('old comments are filled in, then every hour that is over is counted', async () => {
  const { db, connectionString } = database
  const comment = await createFactory(db).comment.insert({ at: new Date(Date.now() - 7_200_000) })
  await sql`delete from comment_search`.execute(db)
  await sql`insert into search_unfilled values (${SITE}, ${comment.id})`.execute(db)
  const log = pino({ level: 'silent' })
  const tasks = { ...searchTask({ db, log, stop: new AbortController().signal }), ...statisticsTask({ db, log }) }
  const crontab = [FILLING_SEARCH, COUNTING_STATISTICS].join('\n')
  const stop = await runJobs({ connectionString, log, tasks, crontab })
  const utils = await makeWorkerUtils({ connectionString })
  try {
    const found = () => db.selectFrom('comment_search').select('written').execute()
    await utils.addJob('fill-search', {})
    await vi.waitFor(async () => expect(await found()).toEqual([{ written: '更盼着公交也能通到开发区' }]), 20_000)
    const counted = () =>
      db.selectFrom('statistic').select(['label', 'count']).where('measure', '=', 'verdict').execute()
    await utils.addJob('count-statistics', {})
    await vi.waitFor(async () => expect(await counted()).toEqual([{ label: 'hold', count: 1 }]), 20_000)
  } finally {
    await utils.release()
    await stop()
  }
}, 60_000)
