import { thresholdsOf } from './classifier/model.ts'
import { contactRulesOf } from './detectors/detector.ts'
import type { Evidence, Finding, Screening } from './evidence.ts'
import { FAILED, type Parts } from './gather.ts'
import type { ArticleMode } from './policy.ts'
import { speechOf } from './reporting.ts'
import { sourceOf, type Witness, witnessesOf } from './risk.ts'
import { type Route, route } from './route.ts'

/** What speaks about a text. */
export type Spoken = Pick<Evidence, 'hits' | 'findings' | 'opinion'>

/** What stands beside the witnesses when they are routed. */
type Beside = Pick<Evidence, 'findings' | 'opinion'>

/** Weighs what was gathered under one policy. */
export interface Judge {
  screening(spoken: Spoken, mode: ArticleMode): Screening
  witnesses(spoken: Pick<Spoken, 'hits' | 'findings'>): readonly Witness[]
  /** Routes witnesses as if the rest of what was gathered stood. */
  route(witnesses: readonly Witness[], beside: Beside, mode: ArticleMode): Route
  /** Names the source as which a hit counts. */
  sourceOf(hit: Evidence['hits'][number]): string
}

/** Reads from the findings what bears on a verdict beside their weights. */
function bearingOf(findings: readonly Finding[]) {
  return { isIncomplete: findings.some(({ rule }) => rule.startsWith(FAILED)), speech: speechOf(findings) }
}

/** Creates a judge that says `hold` at the least wherever a rule has failed. */
export function createJudge({ lexicon, policy, detectors, model }: Parts): Judge {
  const contactRules = contactRulesOf(detectors)
  const versions = {
    lexiconVersion: lexicon.version,
    policyVersion: policy.version,
    modelVersion: model?.version ?? null,
  }
  const judge: Judge = {
    screening({ hits, findings, opinion }, mode) {
      const routed = judge.route(judge.witnesses({ hits, findings }), { findings, opinion }, mode)
      const { verdict, category, risk } = routed
      return { verdict, category, risk, evidence: { hits, findings, ...versions, opinion } }
    },
    witnesses: ({ hits, findings }) => witnessesOf(hits, findings, contactRules),
    route: (witnesses, { findings, opinion }, mode) =>
      route({
        witnesses,
        policy,
        mode,
        ...bearingOf(findings),
        model: opinion && model ? { opinion, joint: model.joint, thresholds: thresholdsOf(model, mode) } : null,
      }),
    sourceOf: (hit) => sourceOf(hit, contactRules),
  }
  return judge
}
