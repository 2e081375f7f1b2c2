import { answersInLabels } from './answers.ts'
import { calibrationError, type ReliabilityBin, reliability } from './calibration.ts'
import { type Agreement, compareAnswers } from './confusion.ts'
import { isBad, isGood, type Judged } from './judged.ts'
import { FALSE_POSITIVES, measurePerturbations, type PerturbationFigures } from './perturbations.ts'
import { areaUnder, pointAtFalsePositives, type RankingPoint, rank } from './ranking.ts'
import { type Coverage, type ReviewLoad, reviewLoads, riskCoverage } from './review-load.ts'
import { type RoutingShares, routingByLabel, sharesOf } from './routing.ts'

/** Everything that is measured on one set of texts. */
export interface SetFigures {
  readonly name: string
  readonly count: number
  readonly good: Omit<RoutingShares, 'label'>
  readonly bad: Omit<RoutingShares, 'label'>
  readonly routing: readonly RoutingShares[]
  /** These two are absent where all texts are good, all bad, or none judged. */
  readonly agreement: Agreement | undefined
  readonly ranking: Ranking | undefined
  readonly perturbations: readonly PerturbationFigures[]
}

/** What the scores are worth, whatever the thresholds. */
export interface Ranking {
  readonly points: readonly RankingPoint[]
  readonly auc: number
  readonly recallAtFalsePositives: number
  readonly reviewLoads: readonly ReviewLoad[]
  readonly riskCoverage: readonly Coverage[]
  readonly bins: readonly ReliabilityBin[]
  readonly calibrationError: number
}

/** Measures one set; what cannot be measured on it is absent, never 0. */
export function measureSet(name: string, judged: readonly Judged[]): SetFigures {
  const labelled = judged.filter((one) => isBad(one) || isGood(one))
  const answers = answersInLabels(labelled)
  const labels = labelled.map(({ label }) => label ?? '')
  return {
    name,
    count: judged.length,
    good: sharesOf(judged.filter(isGood)),
    bad: sharesOf(judged.filter(isBad)),
    routing: routingByLabel(judged),
    agreement: new Set(labels).size > 1 ? compareAnswers(labels, answers) : undefined,
    ranking: measureRanking(judged),
    perturbations: measurePerturbations(judged),
  }
}

function measureRanking(judged: readonly Judged[]): Ranking | undefined {
  const points = rank(judged)
  if (points.length === 0) return undefined
  const bins = reliability(judged)
  return {
    points,
    auc: areaUnder(points),
    recallAtFalsePositives: pointAtFalsePositives(points, FALSE_POSITIVES)?.recall ?? 0,
    reviewLoads: reviewLoads(judged),
    riskCoverage: riskCoverage(judged),
    bins,
    calibrationError: calibrationError(bins),
  }
}
