import type { Finding, Screening, Verdict } from './evidence.ts'
import { bearingOf } from './judge.ts'
import type { Policy } from './policy.ts'
import { witnessesOf } from './risk.ts'
import { route } from './route.ts'
import { CATEGORY_CODES } from './taxonomy.ts'

const GRAVITY: Readonly<Record<Verdict, number>> = { pass: 0, hold: 1, block: 2 }

/** Weighs findings that came after the text was read; the verdict never becomes milder, nor does a failure pass. */
export function addFindings(screening: Screening, added: readonly Finding[], policy: Policy): Screening {
  if (added.length === 0) return screening
  const findings = [...screening.evidence.findings, ...added]
  const said = CATEGORY_CODES.flatMap((category) => {
    const weight = screening.risk[category]
    return weight === undefined ? [] : [{ source: 'screening', category, weight }]
  })
  const routed = route({
    witnesses: [...said, ...witnessesOf([], added, new Set())],
    policy,
    mode: 'pre',
    ...bearingOf(findings),
  })
  const isGraver = GRAVITY[routed.verdict] > GRAVITY[screening.verdict]
  return {
    verdict: isGraver ? routed.verdict : screening.verdict,
    category: isGraver ? routed.category : (screening.category ?? routed.category),
    risk: routed.risk,
    evidence: { ...screening.evidence, findings },
  }
}
