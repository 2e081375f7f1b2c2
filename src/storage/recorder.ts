import pg from 'pg'
import type { Db } from './database.ts'
import type { Comment, NewComment } from './new-comment.ts'
import { type Recorded, recordComment, tellWhyNot } from './record-comment.ts'
import { type Prepared, prepare, writeComments } from './write-comments.ts'

/** A statement of so many takes some 30 ms, which the last of them waits for. */
const MOST_TOGETHER = 32

interface Waiting {
  readonly created: NewComment
  readonly prepared: Prepared
  resolve(recorded: Recorded): void
  reject(error: unknown): void
}

/**
 * Records comments that come in at the same time together: whoever comes while others are being recorded waits for the next
 * statement, and shares it and its commit. Alone a comment waits for nobody. Nothing is answered before it is committed.
 */
export class Recorder {
  readonly #db: Db
  readonly #waiting: Waiting[] = []
  #isWriting = false

  constructor(db: Db) {
    this.#db = db
  }

  /** Answers and fails as `recordComment` does: what is wrong with one comment touches none of the others. */
  record(created: NewComment): Promise<Recorded> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ created, prepared: prepare(created), resolve, reject })
      this.#goOn()
    })
  }

  /** One statement at a time: the more wait for it, the less each of them costs; two at a time were a fifth slower. */
  #goOn(): void {
    if (this.#isWriting || this.#waiting.length === 0) return
    this.#isWriting = true
    void this.#write(this.#waiting.splice(0, MOST_TOGETHER)).finally(() => {
      this.#isWriting = false
      this.#goOn()
    })
  }

  async #write(together: readonly Waiting[]): Promise<void> {
    const all = together.map(({ prepared }) => prepared)
    const written = await writeComments(this.#db, all).catch((error: unknown) => ({ error }))
    if (!('error' in written)) await Promise.all(together.map((each) => this.#tell(each, written)))
    else if (together.length > 1 && isRolledBack(written.error))
      await Promise.all(together.map((each) => this.#alone(each)))
    else for (const { reject } of together) reject(written.error)
  }

  async #tell({ created, resolve, reject }: Waiting, written: ReadonlyMap<string, Comment>): Promise<void> {
    const comment = written.get(created.commentId)
    if (comment) resolve({ outcome: 'recorded', comment })
    else await tellWhyNot(this.#db, created).then(resolve, reject)
  }

  async #alone({ created, resolve, reject }: Waiting): Promise<void> {
    await recordComment(this.#db, created).then(resolve, reject)
  }
}

/** Whether the database itself says that the statement did nothing; where the connection broke, nobody knows. */
function isRolledBack(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.severity === 'ERROR'
}
