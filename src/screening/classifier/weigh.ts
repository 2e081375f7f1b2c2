import type { Risk } from '../risk.ts'
import type { CategoryCode } from '../taxonomy.ts'
import { byCode, CLASSES, type ClassCode, type HatredCode } from './classes.ts'
import type { Opinion } from './model.ts'

// Rules name parts of what the model knows as one.
const PARTS: Readonly<Partial<Record<ClassCode | HatredCode, readonly CategoryCode[]>>> = {
  abuse: ['profanity', 'region_hatred', 'ethnic_hatred'],
  porn: ['sexual_suggestive'],
  doxxing: ['privacy'],
}

/**
 * Joins what the model thinks with what the rules found, as independent witnesses: a text is benign only as far as both
 * leave it so, and whatever else speaks, no risk falls. Rules of categories that the model does not know change nothing
 * here; a text may violate several categories, so that the risks do not add up to one.
 */
export function weigh(opinion: Opinion, rules: Risk): Opinion {
  const isSilent = Object.keys(rules).length === 0
  const found = (code: ClassCode | HatredCode): number =>
    isSilent ? 0 : (PARTS[code] ?? []).reduce((most, part) => Math.max(most, rules[part] ?? 0), rules[code] ?? 0)
  const benign = CLASSES.reduce((left, code) => left * (1 - found(code)), opinion.benign)
  return { benign, risk: byCode((code) => 1 - (1 - opinion.risk[code]) * (1 - found(code))) }
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
