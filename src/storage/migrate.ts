import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Migration, type MigrationProvider, type MigrationResultSet, Migrator } from 'kysely'
import type { Db } from './database.ts'

const MIGRATION_FILE = /^\d{4}-[a-z0-9-]+\.(?:js|ts)$/

/**
 * Applies every migration of `folder` that the database has not seen, in order of their names, all or none.
 * Processes that start together wait for each other. Throws the failed migration's own error.
 */
export async function migrateToLatest(db: Db, folder: string): Promise<void> {
  settle(await createMigrator(db, folder).migrateToLatest())
}

/** Reverts the last applied migration, and does nothing on a database without any. */
export async function migrateDown(db: Db, folder: string): Promise<void> {
  settle(await createMigrator(db, folder).migrateDown())
}

function createMigrator(db: Db, folder: string): Migrator {
  return new Migrator({ db, provider: new FolderProvider(folder) })
}

function settle({ error, results }: MigrationResultSet): void {
  if (error === undefined) return
  const failed = results?.find((result) => result.status === 'Error')
  const message = error instanceof Error ? error.message : String(error)
  throw new Error(failed ? `migration ${failed.migrationName}: ${message}` : message, { cause: error })
}

class FolderProvider implements MigrationProvider {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  async getMigrations(): Promise<Record<string, Migration>> {
    const files = (await readdir(this.#folder)).filter((file) => MIGRATION_FILE.test(file))
    const named = await Promise.all(
      files.map(
        async (file): Promise<[string, Migration]> => [nameOf(file), await importMigration(this.#folder, file)],
      ),
    )
    return Object.fromEntries(named)
  }
}

/** The built file and its source are one migration. */
function nameOf(file: string): string {
  return file.slice(0, file.lastIndexOf('.'))
}

async function importMigration(folder: string, file: string): Promise<Migration> {
  const exported: unknown = await import(/* @vite-ignore */ pathToFileURL(join(folder, file)).href)
  if (!isMigration(exported)) throw new Error(`${file} exports no up and down`)
  return exported
}

function isMigration(exported: unknown): exported is Migration {
  return (
    typeof exported === 'object' &&
    exported !== null &&
    'up' in exported &&
    typeof exported.up === 'function' &&
    'down' in exported &&
    typeof exported.down === 'function'
  )
}
