import { CLASSES } from '../screening/classifier/classes.ts'
import { calibrationError, reliability } from '../screening/classifier/measures/calibration.ts'
import { BENIGN, type Judged } from '../screening/classifier/measures/judged.ts'
import { formatTable } from './eval/tables.ts'
import type { WeighedAnswer } from './train-figures.ts'

/** Writes how much the chances of each category are worth, over the texts of which anything at all is to be feared. */
export function formatReliability(answers: readonly WeighedAnswer[]): string {
  const rows = CLASSES.map((code, target) => {
    const judged = answers
      .filter(({ opinion }) => opinion.risk[code] >= LEAST_CHANCE)
      .map((one) => toJudged(one, { score: one.opinion.risk[code], isSo: one.target === target }))
    const bins = reliability(judged)
    const shares = FROM.map(
      (tenth) => bins.find(({ from }) => Math.round(from * 10) === tenth)?.badShare.toFixed(3) ?? '-',
    )
    return [code, String(judged.length), calibrationError(bins).toFixed(3), ...shares]
  })
  return formatTable({ title: 'Calibration by category', note: NOTE, head: HEAD, rows })
}

// Nearly all texts have a chance below this of nearly every category, which would hide the rest.
const LEAST_CHANCE = 0.05
const FROM = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
const HEAD = ['category', 'texts', 'ECE', ...FROM.map((tenth) => (tenth / 10).toFixed(1))]
const NOTE =
  'rows and seed sentences with a chance of 0.05 or more; the share that is so of those from 0 to 0.1, and so on'

function toJudged(
  { rules }: WeighedAnswer,
  { score, isSo }: { readonly score: number; readonly isSo: boolean },
): Judged {
  const label = isSo ? 'violation' : BENIGN
  return {
    label,
    answer: label,
    score,
    verdict: rules.verdict,
    perturbation: undefined,
    isHit: false,
    wasHit: undefined,
  }
}
