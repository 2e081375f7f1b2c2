import { calibrate } from '../screening/classifier/calibrate.ts'
import { CLASSES, classOf } from '../screening/classifier/classes.ts'
import type { HeldOutRow } from '../screening/classifier/cross-validate.ts'
import { BENIGN, type Judged } from '../screening/classifier/measures/judged.ts'
import { measureSet, type SetFigures } from '../screening/classifier/measures/measure-set.ts'
import { toOpinion } from '../screening/classifier/model.ts'
import { routeByModel } from '../screening/classifier/model-policy.ts'
import type { JudgedRow } from '../screening/classifier/training-texts.ts'
import { likeliest } from '../screening/classifier/weigh.ts'

/** A judged row with the set that it comes from. */
export interface NamedRow extends JudgedRow {
  readonly set: string
}

/** Measures the held-out rows set by set; each fold's chances are calibrated on the other folds alone. */
export function heldOutFigures(heldOut: readonly HeldOutRow[], rows: readonly NamedRow[], shift: number): SetFigures[] {
  const folds = [...new Set(heldOut.map(({ fold }) => fold))]
  const judged = folds.flatMap((fold) => {
    const others = heldOut.filter((one) => one.fold !== fold)
    const calibration = calibrate(others, shift)
    return heldOut
      .filter((one) => one.fold === fold)
      .map(({ row, logits }) => ({ row, opinion: toOpinion(logits, calibration) }))
  })
  const sets = [...new Set(rows.map(({ set }) => set))]
  return ['all rows, held out', ...sets].map((set) =>
    measureSet(
      set,
      judged.flatMap(({ row, opinion }): Judged[] => {
        const own = rows[row]
        if (!own || (sets.includes(set) && own.set !== set)) return []
        const answer = likeliest(opinion) ?? BENIGN
        const verdict = routeByModel('pass', opinion)
        const label = CLASSES[classOf(own.label) ?? -1] ?? BENIGN
        const known = { label, perturbation: undefined, isHit: false, wasHit: undefined }
        return [{ ...known, answer, verdict, score: 1 - opinion.benign }]
      }),
    ),
  )
}
