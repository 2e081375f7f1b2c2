import type { Finding, Screening } from '../screening/evidence.ts'
import type { Grade } from './credit.ts'
import type { RiskLevel } from './risk-level.ts'
import type { Effect } from './sanction.ts'

/** What is known of who writes and where, before anything is read. */
export interface Standing {
  readonly effect: Exclude<Effect, 'refuse'>
  readonly grade: Grade
  readonly riskLevel: RiskLevel
}

/** The rules that hold a comment for who wrote it or where, whatever it says. */
export type StandingRule = 'author-limited' | 'author-credit' | 'article-elevated' | 'article-sensitive'

/** Has a person read what would pass, where the standing asks for one; it never makes a verdict milder. */
export function holdByStanding(screening: Screening, standing: Standing): Screening {
  const rules = rulesOf(standing)
  if (rules.length === 0) return screening
  const findings: Finding[] = rules.map((rule) => ({ rule, category: null, weight: 0, detail: {} }))
  return {
    ...screening,
    verdict: screening.verdict === 'pass' ? 'hold' : screening.verdict,
    evidence: { ...screening.evidence, findings: [...screening.evidence.findings, ...findings] },
  }
}

function rulesOf({ effect, grade, riskLevel }: Standing): StandingRule[] {
  const rules: StandingRule[] = []
  if (effect === 'hold') rules.push('author-limited')
  if (grade === 'E') rules.push('author-credit')
  if (riskLevel === 'sensitive') rules.push('article-sensitive')
  if (riskLevel === 'elevated' && grade !== 'A' && grade !== 'B') rules.push('article-elevated')
  return rules
}
