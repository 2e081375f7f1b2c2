import { inject } from 'vitest'
import { createDatabase, type Db } from '../../src/storage/database.ts'
import { copyDatabase, createEmptyDatabase, dropDatabase, locateDatabase, nameDatabase } from './databases.ts'

export interface TestDatabase {
  readonly db: Db
  readonly connectionString: string
  /** Closes `db` and removes the database, whoever else is connected. */
  drop(): Promise<void>
}

/** A copy of the migrated template; `max` is the size of its pool. */
export async function createTestDatabase(max = 10): Promise<TestDatabase> {
  const name = nameDatabase('test')
  await copyDatabase(inject('postgres'), { from: inject('templateDatabase'), to: name })
  return open(name, max)
}

/** A database before its first migration. */
export async function createUnmigratedDatabase(): Promise<TestDatabase> {
  const name = nameDatabase('empty')
  await createEmptyDatabase(inject('postgres'), name)
  return open(name, 2)
}

function open(name: string, max: number): TestDatabase {
  const connectionString = locateDatabase(inject('postgres'), name)
  const db = createDatabase(connectionString, max)
  return {
    db,
    connectionString,
    async drop() {
      await db.destroy()
      await dropDatabase(inject('postgres'), name)
    },
  }
}
