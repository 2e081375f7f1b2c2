/**
 * Runs work that shares a name one after another and all else at once, so that a repeat that overtakes its original
 * finds the original's answer instead of paying for a second place in the reader's allowance. Across processes the
 * database decides the race; this only spares it the common one.
 */
export class InTurn {
  readonly #last = new Map<string, Promise<unknown>>()

  async run<T>(name: string, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(name) ?? Promise.resolve()
    const mine = before.then(work, work)
    this.#last.set(name, mine)
    try {
      return await mine
    } finally {
      if (this.#last.get(name) === mine) this.#last.delete(name)
    }
  }
}
