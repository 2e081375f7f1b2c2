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
export function listen(listening: Listening): () => Promise<void> {
  const ear = new Ear(listening)
  ear.connect()
  return () => ear.stop()
}

class Ear {
  readonly #with: Listening
  #client: pg.Client | undefined
  #timer: NodeJS.Timeout | undefined
  #isStopped = false
  #attempts = 0
  #connecting: Promise<void> = Promise.resolve()

  constructor(listening: Listening) {
    this.#with = listening
  }

  connect(): void {
    this.#connecting = this.#connect()
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    clearTimeout(this.#timer)
    await this.#connecting
    const last = this.#client
    this.#client = undefined
    await last?.end().catch(() => undefined)
  }

  async #connect(): Promise<void> {
    const { connectionString, channels, onTold } = this.#with
    const fresh = new pg.Client({ connectionString, keepAlive: true })
    this.#client = fresh
    const onGone = (reason: Error) => {
      if (this.#client === fresh) this.#again(reason)
    }
    fresh.on('error', onGone)
    fresh.on('end', () => onGone(new Error('the connection ended')))
    fresh.on('notification', onTold)
    try {
      await fresh.connect()
      for (const channel of channels) await fresh.query(`listen ${fresh.escapeIdentifier(channel)}`)
      this.#attempts = 0
      onTold()
    } catch (error) {
      onGone(error instanceof Error ? error : new Error(String(error)))
    }
  }

  #again(reason: Error): void {
    const lost = this.#client
    this.#client = undefined
    lost?.end().catch(() => undefined)
    if (this.#isStopped) return
    this.#with.onLost(reason)
    const pause = RECONNECT_MS[Math.min(this.#attempts, RECONNECT_MS.length - 1)]
    this.#attempts += 1
    this.#timer = setTimeout(() => this.connect(), pause)
  }
}
