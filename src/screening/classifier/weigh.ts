import type { Risk } from '../risk.ts'
import type { CategoryCode } from '../taxonomy.ts'
import { byCode, CLASSES, type ClassCode, HATREDS, type HatredCode } from './classes.ts'
import type { Opinion } from './model.ts'

// Rules name parts of what the model knows as one.
const WIDE: Readonly<Partial<Record<CategoryCode, ClassCode>>> = {
  profanity: 'abuse',
  region_hatred: 'abuse',
  ethnic_hatred: 'abuse',
  sexual_suggestive: 'porn',
  privacy: 'doxxing',
}

/**
 * Joins what the model thinks with what the rules found, as independent witnesses: a text is benign only as far as both
 * leave it so, and whatever else speaks, no risk falls. Rules of categories that the model does not know change nothing
 * here; a text may violate several categories, so that the risks do not add up to one.
 */
export function weigh(opinion: Opinion, rules: Risk): Opinion {
  const found = new Map<ClassCode | HatredCode, number>()
  for (const code of [...CLASSES, ...HATREDS]) found.set(code, rules[code] ?? 0)
  for (const [part, whole] of Object.entries(WIDE)) {
    const risk = isRisk(rules, part) ? (rules[part] ?? 0) : 0
    found.set(whole, Math.max(found.get(whole) ?? 0, risk))
  }
  let benign = opinion.benign
  for (const code of CLASSES) benign *= 1 - (found.get(code) ?? 0)
  return { benign, risk: byCode((code) => 1 - (1 - opinion.risk[code]) * (1 - (found.get(code) ?? 0))) }
}

function isRisk(rules: Risk, code: string): code is CategoryCode {
  return Object.hasOwn(rules, code)
}

/** Names the likeliest category, `undefined` where benign is likelier than all of them together. */
export function likeliest({ risk, benign }: Opinion): ClassCode | undefined {
  if (benign >= 0.5) return undefined
  return CLASSES.reduce((best, code) => (risk[code] > risk[best] ? code : best))
}
