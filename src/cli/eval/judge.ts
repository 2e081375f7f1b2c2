import { BENIGN, type Judged } from '../../screening/classifier/measures/judged.ts'
import { togetherRisk } from '../../screening/risk.ts'
import type { Screener } from '../../screening/screen.ts'
import type { LabelledRow } from '../labelled-sets.ts'

/**
 * Screens a row as `screen` does, whose answer and risks are measured: with a model the score is the highest risk, without
 * one the chance that it violates anything, were the risks of its categories independent.
 */
export function judge({ text, label, perturbation, original }: LabelledRow, screener: Screener): Judged {
  const { verdict, category, risk, evidence } = screener.screen(text)
  const score = screener.modelVersion === null ? togetherRisk(risk) : Math.max(0, ...Object.values(risk))
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
