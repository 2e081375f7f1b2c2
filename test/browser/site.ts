import { onTestFinished } from 'vitest'
import type { Db } from '../../src/storage/database.ts'
import { createDataFolder, type Service, startService } from '../cli/service.ts'
import { createTestDatabase } from '../postgres/test-database.ts'

/** The demo's portal, open to browsers. */
export interface Site extends Service {
  readonly db: Db
  /** With which another command or another service finds the same data. */
  readonly variables: Readonly<Record<string, string>>
}

/** Starts the service on a database of its own; the test's end stops it and removes the database. */
export async function openSite(more: Readonly<Record<string, string>> = {}): Promise<Site> {
  const { db, connectionString, drop } = await createTestDatabase(2)
  onTestFinished(drop)
  const variables = { YUEPING_DATA: await createDataFolder(), DATABASE_URL: connectionString, ...more }
  return { ...(await startService(variables)), db, variables }
}
