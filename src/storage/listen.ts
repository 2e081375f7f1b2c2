import pg from 'pg'

interface Listening {
  readonly connectionString: string
  readonly channels: readonly string[]
  /** Something was told; also after each connection, for what was told while there was none. */
  readonly onTold: () => void
  readonly onLost: (reason: Error) => void
}

/** Short, so that a restart of the database is hardly noticed; a process has one such connection. */
const RECONNECT_MS = [100, 500, 2_000, 5_000] as const

/**
 * Listens on one connection of its own, and on a new one whenever that is lost, until it is stopped. Says nothing of
 * what was told, only that something may have been.
 */
export function listen({ connectionString, channels, onTold, onLost }: Listening): () => Promise<void> {
  let client: pg.Client | undefined
  let timer: NodeJS.Timeout | undefined
  let isStopped = false
  let attempts = 0
  let connecting: Promise<void> = Promise.resolve()

  const connect = async () => {
    const fresh = new pg.Client({ connectionString, keepAlive: true })
    client = fresh
    const onGone = (reason: Error) => {
      if (client === fresh) again(reason)
    }
    fresh.on('error', onGone)
    fresh.on('end', () => onGone(new Error('the connection ended')))
    fresh.on('notification', onTold)
    try {
      await fresh.connect()
      for (const channel of channels) await fresh.query(`listen ${fresh.escapeIdentifier(channel)}`)
      attempts = 0
      onTold()
    } catch (error) {
      onGone(error instanceof Error ? error : new Error(String(error)))
    }
  }

  const again = (reason: Error) => {
    const lost = client
    client = undefined
    lost?.end().catch(() => undefined)
    if (isStopped) return
    onLost(reason)
    const pause = RECONNECT_MS[Math.min(attempts, RECONNECT_MS.length - 1)]
    attempts += 1
    timer = setTimeout(() => {
      connecting = connect()
    }, pause)
  }

  connecting = connect()
  return async () => {
    isStopped = true
    clearTimeout(timer)
    await connecting
    const last = client
    client = undefined
    await last?.end().catch(() => undefined)
  }
}
