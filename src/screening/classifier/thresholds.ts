import type { Verdict } from '../evidence.ts'
import type { Limits } from '../policy.ts'
import { byClass, CLASSES, type ClassCode } from './classes.ts'
import { highestShare } from './highest-share.ts'
import type { Thresholds } from './model.ts'
import { isJunk } from './model-policy.ts'
import { type TrafficKind, weighTraffic } from './traffic.ts'

/** A judged text as model and rules together read it, the model not having seen it. */
export interface WeighedText {
  readonly kind: TrafficKind
  readonly risk: Readonly<Record<ClassCode, number>>
  /** What the rules say of it alone. */
  readonly verdict: Verdict
  /** Whether a rule found anything sold in it, without which no model refuses it. */
  readonly hasWitness: boolean
}

/** What thresholds do to texts, weighed as traffic is. */
export interface ThresholdEffect {
  /** Of all texts. */
  readonly holdShare: number
  /** Of the plain good ones. */
  readonly wrongHold: number
  /** Of each category, what passes; `undefined` where there is no text of it. */
  readonly missed: Readonly<Record<ClassCode, number | undefined>>
  /** Of what is not junk, as high as it may be in life: the upper end of a one-sided interval of 95 %. */
  readonly wrongBlock: number
  /** Of the plain good ones, as it is. */
  readonly plainBlock: number
}

/**
 * Finds the lowest thresholds that keep all limits, weighing the texts as traffic is. No more than `maxWrongBlock` of what
 * is not junk is blocked, by rules or by model, at the upper end of its confidence interval, nor more than `maxPlainBlock`
 * of the plain good texts, and nothing below `leastBlock`; where the texts cannot show that, `block` is `null`. `maxMissed` is the first limit to give way: where letting no more of each category pass would
 * hold more than `maxHoldShare` or `maxWrongHold`, more is missed, and each category that does not reach it holds the same
 * share of good texts. A category of which there is no text is left to the rules.
 */
export function thresholdsWithin(texts: readonly WeighedText[], limits: Limits): Thresholds {
  const weighed = weigh(texts)
  const blocks = blocksWithin(weighed, limits)
  const holds = holdsWithin(weighed, limits, blocks)
  return byClass((code) => {
    const block = Math.max(blocks[code], holds[code])
    return { hold: holds[code] / STEPS, block: blocks[code] > STEPS ? null : block / STEPS }
  })
}

/** Tells what thresholds do to texts; it says nothing of others. */
export function effectOf(texts: readonly WeighedText[], thresholds: Thresholds): ThresholdEffect {
  const weighed = weigh(texts)
  const holds = byClass((code) => Math.round(thresholds[code].hold * STEPS))
  const blocks = byClass((code) =>
    thresholds[code].block === null ? NEVER : Math.round(thresholds[code].block * STEPS),
  )
  const share = (kind: TrafficKind, isCounted: (text: Weighed) => boolean): number | undefined => {
    const all = weighed.filter((one) => one.kind === kind)
    return all.length === 0 ? undefined : all.filter(isCounted).length / all.length
  }
  return {
    holdShare: sum(weighed.filter((text) => isHeld(text, holds, blocks))),
    wrongHold: share('plain', (text) => isHeld(text, holds, blocks)) ?? 0,
    missed: byClass((code) => share(code, (text) => text.verdict === 'pass' && !reaches(text, holds))),
    wrongBlock: wrongBlock(weighed, blocks),
    plainBlock: share('plain', (text) => isBlocked(text, blocks)) ?? 0,
  }
}

// Chances are stored in ten-thousandths. A threshold of one step more than there are is never reached.
const STEPS = 10_000
const NEVER = STEPS + 1
// What is hardly likelier bad than good is never held: slang and sums come to that, and of threats and doxxing there are so
// few that all but every such hold is wrong.
const LEAST_HOLD = 0.6 * STEPS

type Steps = Readonly<Record<ClassCode, number>>

interface Weighed {
  readonly kind: TrafficKind
  readonly steps: Steps
  readonly verdict: Verdict
  readonly hasWitness: boolean
  readonly weight: number
}

function weigh(texts: readonly WeighedText[]): readonly Weighed[] {
  const weights = weighTraffic(texts.map(({ kind }) => kind))
  return texts.map(({ kind, risk, verdict, hasWitness }, at) => {
    const steps = byClass((code) => Math.round(risk[code] * STEPS))
    return { kind, verdict, hasWitness, steps, weight: weights[at] ?? 0 }
  })
}

function blocksWithin(texts: readonly Weighed[], { maxWrongBlock, maxPlainBlock, leastBlock }: Limits): Steps {
  const others = texts.filter(isNoJunk)
  const plain = texts.filter(({ kind }) => kind === 'plain')
  const seen = others.filter(({ hasWitness }) => hasWitness)
  const tails = byClass((code) => tailOf(seen, code))
  const at = (budget: number): Steps =>
    byClass((code) => {
      const isShown = isJunk(code) && texts.some(({ kind }) => kind === code)
      return isShown ? Math.max(lowestWithin(tails[code], budget), leastBlock * STEPS) : NEVER
    })
  const isKept = (blocks: Steps): boolean => {
    const blocked = plain.filter((text) => isBlocked(text, blocks)).length
    return blocked <= maxPlainBlock * plain.length && wrongBlock(others, blocks) <= maxWrongBlock
  }
  const budget = largest((one) => isKept(at(one)))
  return budget === undefined ? byClass(() => NEVER) : at(budget)
}

