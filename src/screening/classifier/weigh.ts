import type { Risk } from '../risk.ts'
import type { CategoryCode } from '../taxonomy.ts'
import { byClass, byCode, CLASSES, type ClassCode, type HatredCode, isHatred } from './classes.ts'
import type { JointCalibration, Line, Opinion } from './model.ts'
import { FIRST_LINE } from './platt.ts'

// Rules name parts of what the model knows as one.
const PARTS: Readonly<Partial<Record<ClassCode | HatredCode, readonly CategoryCode[]>>> = {
  abuse: ['profanity', 'region_hatred', 'ethnic_hatred'],
  porn: ['sexual_suggestive'],
  doxxing: ['privacy'],
}

/**
 * Joins what the model thinks with what the rules found. Where rules speak for a category its chance is that of both as
 * independent witnesses, brought to what it has proved to mean; whatever speaks, no risk falls, and a text is benign only
 * as far as both leave it so. Rules of categories that the model does not know change nothing here; a text may violate
 * several categories, so that the risks do not add up to one.
 */
export function weigh(opinion: Opinion, rules: Risk, joint: JointCalibration): Opinion {
  if (Object.keys(rules).length === 0) return opinion
  const risk = byCode((code) =>
    raised(opinion.risk[code], foundBy(rules, code), joint[isHatred(code) ? 'abuse' : code]),
  )
  const left = (code: ClassCode): number => (1 - risk[code]) / Math.max(1 - opinion.risk[code], LEAST_CHANCE)
  return { benign: CLASSES.reduce((benign, code) => benign * left(code), opinion.benign), risk }
}

/**
 * Rules as independent witnesses, at their word. So a comment is named: what rules found in it is what is pointed at, however
 * often they were wrong in other company.
 */
export const AT_THEIR_WORD: JointCalibration = byClass(() => FIRST_LINE)

/** Returns the risk that rules see of what the model knows as one category. */
export function foundBy(rules: Risk, code: ClassCode | HatredCode): number {
  return (PARTS[code] ?? []).reduce((most, part) => Math.max(most, rules[part] ?? 0), rules[code] ?? 0)
}

/**
 * Returns the chance that a text violates anything, of the risks that a screening with a model tells: what the model knows
 * excludes each other, what only rules know does not add to it.
 */
export function chanceOfAny(risk: Risk): number {
  const modelled = CLASSES.reduce((sum, code) => sum + (risk[code] ?? 0), 0)
  return Math.max(Math.min(modelled, 1), ...Object.values(risk))
}

/** Returns the log-odds of what two independent witnesses say together, as far as chances are told apart. */
export function togetherLogit(one: number, other: number): number {
  const left = Math.min(Math.max((1 - one) * (1 - other), LEAST_CHANCE), 1 - LEAST_CHANCE)
  return Math.log((1 - left) / left)
}

// Chances are told in ten-thousandths.
const LEAST_CHANCE = 1e-4

function raised(chance: number, found: number, { slope, shift }: Line): number {
  if (found === 0) return chance
  return Math.max(chance, 1 / (1 + Math.exp(-slope * togetherLogit(chance, found) - shift)))
}

/** Tells whether a category is one that the model knows, or a part of one. */
export function isModelled(category: CategoryCode): boolean {
  return CLASSES.some((code) => code === category || isPart(category, code))
}

/** Tells whether rules name as a category what is a part of another. */
export function isPart(category: CategoryCode, of: ClassCode): boolean {
  return PARTS[of]?.includes(category) ?? false
}

/** Names the likeliest category, `undefined` where benign is likelier than all of them together. */
export function likeliest({ risk, benign }: Opinion): ClassCode | undefined {
  if (benign >= 0.5) return undefined
  return CLASSES.reduce((best, code) => (risk[code] > risk[best] ? code : best))
}
