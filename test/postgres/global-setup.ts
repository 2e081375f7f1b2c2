import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TestProject } from 'vitest/node'
import { createDatabase } from '../../src/storage/database.ts'
import { startEmbeddedPostgres } from '../../src/storage/embedded-postgres.ts'
import { migrateToLatest } from '../../src/storage/migrate.ts'
import { createEmptyDatabase, dropDatabase, locateDatabase, nameDatabase } from './databases.ts'

const MIGRATIONS = fileURLToPath(new URL('../../migrations', import.meta.url))

declare module 'vitest' {
  interface ProvidedContext {
    /** May create databases. */
    postgres: string
    /** Migrated and otherwise empty; nothing connects to it. */
    templateDatabase: string
  }
}

/** One server and one migrated template for the run; each test file copies it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await openServer()
  const template = nameDatabase('template')
  const teardown = async () => {
    await dropDatabase(server.connectionString, template)
    await server.stop()
  }
  try {
    await migrateTemplate(server.connectionString, template)
  } catch (error) {
    await teardown()
    throw error
  }
  project.provide('postgres', server.connectionString)
  project.provide('templateDatabase', template)
  return teardown
}

async function migrateTemplate(server: string, template: string): Promise<void> {
  await createEmptyDatabase(server, template)
  const db = createDatabase(locateDatabase(server, template), 1)
  await migrateToLatest(db, MIGRATIONS).finally(() => db.destroy())
}

async function openServer(): Promise<{ connectionString: string; stop(): Promise<void> }> {
  const given = process.env['TEST_DATABASE_URL']
  if (given) return { connectionString: given, stop: async () => {} }
  const folder = await mkdtemp(join(tmpdir(), 'yueping-test-'))
  // Started as root, the server runs as another user, who must pass through.
  await chmod(folder, 0o711)
  const server = await startEmbeddedPostgres({ folder })
  return {
    connectionString: server.adminConnectionString,
    stop: async () => {
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
