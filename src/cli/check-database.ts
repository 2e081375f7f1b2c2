import pg from 'pg'
import { CommandError } from '../command-error.ts'

const CONNECT_SECONDS = 10
const OLDEST_VERSION = 14

/** Signs in to DATABASE_URL once; what would fail later is a `CommandError` that says what to change. */
export async function checkDatabase(connectionString: string): Promise<void> {
  const client = createClient(connectionString)
  try {
    await client.connect()
    const { rows } = await client.query(
      `select current_setting('server_version_num')::int / 10000 as version,
        current_setting('server_version') as "fullVersion", current_setting('server_encoding') as encoding,
        current_setting('transaction_read_only') = 'on' as "isReadOnly",
        coalesce(has_schema_privilege(current_schema(), 'create'), false) as "canCreate"`,
    )
    refuseUnsuitable(rows[0], client)
  } catch (error) {
    throw error instanceof CommandError ? error : new CommandError(explain(error, client))
  } finally {
    await client.end().catch(() => undefined)
  }
}

function createClient(connectionString: string): pg.Client {
  try {
    const client = new pg.Client({ connectionString, connectionTimeoutMillis: CONNECT_SECONDS * 1000 })
    client.on('error', () => undefined)
    return client
  } catch {
    throw new CommandError('DATABASE_URL cannot be read. Write it like postgres://user:password@host:5432/name.')
  }
}

interface Server {
  version: number
  fullVersion: string
  encoding: string
  isReadOnly: boolean
  canCreate: boolean
}

function refuseUnsuitable(server: Server, client: pg.Client): void {
  const at = locate(client)
  if (server.version < OLDEST_VERSION) {
    throw new CommandError(
      `The server of DATABASE_URL (${at}) is PostgreSQL ${server.fullVersion}. Yueping needs ${OLDEST_VERSION} or newer.`,
    )
  }
  if (server.encoding !== 'UTF8') {
    throw new CommandError(
      `The database "${client.database}" of DATABASE_URL is encoded in ${server.encoding}, which cannot hold every comment. ` +
        `Create one in UTF-8: createdb --encoding=UTF8 --template=template0 NAME.`,
    )
  }
  if (server.isReadOnly) {
    throw new CommandError(`The server of DATABASE_URL (${at}) is read-only. Point DATABASE_URL at the primary server.`)
  }
  if (!server.canCreate) {
    throw new CommandError(
      `The user "${client.user}" of DATABASE_URL may not create tables. ` +
        `Let the owner of the database run: grant create on schema public to "${client.user}".`,
    )
  }
}

function explain(error: unknown, client: pg.Client): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === '28P01' || code === '28000') {
    return `The server of DATABASE_URL (${locate(client)}) refuses the user "${client.user}". Correct the user or the password.`
  }
  if (code === '3D000') {
    return `The database "${client.database}" of DATABASE_URL does not exist. Create it with: createdb --encoding=UTF8 ${client.database}`
  }
  const message = error instanceof Error && error.message !== '' ? error.message : code
  return (
    `The server of DATABASE_URL (${locate(client)}) cannot be reached: ${message}. ` +
    'Start it, correct DATABASE_URL, or unset DATABASE_URL to use the embedded PostgreSQL.'
  )
}

function locate(client: pg.Client): string {
  return `${client.host}:${client.port}`
}
