import { FIRST_STATE, type ReviewState } from './review-state.ts'

/** Holds the state of the review for all its parts, and tells whoever shows it that it changed. */
export class Store {
  #state: ReviewState = FIRST_STATE
  readonly #listeners = new Set<() => void>()

  get state(): ReviewState {
    return this.#state
  }

  set(change: Partial<ReviewState>): void {
    this.#state = { ...this.#state, ...change }
    for (const listener of this.#listeners) listener()
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}

/** Runs `task` after a while, unless the returned function is called first. */
export type Schedule = (task: () => void, milliseconds: number) => () => void
