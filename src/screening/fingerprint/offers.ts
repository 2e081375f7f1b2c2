import type { Hit } from '../evidence.ts'
import { isSold } from '../reporting.ts'
import { isContactRule, LEAST_CONTACT_WEIGHT } from './contacts.ts'

/** From 加群 and 加我 on; what weighs less (瑟瑟, 引流) is said of everything. */
const LEAST_WEIGHT = 0.25

/**
 * Tells whether any of the hits speaks of what is sold, however little it proves alone. A handle without more does not:
 * of 537 short comments with such hits most call somebody by one, and fans call one star in chorus.
 */
export function isOffer(hits: readonly Pick<Hit, 'rule' | 'category' | 'weight'>[]): boolean {
  return hits.some(
    ({ rule, category, weight }) =>
      isSold(category) && weight >= (isContactRule(rule) ? LEAST_CONTACT_WEIGHT : LEAST_WEIGHT),
  )
}
