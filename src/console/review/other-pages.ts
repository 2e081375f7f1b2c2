/** What is used of a `BroadcastChannel`. */
export interface Channel {
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void
  postMessage(message: unknown): void
  close(): void
}

interface Told {
  readonly page: string
  /** The comments that it has leased; none once it is left. */
  readonly holds: readonly string[]
  /** It has just come, and does not know the others. */
  readonly isNew: boolean
}

/**
 * What the moderator's other pages in this browser hold. A lease is the moderator's, not a page's: what one page gives
 * back as it is closed, or left alone, another may be showing.
 */
export class OtherPages {
  readonly #open: () => Channel
  readonly #page = String(Math.random())
  readonly #held = new Map<string, readonly string[]>()
  #channel: Channel | null = null
  #holds: readonly string[] = []

  constructor(open: () => Channel) {
    this.#open = open
  }

  start(): void {
    if (this.#channel) return
    const channel = this.#open()
    this.#channel = channel
    channel.addEventListener('message', ({ data }) => {
      if (this.#channel === channel) this.#hear(told(data))
    })
    this.#say(true)
  }

  /** This page holds these now. */
  tell(holds: readonly string[]): void {
    if (holds.length === this.#holds.length && holds.every((id, place) => id === this.#holds[place])) return
    this.#holds = holds
    this.#say(false)
  }

  hold(commentId: string): boolean {
    return [...this.#held.values()].some((ids) => ids.includes(commentId))
  }

  stop(): void {
    this.tell([])
    this.#channel?.close()
    this.#channel = null
    this.#held.clear()
  }

  #say(isNew: boolean): void {
    const message: Told = { page: this.#page, holds: this.#holds, isNew }
    this.#channel?.postMessage(message)
  }

  #hear({ page, holds, isNew }: Told): void {
    if (holds.length > 0) this.#held.set(page, holds)
    else this.#held.delete(page)
    if (isNew && this.#holds.length > 0) this.#say(false)
  }
}

/** The channel is this page's own kind's alone: what comes by it was said by `#say`. */
function told(message: unknown): Told {
  return message as Told
}
