import pg from 'pg'
import type { Db } from './database.ts'
import type { NewComment } from './new-comment.ts'
import { type Recorded, recordComment, tellWhyNot } from './record-comment.ts'
import { type Prepared, prepare, writeComments } from './write-comments.ts'

interface Limits {
  /** A statement of so many takes some 30 ms, which the last of them waits for. */
  readonly together: number
  /** More would be answered after their readers have given up. */
  readonly waiting: number
  /** Milliseconds; far more than any statement takes, so that only a connection that is none any more answers later. */
  readonly answer: number
}

const LIMITS: Limits = { together: 32, waiting: 1_000, answer: 30_000 }

interface Waiting {
  readonly created: NewComment
  readonly prepared: Prepared
  resolve(recorded: Recorded): void
  reject(error: unknown): void
}

/** The database does not say whether the comments were written, or has no time to write more. */
export class NoAnswerError extends Error {}

/**
 * Records comments that come in at the same time together: whoever comes while others are being recorded waits for the next
 * statement, and shares it and its commit. Alone a comment waits for nobody. Nothing is answered before it is committed.
 * What has to wait for somebody else, or cannot be written, goes on by itself and holds up none of the others.
 */
export class Recorder {
  readonly #db: Db
  readonly #limits: Limits
  readonly #waiting: Waiting[] = []
  #isWriting = false

  constructor(db: Db, limits = LIMITS) {
    this.#db = db
    this.#limits = limits
  }

  /** Answers and fails as `recordComment` does, and with `NoAnswerError`. */
  record(created: NewComment): Promise<Recorded> {
    return new Promise((resolve, reject) => {
      if (this.#waiting.length >= this.#limits.waiting) throw new NoAnswerError('too many comments wait to be recorded')
      this.#waiting.push({ created, prepared: prepare(created), resolve, reject })
      this.#goOn()
    })
  }

  /** One statement at a time: the more wait for it, the less each of them costs; two at a time were a sixth slower. */
  #goOn(): void {
    if (this.#isWriting || this.#waiting.length === 0) return
    this.#isWriting = true
    void this.#write(this.#waiting.splice(0, this.#limits.together)).finally(() => {
      this.#isWriting = false
      this.#goOn()
    })
  }

  async #write(together: readonly Waiting[]): Promise<void> {
    const all = together.map(({ prepared }) => prepared)
    const writing = writeComments(this.#db, all, 'little')
    const written = await answered(writing, this.#limits.answer).catch((error: unknown) => ({ error }))
    for (const { created, resolve, reject } of together) {
      if ('error' in written) {
        if (isRolledBack(written.error)) recordComment(this.#db, created).then(resolve, reject)
        else reject(written.error)
        continue
      }
      const comment = written.get(created.commentId)
      if (comment) resolve({ outcome: 'recorded', comment })
      else tellWhyNot(this.#db, created).then(resolve, reject)
    }
  }
}

function answered<Answer>(asked: Promise<Answer>, milliseconds: number): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new NoAnswerError('the database does not answer')), milliseconds)
    asked.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}

/** PostgreSQL: class 08 connection, 57P shut-down, XX its own faults; 40003 says outright that it does not know. */
const UNKNOWN = /^(08|57P|XX|40003)/

/** Whether the database itself says that the statement did nothing; where the connection broke, nobody knows. */
function isRolledBack(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code !== undefined && !UNKNOWN.test(error.code)
}
