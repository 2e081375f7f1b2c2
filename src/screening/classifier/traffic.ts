import type { ClassCode } from './classes.ts'

/**
 * What a judged text stands for among the comments of a portal: a category, or a good text, `heated` where it was judged
 * beside bad ones of the same set, `plain` where its set has good ones alone.
 */
export type TrafficKind = 'plain' | 'heated' | ClassCode

/**
 * The share of each kind among the comments under news, assumed: a portal that counted had refused 2 % of 70 million (The
 * Guardian, 2016), and more is written where less is refused. Good texts of judged sets were picked for what they speak
 * of, the quarrels that the bad ones are of, which few comments are.
 */
export const TRAFFIC: Readonly<Record<TrafficKind, number>> = {
  plain: 0.82,
  heated: 0.12,
  abuse: 0.035,
  threat: 0.001,
  doxxing: 0.001,
  porn: 0.004,
  gambling: 0.004,
  fraud: 0.004,
  ad_spam: 0.01,
  illegal_trade: 0.001,
}

/**
 * Returns the share of all comments that each text stands for; together they are one. Texts of a kind weigh the same, and
 * the share of a kind without texts goes to the others as theirs are.
 */
export function weighTraffic(kinds: readonly TrafficKind[]): readonly number[] {
  const counts = new Map<TrafficKind, number>()
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  const known = [...counts.keys()].reduce((sum, kind) => sum + TRAFFIC[kind], 0)
  return kinds.map((kind) => TRAFFIC[kind] / known / (counts.get(kind) ?? 1))
}
