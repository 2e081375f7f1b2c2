import type { CategoryCode } from '../taxonomy.ts'
import { byClass, CLASSES, type ClassCode } from './classes.ts'
import type { Opinion } from './model.ts'

// Rules name parts of what the model knows as one.
const WIDE: Readonly<Partial<Record<CategoryCode, ClassCode>>> = {
  profanity: 'abuse',
  region_hatred: 'abuse',
  ethnic_hatred: 'abuse',
  sexual_suggestive: 'porn',
  privacy: 'doxxing',
}

type Risk = Readonly<Partial<Record<CategoryCode, number>>>

/**
 * Joins what the model thinks with what the rules found: a text is benign only as far as both leave it so. Risks and the
 * chance of benign add up to one; rules of categories that the model does not know change nothing here.
 */
export function weigh(opinion: Opinion, rules: Risk): Opinion {
  const found = new Map<ClassCode, number>()
  for (const code of CLASSES) found.set(code, rules[code] ?? 0)
  for (const [part, whole] of Object.entries(WIDE)) {
    const risk = isRisk(rules, part) ? (rules[part] ?? 0) : 0
    found.set(whole, Math.max(found.get(whole) ?? 0, risk))
  }
  let left = opinion.benign
  for (const risk of found.values()) left *= 1 - risk
  const raised = (code: ClassCode): number => 1 - (1 - opinion.risk[code]) * (1 - (found.get(code) ?? 0))
  const sum = CLASSES.reduce((total, code) => total + raised(code), 0)
  const share = (code: ClassCode): number => (sum === 0 ? 0 : ((1 - left) * raised(code)) / sum)
  return {
    benign: left,
    risk: byClass(share),
  }
}

function isRisk(rules: Risk, code: string): code is CategoryCode {
  return Object.hasOwn(rules, code)
}

/** Names the likeliest category, `undefined` where benign is likelier than all of them together. */
export function likeliest({ risk, benign }: Opinion): ClassCode | undefined {
  if (benign >= 0.5) return undefined
  return CLASSES.reduce((best, code) => (risk[code] > risk[best] ? code : best))
}
