import type { Verdict } from '../evidence.ts'
import { CLASSES, type ClassCode } from './classes.ts'
import type { Opinion, Thresholds } from './model.ts'

// What is sold may leave no doubt; what people say to each other is always for people to judge.
const JUNK: ReadonlySet<ClassCode> = new Set(['porn', 'gambling', 'fraud', 'ad_spam', 'illegal_trade'])

/** Tells whether a model may refuse a category without a person. */
export function isJunk(code: ClassCode): boolean {
  return JUNK.has(code)
}

/** Raises a verdict where chances reach the thresholds, never lowers it; abuse, threats and doxxing are held at most. */
export function routeByModel(verdict: Verdict, { risk }: Opinion, thresholds: Thresholds): Verdict {
  const isBlocked = CLASSES.some((code) => {
    const { block } = thresholds[code]
    return isJunk(code) && block !== null && risk[code] >= block
  })
  if (verdict === 'block' || isBlocked) return 'block'
  return CLASSES.some((code) => risk[code] >= thresholds[code].hold) ? 'hold' : verdict
}
