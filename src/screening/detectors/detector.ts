import type { Normalized } from '../../text/normalize.ts'
import type { CategoryCode } from '../taxonomy.ts'

/** Something a detector found, at offsets into the normalized text. */
export interface Detection {
  readonly start: number
  readonly end: number
  readonly category: CategoryCode
  readonly weight: number
}

/** A rule that no list of words can hold; its examples are its test. */
export interface Detector {
  /** The hit's rule is `detector:<name>`. */
  readonly name: string
  /** Whether what it finds is a way to reach somebody: several together prove no more than the strongest. */
  readonly isContact: boolean
  detect(normalized: Normalized): readonly Detection[]
  readonly examples: { readonly hits: readonly string[]; readonly misses: readonly string[] }
}

/** What a detection says of its place. */
export type Judgement = Pick<Detection, 'category' | 'weight'>

/** Returns a detection at every match of a global pattern, in their order. */
export function detectAll(text: string, pattern: RegExp, judgement: Judgement): Detection[] {
  return [...text.matchAll(pattern)].map((match) => {
    return { start: match.index, end: match.index + match[0].length, ...judgement }
  })
}

/** Names the rule of a detector's hits. */
export function ruleOf({ name }: Pick<Detector, 'name'>): string {
  return `detector:${name}`
}

/** Names the rules among detectors that find ways to reach somebody. */
export function contactRulesOf(detectors: readonly Detector[]): ReadonlySet<string> {
  return new Set(detectors.filter(({ isContact }) => isContact).map(ruleOf))
}
