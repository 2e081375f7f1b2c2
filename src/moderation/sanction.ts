import type { CategoryCode } from '../screening/taxonomy.ts'
import { type Words, words } from './language.ts'

/**
 * The graded measures of 互联网跟帖评论服务管理规定, article 7, from the mildest: 警示提醒, 拒绝发布, 删除信息,
 * 限制账号功能, 暂停账号更新, 关闭账号, 禁止重新注册.
 *
 * `refuse` and `delete` are about one comment and are carried out by the decisions reject and remove, which keep their own
 * record; the others are about its author.
 */
export const MEASURES = ['warn', 'refuse', 'delete', 'limit', 'suspend', 'close', 'forbid'] as const

/** One of the seven. */
export type Measure = (typeof MEASURES)[number]

/** Those that are taken against a reader, from the mildest. */
export const SANCTIONS = ['warn', 'limit', 'suspend', 'close', 'forbid'] as const satisfies readonly Measure[]

/** One that is taken against a reader. */
export type SanctionMeasure = (typeof SANCTIONS)[number]

/** What becomes of what a reader writes: published as the policy says, read by a person first, or not taken. */
export type Effect = 'none' | 'hold' | 'refuse'

interface Row {
  readonly effect: Effect
  /** The longest term in days; `null` where there is none, for it is done at once or has no end. */
  readonly mostDays: number | null
}

// A year is as long as the record of a reader counts in their credit: see `credit.ts`.
const ROWS: Readonly<Record<SanctionMeasure, Row>> = {
  warn: { effect: 'none', mostDays: null },
  limit: { effect: 'hold', mostDays: 365 },
  suspend: { effect: 'refuse', mostDays: 365 },
  close: { effect: 'refuse', mostDays: null },
  forbid: { effect: 'refuse', mostDays: null },
}

/** Up to this a term is short, which any moderator may impose: over a weekend, until a lead is there. */
export const SHORT_DAYS = 3

/** Tells whether the measure has this term: in whole days where it ends by itself, else `null`. */
export function hasTerm(measure: SanctionMeasure, days: number | null): boolean {
  const { mostDays } = ROWS[measure]
  if (mostDays === null || days === null) return mostDays === days
  return Number.isInteger(days) && days >= 1 && days <= mostDays
}

/** Tells whether a measure can be taken back by whoever imposes no long ones: a warning, or a short term. */
export function isShort(measure: SanctionMeasure, days: number | null): boolean {
  return measure === 'warn' || (days !== null && days <= SHORT_DAYS)
}

/** Returns what a measure does to what its reader writes while it is in force. */
export function effectOf(measure: SanctionMeasure): Effect {
  return ROWS[measure].effect
}

/** Returns the measures whose effect is graver than this. */
export function graverThan(effect: Effect): readonly SanctionMeasure[] {
  return SANCTIONS.filter((measure) => RANK[effectOf(measure)] > RANK[effect])
}

const RANK: Readonly<Record<Effect, number>> = { none: 0, hold: 1, refuse: 2 }

/** A measure against a reader, as it stands. */
export interface Sanction {
  readonly measure: SanctionMeasure
  readonly category: CategoryCode
  readonly imposedAt: Date
  /** `null` where it has no end of its own. */
  readonly until: Date | null
  readonly liftedAt: Date | null
}

/** Tells whether a sanction holds at this time: not lifted, and its term not over. A warning is given once and holds always. */
export function isInForce({ until, liftedAt }: Pick<Sanction, 'until' | 'liftedAt'>, at: Date): boolean {
  return liftedAt === null && (until === null || at < until)
}

/** Returns the name of a measure, as the law calls it. */
export function measureName(measure: SanctionMeasure): Words {
  return NAMES[measure]
}

const NAMES: Readonly<Record<SanctionMeasure, Words>> = {
  warn: words('警示提醒', 'Warning'),
  limit: words('限制帳號功能', 'Account limited'),
  suspend: words('暫停帳號更新', 'Account suspended'),
  close: words('關閉帳號', 'Account closed'),
  forbid: words('禁止重新註冊', 'Barred from registering again'),
}
