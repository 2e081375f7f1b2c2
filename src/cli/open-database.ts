import type { Config } from '../config.ts'
import { createDatabase, type Db } from '../storage/database.ts'
import { findEmbeddedPostgres, startEmbeddedPostgres } from '../storage/embedded-postgres.ts'
import { checkDatabase } from './check-database.ts'

/** A database ready for queries, with everything that was started for it. */
export interface OpenDatabase {
  readonly db: Db
  readonly connectionString: string
  close(): Promise<void>
}

type Wanted = Pick<Config, 'databaseUrl' | 'dataFolder'>

/** Opens DATABASE_URL, or starts the embedded PostgreSQL, which this process then holds alone. */
export async function openDatabase(config: Wanted, onLost: (reason: Error) => void): Promise<OpenDatabase> {
  if (config.databaseUrl !== undefined) return openGiven(config.databaseUrl)
  const embedded = await startEmbeddedPostgres({ folder: config.dataFolder, onLost })
  const db = createDatabase(embedded.connectionString)
  return {
    db,
    connectionString: embedded.connectionString,
    async close() {
      await db.destroy()
      await embedded.stop()
    },
  }
}

/** For a short command: beside a running service through its own PostgreSQL, else as `openDatabase`. */
export async function openDatabaseBeside(config: Wanted): Promise<OpenDatabase> {
  const running = config.databaseUrl === undefined ? await findEmbeddedPostgres(config.dataFolder) : undefined
  if (running === undefined) return openDatabase(config, () => undefined)
  const db = createDatabase(running, 2)
  return { db, connectionString: running, close: () => db.destroy() }
}

async function openGiven(connectionString: string): Promise<OpenDatabase> {
  await checkDatabase(connectionString)
  const db = createDatabase(connectionString)
  return { db, connectionString, close: () => db.destroy() }
}
