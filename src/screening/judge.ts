import { contactRulesOf } from './detectors/detector.ts'
import type { Evidence, Finding, Screening } from './evidence.ts'
import { FAILED, type Parts } from './gather.ts'
import type { ArticleMode } from './policy.ts'
import { speechOf } from './reporting.ts'
import { sourceOf, type Witness, witnessesOf } from './risk.ts'
import { type Route, route } from './route.ts'

type Spoken = Pick<Evidence, 'hits' | 'findings'>

/** Weighs what was gathered under one policy. */
export interface Judge {
  screening(spoken: Spoken, mode: ArticleMode): Screening
  witnesses(spoken: Spoken): readonly Witness[]
  /** Routes witnesses as if the rest of what was gathered stood. */
  route(witnesses: readonly Witness[], spoken: Pick<Evidence, 'findings'>, mode: ArticleMode): Route
  /** Names the source as which a hit counts. */
  sourceOf(hit: Evidence['hits'][number]): string
}

/** Reads from the findings what bears on a verdict beside their weights. */
export function bearingOf(findings: readonly Finding[]) {
  return { isIncomplete: findings.some(({ rule }) => rule.startsWith(FAILED)), speech: speechOf(findings) }
}

/** Creates a judge that says `hold` at the least wherever a rule has failed. */
export function createJudge({ lexicon, policy, detectors }: Parts): Judge {
  const contactRules = contactRulesOf(detectors)
  const versions = { lexiconVersion: lexicon.version, policyVersion: policy.version, modelVersion: null }
  const judge: Judge = {
    screening({ hits, findings }, mode) {
      const routed = judge.route(judge.witnesses({ hits, findings }), { findings }, mode)
      return { ...routed, evidence: { hits, findings, ...versions } }
    },
    witnesses: ({ hits, findings }) => witnessesOf(hits, findings, contactRules),
    route: (witnesses, { findings }, mode) => route({ witnesses, policy, mode, ...bearingOf(findings) }),
    sourceOf: (hit) => sourceOf(hit, contactRules),
  }
  return judge
}
