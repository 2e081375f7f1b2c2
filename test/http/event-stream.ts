/** One server-sent event as a browser would see it. */
export interface Told {
  readonly event: string
  readonly content: Record<string, unknown>
}

/** Reads a stream as `EventSource` does, and keeps the last id. */
export class EventStream {
  lastId = ''
  isClosed = false
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>
  readonly #decoder = new TextDecoder()
  #buffer = ''

  constructor(response: Response) {
    if (!response.body) throw new Error('no stream')
    this.#reader = response.body.getReader()
  }

  /** Waits for the next event of this name that fits; others are passed over. */
  async next(event: string, fits: (content: Record<string, unknown>) => boolean = () => true): Promise<Told> {
    for (;;) {
      const told = await this.#read()
      if (!told) throw new Error(`the stream ended before ${event}`)
      if (told.event === event && fits(told.content)) return told
    }
  }

  /** Waits for the change of this type about this comment. */
  async change(type: string, commentId?: string): Promise<Record<string, unknown>> {
    let found: Record<string, unknown> | undefined
    await this.next('changes', ({ changes }) => {
      found = (changes as Record<string, unknown>[]).find(
        (one) => one['type'] === type && (commentId === undefined || one['commentId'] === commentId),
      )
      return found !== undefined
    })
    return found!
  }

  /** Reads until the other side closes, and returns what came. */
  async rest(): Promise<Told[]> {
    const all: Told[] = []
    for (let told = await this.#read(); told; told = await this.#read()) all.push(told)
    return all
  }

  async close(): Promise<void> {
    await this.#reader.cancel()
  }

  async #read(): Promise<Told | undefined> {
    for (;;) {
      const end = this.#buffer.indexOf('\n\n')
      if (end >= 0) {
        const frame = this.#buffer.slice(0, end).split('\n')
        this.#buffer = this.#buffer.slice(end + 2)
        const field = (name: string) => frame.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2)
        this.lastId = field('id') ?? this.lastId
        const content = field('data')
        if (content !== undefined) return { event: field('event') ?? 'message', content: JSON.parse(content) }
        continue
      }
      const { value, done } = await this.#reader.read()
      if (done) {
        this.isClosed = true
        return undefined
      }
      this.#buffer += this.#decoder.decode(value, { stream: true })
    }
  }
}
