import pg from 'pg'
import { CommandError } from '../command-error.ts'

/** The exclusive use of a data folder: an advisory lock that PostgreSQL releases when our connection ends. */
export interface FolderHold {
  readonly client: pg.Client
  release(): Promise<void>
}

/** Any constant: "yuep". */
const LOCK = 0x79_75_65_70

/**
 * Takes the folder for this process, or returns `undefined` while its holder, already dead, has not been noticed yet.
 * A living holder is an error whose sentence names its process. `onLost` is called once if the connection drops.
 */
export async function holdFolder(
  connectionString: string,
  folder: string,
  onLost: () => void,
): Promise<FolderHold | undefined> {
  const client = new pg.Client({ connectionString, application_name: `yueping ${process.pid}` })
  let isHeld = false
  client.on('error', () => undefined)
  client.on('end', () => {
    if (isHeld) onLost()
  })
  try {
    await client.connect()
    const { rows } = await client.query('select pg_try_advisory_lock($1) as held', [LOCK])
    isHeld = rows[0]?.held === true
    if (isHeld) return { client, release: () => release() }
    await refuseIfInUse(client, folder)
    await client.end()
    return undefined
  } catch (error) {
    await client.end().catch(() => undefined)
    throw error
  }

  async function release(): Promise<void> {
    isHeld = false
    await client.end().catch(() => undefined)
  }
}

async function refuseIfInUse(client: pg.Client, folder: string): Promise<void> {
  const { rows } = await client.query(
    `select split_part(application_name, ' ', 2) as pid from pg_stat_activity
     where pid in (select pid from pg_locks where locktype = 'advisory' and objid = $1 and granted)`,
    [LOCK],
  )
  const holder = Number(rows[0]?.pid)
  if (!(holder > 0) || !isAlive(holder)) return
  throw new CommandError(
    `The data folder ${folder} is in use by another Yueping process (process ${holder}). ` +
      'Stop that one, or set YUEPING_DATA to another folder.',
  )
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
