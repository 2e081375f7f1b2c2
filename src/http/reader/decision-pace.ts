import type { Db } from '../../storage/database.ts'
import { typicalDecisionMinutes } from '../../storage/waiting.ts'

/** Nine of ten of the last 200 decisions change little in a minute, and a flood asks with each comment. */
const FRESH_MILLISECONDS = 60_000

interface Kept {
  readonly minutes: Promise<number | null>
  readonly until: number
}

/** How long decisions take on each site, as the database had it a minute ago at most. */
export class DecisionPace {
  readonly #db: Db
  readonly #now: () => Date
  readonly #kept = new Map<string, Kept>()

  constructor(db: Db, now: () => Date) {
    this.#db = db
    this.#now = now
  }

  /** Returns whole minutes, or `null` where too few were decided to tell. */
  minutesOf(siteId: string): Promise<number | null> {
    const time = this.#now().getTime()
    const known = this.#kept.get(siteId)
    if (known && time < known.until) return known.minutes
    const minutes = typicalDecisionMinutes(this.#db, siteId)
    const asked = { minutes, until: time + FRESH_MILLISECONDS }
    this.#kept.set(siteId, asked)
    minutes.catch(() => {
      if (this.#kept.get(siteId) === asked) this.#kept.delete(siteId)
    })
    return minutes
  }
}