/** Returns the highest share of wrong blocks that the texts, none of them junk, leave possible. */
function wrongBlock(texts: readonly Weighed[], blocks: Steps): number {
  const others = texts.filter(isNoJunk)
  const total = sum(others)
  if (total === 0) return 1
  const wrong = others.filter((text) => isBlocked(text, blocks))
  // Texts of unequal weight show as much as this many of equal weight (Kish 1965).
  const count = total ** 2 / others.reduce((all, { weight }) => all + weight ** 2, 0)
  return highestShare(sum(wrong) / total, count)
}

function holdsWithin(texts: readonly Weighed[], limits: Limits, blocks: Steps): Steps {
  const { maxMissed, maxHoldShare, maxWrongHold } = limits
  const good = texts.filter((text) => text.verdict === 'pass' && isGood(text))
  const plain = texts.filter(({ kind }) => kind === 'plain')
  const tails = byClass((code) => tailOf(good, code))
  const own = byClass((code) => texts.filter(({ kind }) => kind === code))
  const lowest = (wrong: number, missed: number): Steps =>
    byClass((code) => Math.max(highestMissing(own[code], code, missed), lowestWithin(tails[code], wrong), LEAST_HOLD))
  const at = (wrong: number, missed: number): Steps => lowerOf(lowest(wrong, missed), blocks)
  const isKept = (holds: Steps): boolean => {
    const held = texts.filter((text) => isHeld(text, holds, blocks))
    const wrong = held.filter(({ kind }) => kind === 'plain').length
    return sum(held) <= maxHoldShare && wrong <= maxWrongHold * plain.length
  }
  // Of what may be refused, the model holds all that no rule is a witness of, where that is not too much.
  if (!isKept(at(0, 1))) return lowerOf(lowest(0, 1), NO_BLOCKS)
  if (good.length === 0) return at(0, 1)
  const wrong = largest((share) => isKept(at(share, maxMissed)))
  if (wrong !== undefined) return at(wrong, maxMissed)
  const seen = largest((share) => isKept(at(0, Math.max(1 - share, maxMissed)))) ?? 0
  return at(0, Math.max(1 - seen, maxMissed))
}

const NO_BLOCKS: Steps = byClass(() => NEVER)

function lowerOf(one: Steps, other: Steps): Steps {
  return byClass((code) => Math.min(one[code], other[code], STEPS))
}

/** Returns the highest threshold below which no more of a category's texts are than may be missed. */
function highestMissing(own: readonly Weighed[], code: ClassCode, maxMissed: number): number {
  const passed = own.filter(({ verdict }) => verdict === 'pass').map(({ steps }) => steps[code])
  return passed.sort((one, other) => one - other)[Math.floor(maxMissed * own.length)] ?? NEVER
}

/** Returns, for each threshold, the share of all comments that these texts have at or above it. */
function tailOf(texts: readonly Weighed[], code: ClassCode): Float64Array {
  const tail = new Float64Array(NEVER + 1)
  for (const { steps, weight } of texts) tail[steps[code]] = (tail[steps[code]] ?? 0) + weight
  for (let step = STEPS; step >= 0; step -= 1) tail[step] = (tail[step] ?? 0) + (tail[step + 1] ?? 0)
  return tail
}

function lowestWithin(tail: Float64Array, budget: number): number {
  return tail.findIndex((share) => share <= budget)
}

// 2 to the power of -24 is less than one text of ten million.
const HALVINGS = 24

/** Returns the largest share at which something is so that is so of all smaller ones, `undefined` where it is not of 0. */
function largest(isSo: (share: number) => boolean): number | undefined {
  if (!isSo(0)) return undefined
  let [low, high] = [0, 1]
  for (let halving = 0; halving < HALVINGS; halving += 1) {
    const middle = (low + high) / 2
    if (isSo(middle)) low = middle
    else high = middle
  }
  return low
}

function isHeld(text: Weighed, holds: Steps, blocks: Steps): boolean {
  if (isBlocked(text, blocks)) return false
  return text.verdict === 'hold' || reaches(text, holds)
}

function isBlocked(text: Weighed, blocks: Steps): boolean {
  return text.verdict === 'block' || (text.hasWitness && reaches(text, blocks))
}

function reaches({ steps }: Weighed, thresholds: Steps): boolean {
  return CLASSES.some((code) => steps[code] >= thresholds[code])
}

function isGood({ kind }: Weighed): boolean {
  return kind === 'plain' || kind === 'heated'
}

function isNoJunk({ kind }: Weighed): boolean {
  return kind === 'plain' || kind === 'heated' || !isJunk(kind)
}

function sum(texts: readonly Weighed[]): number {
  return texts.reduce((total, { weight }) => total + weight, 0)
}
