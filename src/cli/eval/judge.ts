import { BENIGN, type Judged } from '../../screening/classifier/measures/judged.ts'
import { chanceOfAny } from '../../screening/classifier/weigh.ts'
import { togetherRisk } from '../../screening/risk.ts'
import type { Screener } from '../../screening/screen.ts'
import type { LabelledRow } from '../labelled-sets.ts'

/**
 * Screens a row as `screen` does, whose answer and risks are measured: the score is the chance that it
 * violates anything, without a model as if the risks of its categories were independent.
 */
export function judge({ text, label, perturbation, original }: LabelledRow, screener: Screener): Judged {
  const { verdict, category, risk, evidence } = screener.screen(text)
  const score = screener.modelVersion === null ? togetherRisk(risk) : chanceOfAny(risk)
  return {
    label,
    answer: category ?? BENIGN,
    score,
    verdict,
    perturbation,
    isHit: evidence.hits.length > 0,
    wasHit: original === undefined ? undefined : screener.screen(original).evidence.hits.length > 0,
  }
}
