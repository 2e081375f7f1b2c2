import type { Verdict } from '../evidence.ts'
import { CLASSES, type ClassCode } from './classes.ts'
import type { Opinion } from './model.ts'

// What is sold leaves no doubt where the model has none; what people say to each other is always for people to judge.
const JUNK: ReadonlySet<ClassCode> = new Set(['porn', 'gambling', 'fraud', 'ad_spam', 'illegal_trade'])

const HOLD_JUNK = 0.8
const HOLD_OTHER = 0.9
const BLOCK_JUNK = 0.995

/** Raises a verdict by the model's opinion, never lowers it; abuse, threats and doxxing are held at most. */
export function routeByModel(verdict: Verdict, { risk }: Opinion): Verdict {
  if (verdict === 'block' || CLASSES.some((code) => JUNK.has(code) && risk[code] >= BLOCK_JUNK)) return 'block'
  const isHeld = CLASSES.some((code) => risk[code] >= (JUNK.has(code) ? HOLD_JUNK : HOLD_OTHER))
  return isHeld ? 'hold' : verdict
}
