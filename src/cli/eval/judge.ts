import { BENIGN, type Judged } from '../../screening/classifier/measures/judged.ts'
import type { Screener } from '../../screening/screen.ts'
import type { LabelledRow } from './sets.ts'

/** Screens a row; the score is the chance that it violates anything, were its risks independent. */
export function judge({ text, label, perturbation, original }: LabelledRow, screener: Screener): Judged {
  const { verdict, category, risk, evidence } = screener.screen(text)
  const score = 1 - Object.values(risk).reduce((left, one) => left * (1 - one), 1)
  const isHit = evidence.hits.length > 0
  const wasHit = original === undefined ? undefined : screener.screen(original).evidence.hits.length > 0
  return { label, perturbation, verdict, answer: category ?? BENIGN, score, isHit, wasHit }
}
