import { type FeatureVector, featuresOf } from '../screening/classifier/features.ts'
import type { Speller } from '../screening/classifier/respelling/speller.ts'
import type { Screening } from '../screening/evidence.ts'
import { normalize } from '../text/normalize.ts'
import { restore } from '../text/restore.ts'

/** Describes a screened text to the model, the rules' risks and names included. */
export function featuresOfComment(text: string, { risk, evidence }: Screening, speller: Speller): FeatureVector {
  const rules = [...new Set(evidence.hits.map(({ rule }) => rule))]
  const normalized = normalize(text)
  const { hashes, values } = featuresOf({ normalized, restored: restore(normalized), speller }, { risk, rules })
  return { hashes: hashes.slice(), values: values.slice() }
}
