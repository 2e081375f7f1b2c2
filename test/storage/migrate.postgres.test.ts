import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Db } from '../../src/storage/database.ts'
import { migrateDown, migrateToLatest } from '../../src/storage/migrate.ts'
import { createUnmigratedDatabase, type TestDatabase } from '../postgres/test-database.ts'

const FOLDER = fileURLToPath(new URL('../../migrations', import.meta.url))

let database: TestDatabase

beforeEach(async () => {
  database = await createUnmigratedDatabase()
})

afterEach(() => database.drop())

describe('the migrations', () => {
  test('go up, down to nothing, and up again to the same schema', async () => {
    const { db } = database
    await migrateToLatest(db, FOLDER)
    const first = await dumpSchema(db)
    const applied = (await readdir(FOLDER)).filter((file) => /^\d{4}-/.test(file))
    for (const _ of applied) await migrateDown(db, FOLDER)
    expect(await dumpSchema(db)).toEqual([])
    await migrateToLatest(db, FOLDER)
    expect(await dumpSchema(db)).toEqual(first)
    expect(first).toContain('column comment.status text not null')
    expect(first.filter((line) => line.startsWith('trigger ')).join()).toContain('event_append_only')
  })

  test('do nothing a second time', async () => {
    const { db } = database
    await migrateToLatest(db, FOLDER)
    const first = await dumpSchema(db)
    await migrateToLatest(db, FOLDER)
    expect(await dumpSchema(db)).toEqual(first)
  })

  test('run once when two processes start together', async () => {
    const { db } = database
    await Promise.all([migrateToLatest(db, FOLDER), migrateToLatest(db, FOLDER)])
    expect(await dumpSchema(db)).toContain('column comment.status text not null')
  })

  test('keep times to the millisecond, as a cursor and a hash need', async () => {
    await migrateToLatest(database.db, FOLDER)
    const { rows } = await sql<{ column: string }>`
      select table_name || '.' || column_name as column from information_schema.columns
      where table_schema = 'public' and data_type like 'timestamp%' and datetime_precision <> 3
        and table_name not like 'kysely_%'`.execute(database.db)
    expect(rows).toEqual([])
  })
})

describe('a migration that fails', () => {
  let folder: string

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'yueping-migrations-'))
    await writeFile(join(folder, '0001-good.js'), migration("'create table good ()'"))
    await writeFile(join(folder, '0002-bad.js'), migration("'create table bad (x nonsense)'"))
  })

  afterEach(() => rm(folder, { recursive: true }))

  test('is named, and leaves nothing of the run behind', async () => {
    await expect(migrateToLatest(database.db, folder)).rejects.toThrow(/^migration 0002-bad: .*nonsense/)
    expect(await dumpSchema(database.db)).toEqual([])
  })

  test('is told when it exports no up and down', async () => {
    await writeFile(join(folder, '0002-bad.js'), 'export const forward = 1')
    await expect(migrateToLatest(database.db, folder)).rejects.toThrow('0002-bad.js exports no up and down')
  })
})

function migration(statement: string): string {
  return `import { sql } from ${JSON.stringify(import.meta.resolve('kysely'))}
    export const up = (db) => sql.raw(${statement}).execute(db)
    export const down = async () => {}`
}

/** Every column, constraint, index, trigger and function of ours, one a line. */
async function dumpSchema(db: Db): Promise<string[]> {
  const { rows } = await sql<{ line: string }>`
    select line from (
      select format('column %s.%s %s%s %s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
          case when a.attnotnull then ' not null' else '' end, pg_get_expr(d.adbin, d.adrelid)) as line
        from pg_attribute a join pg_class c on c.oid = a.attrelid and c.relkind = 'r'
        left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
        where c.relnamespace = 'public'::regnamespace and a.attnum > 0 and not a.attisdropped
      union all
      select format('constraint %s %s', conrelid::regclass, pg_get_constraintdef(oid))
        from pg_constraint where connamespace = 'public'::regnamespace
      union all
      select format('index %s', indexdef) from pg_indexes where schemaname = 'public'
      union all
      select format('trigger %s', pg_get_triggerdef(oid)) from pg_trigger where not tgisinternal
      union all
      select format('function %s', pg_get_functiondef(oid)) from pg_proc where pronamespace = 'public'::regnamespace
    ) as lines where line not like '%kysely_%' order by line`.execute(db)
  return rows.map(({ line }) => line.trimEnd())
}
