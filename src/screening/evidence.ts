import type { Opinion } from './classifier/model.ts'
import type { CategoryCode } from './taxonomy.ts'

/** The machine's answer. Only a decision changes anything: see `moderation/`. */
export type Verdict = 'pass' | 'hold' | 'block'

/** One thing that a rule found, tied to the place in the reader's own text. */
export interface Hit {
  /** Stable id of the rule: `wordlist:<category>` or `detector:<name>`. */
  readonly rule: string
  /** The wordlist entry as written in its list, `null` for detectors. */
  readonly entry: string | null
  readonly category: CategoryCode
  /** UTF-16 offsets into the original text, `end` exclusive. */
  readonly start: number
  readonly end: number
  /** `original.slice(start, end)`. */
  readonly text: string
  /** How strongly this alone speaks for the category, 0 to 1. */
  readonly weight: number
  /** The names of the folds that were needed to see it (`separator`, `width`, `script`, …), empty when plain. */
  readonly folds: readonly string[]
}

/** A statement about the whole text, without a span. */
export interface Finding {
  readonly rule: string
  readonly category: CategoryCode | null
  readonly weight: number
  /** Numbers and short strings that say what was measured, for the card. */
  readonly detail: Readonly<Record<string, string | number>>
}

/** Everything that spoke, with the versions that said it; stored beside the verdict. */
export interface Evidence {
  readonly hits: readonly Hit[]
  readonly findings: readonly Finding[]
  readonly lexiconVersion: string
  readonly policyVersion: string
  /** `null` where no model was asked. */
  readonly modelVersion: string | null
  /** What the model alone thinks. */
  readonly opinion: Opinion | null
}

/** The screening of one text. */
export interface Screening {
  readonly verdict: Verdict
  /** The most likely violated category; `null` where benign is likelier and neither rule nor model holds it for anything. */
  readonly category: CategoryCode | null
  /** The chance of each category that anything spoke for, rules and model together, in thousandths. */
  readonly risk: Readonly<Partial<Record<CategoryCode, number>>>
  readonly evidence: Evidence
}
