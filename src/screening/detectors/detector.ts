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
