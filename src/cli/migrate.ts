import { PACKAGE, readConfig } from '../config.ts'
import { migrateToLatest } from '../storage/migrate.ts'
import { openDatabaseBeside } from './open-database.ts'
import { parseOptions } from './options.ts'

/** Brings the database to this release. */
export async function migrate(args: readonly string[]): Promise<undefined> {
  parseOptions(args, { options: {}, positionals: 0 })
  const { db, close } = await openDatabaseBeside(readConfig())
  try {
    await migrateToLatest(db, PACKAGE.migrations)
  } finally {
    await close()
  }
  process.stdout.write('The database is up to date.\n')
  return undefined
}
