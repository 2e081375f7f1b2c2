import type { CategoryCode } from './taxonomy.ts'

/** How an article takes comments: `pre` machine pass may publish, `human` a person approves each, `closed` none. */
export type ArticleMode = 'pre' | 'human' | 'closed'

/** From which risk on a category is held, and from which it is refused without a person; `null` never. */
export interface Threshold {
  readonly hold: number
  readonly block: number | null
}

/** What the machine may do with its evidence: data, and versioned, so that every decision can name it. */
export interface Policy {
  readonly version: string
  readonly thresholds: Readonly<Partial<Record<CategoryCode, Threshold>>>
  /** For every category without a threshold of its own. */
  readonly otherwise: Threshold
  /** From which risk on all categories taken together hold a text that none of them holds alone. */
  readonly holdTogether: number
  /** How much of what is left to certainty a hit gains when the reader hid it. */
  readonly evasionSeverity: number
}

/** Limits within which the thresholds of a model are found; shares of the texts that each speaks of. */
export interface Limits {
  /** Of what is not junk (good, or said rather than sold), blocked. */
  readonly maxWrongBlock: number
  /** Of plain good comments, blocked. */
  readonly maxPlainBlock: number
  /** The least chance of anything that is blocked, however seldom the texts at hand show a lower one to be wrong. */
  readonly leastBlock: number
  /** Of the texts of a category, neither held nor blocked. */
  readonly maxMissed: number
  /** Of all comments, held. */
  readonly maxHoldShare: number
  /** Of plain good comments, held. */
  readonly maxWrongHold: number
}

/** A policy for comments, which a model reads with the rules. */
export interface CommentPolicy extends Policy {
  /** What the model may cost, by how the article takes comments; one that takes none is as one where people approve. */
  readonly constraints: Readonly<Record<'pre' | 'human', Limits>>
}

const HOLD_RISK = 0.5

const LIMITS: Limits = {
  maxWrongBlock: 0.001,
  maxPlainBlock: 0.0002,
  leastBlock: 0.97,
  maxMissed: 0.02,
  maxHoldShare: 0.15,
  maxWrongHold: 0.008,
}

/**
 * The policy a new site starts with. Machines refuse only where words leave no doubt what they sell: pornography,
 * gambling, fraud, prohibited goods, advertising; and insults so heavy that an entry alone says so.
 * Threats, self-harm and the rest always go to a person.
 */
export const FIRST_POLICY: CommentPolicy = {
  version: 'policy-1',
  thresholds: {
    porn: { hold: HOLD_RISK, block: 0.88 },
    gambling: { hold: HOLD_RISK, block: 0.88 },
    fraud: { hold: HOLD_RISK, block: 0.92 },
    illegal_trade: { hold: HOLD_RISK, block: 0.9 },
    ad_spam: { hold: HOLD_RISK, block: 0.94 },
    abuse: { hold: HOLD_RISK, block: 0.98 },
  },
  otherwise: { hold: HOLD_RISK, block: null },
  holdTogether: 0.58,
  evasionSeverity: 0.25,
  constraints: { pre: LIMITS, human: LIMITS },
}

/** Returns the thresholds that the policy sets for a category. */
export function thresholdOf(policy: Policy, category: CategoryCode): Threshold {
  return policy.thresholds[category] ?? policy.otherwise
}
