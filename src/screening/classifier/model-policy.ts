import type { Verdict } from '../evidence.ts'
import type { Risk } from '../risk.ts'
import { CLASSES, type ClassCode } from './classes.ts'
import type { Opinion, Thresholds } from './model.ts'

// What is sold may leave no doubt; what people say to each other is always for people to judge.
const JUNK: ReadonlySet<ClassCode> = new Set(['porn', 'gambling', 'fraud', 'ad_spam', 'illegal_trade'])

/** Tells whether a model may refuse a category without a person, where a rule speaks for anything sold, too. */
export function isJunk(code: ClassCode): boolean {
  return JUNK.has(code)
}

// What weighs less is said of everything: an hour's price is taken for a wage, a rise for followers. From 0.2 on, half of what
// was refused of 172,694 comments was harmless, and most of that weighed less than this.
const LEAST_WITNESS = 0.4

/**
 * Tells whether rules found something sold, or a way to reach the sender, which is a part of advertising. A model that is
 * sure where no rule sees anything is wrong more often than right: then a person decides.
 */
export function hasWitness(rules: Risk): boolean {
  return CLASSES.some((code) => isJunk(code) && (rules[code] ?? 0) >= LEAST_WITNESS)
}

/** What the rules alone come to. */
interface ByRules {
  readonly verdict: Verdict
  readonly risk: Risk
}

/**
 * Raises the rules' verdict where chances reach the thresholds, never lowers it; abuse, threats and doxxing are held at
 * most, and so is what is sold where no rule is a witness of it.
 */
export function routeByModel({ verdict, risk: rules }: ByRules, { risk }: Opinion, thresholds: Thresholds): Verdict {
  const isBlocked = CLASSES.some((code) => {
    const { block } = thresholds[code]
    return isJunk(code) && block !== null && risk[code] >= block
  })
  if (verdict === 'block' || (isBlocked && hasWitness(rules))) return 'block'
  return reached({ risk }, thresholds) === undefined ? verdict : 'hold'
}

/** Names the category that is the most above its threshold of holding; `undefined` where none reaches it. */
export function reached({ risk }: Pick<Opinion, 'risk'>, thresholds: Thresholds): ClassCode | undefined {
  const above = CLASSES.filter((code) => risk[code] >= thresholds[code].hold)
  const excess = (code: ClassCode): number => risk[code] - thresholds[code].hold
  return above.sort((one, other) => excess(other) - excess(one))[0]
}
