import { BENIGN, type Judged } from '../../screening/classifier/measures/judged.ts'
import { askModel, type Model } from '../../screening/classifier/model.ts'
import { routeByModel } from '../../screening/classifier/model-policy.ts'
import { likeliest, weigh } from '../../screening/classifier/weigh.ts'
import { togetherRisk } from '../../screening/risk.ts'
import type { Screener } from '../../screening/screen.ts'
import { featuresOfComment } from '../comment-features.ts'
import type { LabelledRow } from '../labelled-sets.ts'

/** What judges: the rules, and a model that reads with them where there is one. */
export interface Judge {
  readonly screener: Screener
  readonly model: Model | undefined
}

/**
 * Screens a row. Without a model the score is the chance that it violates anything, were the risks of its categories
 * independent, and the answer the category that the rules name.
 */
export function judge({ text, label, perturbation, original }: LabelledRow, { screener, model }: Judge): Judged {
  const screening = screener.screen(text)
  const { verdict, category, risk, evidence } = screening
  const isHit = evidence.hits.length > 0
  const wasHit = original === undefined ? undefined : screener.screen(original).evidence.hits.length > 0
  const known = { label, perturbation, isHit, wasHit }
  if (!model) {
    return { ...known, verdict, answer: category ?? BENIGN, score: togetherRisk(risk) }
  }
  const opinion = weigh(askModel(model, featuresOfComment(text, screening)), risk)
  const answer = likeliest(opinion) ?? BENIGN
  return { ...known, verdict: routeByModel(verdict, opinion, model.thresholds.pre), answer, score: 1 - opinion.benign }
}
