import type { Hit } from '../evidence.ts'
import type { Risk } from '../risk.ts'
import { byCode } from './classes.ts'
import { featuresOf } from './features.ts'
import { askModel, type Model, type Opinion } from './model.ts'
import type { Reading } from './neutral-marks.ts'

/** What a model reads: the text as the rules read it, and what they found in it. */
export interface ReadComment extends Reading {
  /** The rules' own, before any model spoke. */
  readonly risk: Risk
  readonly hits: readonly Pick<Hit, 'rule'>[]
}

// Finer than any threshold, and short enough to be stored with each comment.
const STEPS = 10_000

/** Asks a model about a comment; the chances are in ten-thousandths, so that what is stored decides as what was asked. */
export function opine(model: Model, { normalized, restored, risk, hits }: ReadComment): Opinion {
  const rules = [...new Set(hits.map(({ rule }) => rule))]
  const { risk: asked, benign } = askModel(
    model,
    featuresOf({ normalized, restored, speller: model.speller }, { risk, rules }),
  )
  return {
    risk: byCode((code) => rounded(asked[code])),
    benign: rounded(benign),
  }
}

function rounded(chance: number): number {
  return Math.round(chance * STEPS) / STEPS
}
