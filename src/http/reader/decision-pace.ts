import type { Db } from '../../storage/database.ts'
import { typicalDecisionMinutes } from '../../storage/waiting.ts'
import { AskedLately } from '../asked-lately.ts'

/** Nine of ten of the last 200 decisions change little in a minute, and a flood asks with each comment. */
const FRESH_MILLISECONDS = 60_000

/** How long decisions take on each site, as the database had it a minute ago at most. */
export class DecisionPace {
  readonly #minutes: AskedLately<number | null>

  constructor(db: Db, now: () => Date) {
    this.#minutes = new AskedLately(FRESH_MILLISECONDS, now, (siteId) => typicalDecisionMinutes(db, siteId))
  }

  /** Returns whole minutes, or `null` where too few were decided to tell. */
  minutesOf(siteId: string): Promise<number | null> {
    return this.#minutes.of(siteId)
  }
}
