interface Kept<Value> {
  readonly answer: Promise<Value>
  readonly until: number
}

/** Asks about each name at most once in so many milliseconds; where that fails nothing old is used instead. */
export class AskedLately<Value> {
  readonly #freshMs: number
  readonly #now: () => Date
  readonly #ask: (name: string) => Promise<Value>
  readonly #kept = new Map<string, Kept<Value>>()

  constructor(freshMs: number, now: () => Date, ask: (name: string) => Promise<Value>) {
    this.#freshMs = freshMs
    this.#now = now
    this.#ask = ask
  }

  of(name: string): Promise<Value> {
    const time = this.#now().getTime()
    const known = this.#kept.get(name)
    if (known && time < known.until) return known.answer
    const answer = this.#ask(name)
    const asked = { answer, until: time + this.#freshMs }
    this.#kept.set(name, asked)
    answer.catch(() => {
      if (this.#kept.get(name) === asked) this.#kept.delete(name)
    })
    return answer
  }
}
