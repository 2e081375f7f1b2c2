import type { HeldOut } from './calibrate.ts'
import { type Example, type FitOptions, fitWeights } from './fit.ts'
import { logitsOf } from './model.ts'
import { quantize } from './quantize.ts'
import { seededRandom } from './random.ts'

/** An example with the judged row that it was made from, `undefined` where it was made from none. */
export interface TracedExample extends Example {
  readonly row: number | undefined
  /** Whether it is that row itself, as it was judged. */
  readonly isRow: boolean
}

/** What a model that had not seen a row said of it. */
export interface HeldOutRow extends HeldOut {
  readonly row: number
  readonly fold: number
}

/**
 * Has each judged row read by a model that saw neither it nor anything made from it; examples made from no row are in
 * every fold. Rows are dealt out by chance, the same row to the same fold each time.
 */
export function crossValidate(
  examples: readonly TracedExample[],
  folds: number,
  options: FitOptions & { readonly onFold?: (fold: number) => void },
): readonly HeldOutRow[] {
  return Array.from({ length: folds }, (_, fold) => fold).flatMap((fold) => {
    options.onFold?.(fold + 1)
    const isHeldOut = ({ row }: TracedExample): boolean => row !== undefined && foldOf(row, folds) === fold
    const fitted = fitWeights(
      examples.filter((example) => !isHeldOut(example)),
      options,
    )
    const model = { version: '', ...quantize(fitted, UNCALIBRATED) }
    return examples
      .filter((example) => example.isRow && isHeldOut(example))
      .map(({ features, target, hatred, row = 0 }) => ({
        row,
        fold,
        target,
        hatred,
        logits: logitsOf(model, features),
      }))
  })
}

/** Not in turn: sets are written with their labels in turn, too. */
function foldOf(row: number, folds: number): number {
  return Math.floor(seededRandom(row)() * folds)
}

const UNCALIBRATED = { slopes: [], shifts: [] }
