import { tooManyRequests } from '../../refusal.ts'

/** A console has one page in front and perhaps a few behind, and its moderator a second machine. */
const STREAMS_PER_MODERATOR = 8

const RETRY_SECONDS = 10

/** How many streams each moderator has open through this process, whatever the session. */
export class OpenStreams {
  readonly #counts = new Map<string, number>()

  /** Counts one more until what it returns is called, or refuses. */
  open(moderatorId: string): () => void {
    const open = this.#counts.get(moderatorId) ?? 0
    if (open >= STREAMS_PER_MODERATOR) throw tooManyRequests(RETRY_SECONDS)
    this.#counts.set(moderatorId, open + 1)
    return () => {
      const left = (this.#counts.get(moderatorId) ?? 1) - 1
      if (left === 0) this.#counts.delete(moderatorId)
      else this.#counts.set(moderatorId, left)
    }
  }
}
