import { type Kysely as Connection, Kysely, PostgresDialect, Transaction } from 'kysely'
import pg from 'pg'
import { PreparingClient } from './prepared.ts'
import type { Database } from './schema.ts'

/**
 * What every storage and review function takes first: the pool, or a transaction of it.
 * Where `Transaction<Database>` stands instead, the writes must be atomic together with the caller's own.
 */
export type Db = Connection<Database>

/** Runs several statements as one: in the caller's transaction where `db` is one, else in one of its own. */
export function atomically<Result>(db: Db, run: (trx: Transaction<Database>) => Promise<Result>): Promise<Result> {
  return db instanceof Transaction ? run(db) : db.transaction().execute(run)
}

/** A connection that cannot be had in this time is an error to tell, not a request to leave hanging. */
const CONNECTION_TIMEOUT_MILLISECONDS = 5_000

/**
 * Opens no connection until the first query, and never more than `max` at once.
 * The caller ends it with `db.destroy()`.
 */
export function createDatabase(connectionString: string, max = 10): Db {
  const pool = new pg.Pool({
    Client: PreparingClient,
    connectionString,
    max,
    // Of a server that is gone without a word the system tells in minutes, not in hours.
    keepAlive: true,
    connectionTimeoutMillis: CONNECTION_TIMEOUT_MILLISECONDS,
  })
  // An idle connection that the server closes is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {})
  return new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })
}
