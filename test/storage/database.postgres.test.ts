import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { createTestDatabase } from '../postgres/test-database.ts'

// What no query can be told of would be an uncaught exception, which fails the run.
test('a connection that breaks as the next request takes it fails their queries and nothing else', async () => {
  const broken = await createTestDatabase(1)
  const other = await createTestDatabase(1)
  const breaking = sql`
    select pg_terminate_backend(pid) from pg_stat_activity where wait_event = 'PgSleep' and query like '%as broken%'`
  const asked = Array.from({ length: 4 }, () => sql`select pg_sleep(20) as broken`.execute(broken.db))
  const ended = Promise.allSettled(asked)
  let isOver = false
  void ended.then(() => {
    isOver = true
  })
  await expect
    .poll(async () => {
      await breaking.execute(other.db)
      return isOver
    })
    .toBe(true)
  expect((await ended).map(({ status }) => status)).toEqual(Array(4).fill('rejected'))
  expect((await sql`select 1`.execute(broken.db)).rows).toHaveLength(1)
  await Promise.all([broken.drop(), other.drop()])
}, 30_000)
