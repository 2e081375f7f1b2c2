import { type Example, type FitOptions, fitWeights } from './fit.ts'
import { logitsOf } from './logits.ts'
import { quantize } from './quantize.ts'
import { seededRandom } from './random.ts'

/** An example with what it was made from: a judged row, a sentence of a grammar. */
export interface TracedExample extends Example {
  /** What has one origin is held out together; `undefined` for what never is. */
  readonly origin: number | undefined
  /** Whether a model is asked about it that had not seen it; what was only added to learn from is not. */
  readonly isAsked: boolean
}

/** An example with what a model said of it that had not seen it, and the fold that it was held out with. */
export type HeldOutExample<Traced extends TracedExample> = Traced & {
  readonly fold: number
  readonly logits: Float64Array
}

/**
 * Has each example that is asked about read by a model that saw nothing of its origin; examples without an origin are in
 * every fold. Origins are dealt out by chance, the same one to the same fold each time.
 */
export function crossValidate<Traced extends TracedExample>(
  examples: readonly Traced[],
  folds: number,
  options: FitOptions & { readonly onFold?: (fold: number) => void },
): readonly HeldOutExample<Traced>[] {
  return Array.from({ length: folds }, (_, fold) => fold).flatMap((fold) => {
    options.onFold?.(fold + 1)
    const isHeldOut = ({ origin }: TracedExample): boolean => origin !== undefined && foldOf(origin, folds) === fold
    const fitted = fitWeights(
      examples.filter((example) => !isHeldOut(example)),
      options,
    )
    const model = quantize(fitted)
    return examples
      .filter((example) => example.isAsked && isHeldOut(example))
      .map((example) => ({ ...example, fold, logits: logitsOf(model, example.features) }))
  })
}

/** Not in turn: sets are written with their labels in turn, too. */
function foldOf(origin: number, folds: number): number {
  return Math.floor(seededRandom(origin)() * folds)
}
