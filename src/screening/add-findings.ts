import type { Finding, Screening } from './evidence.ts'
import { isGraver } from './gravity.ts'
import type { Judge } from './judge.ts'

/** Weighs findings that came after the text was read; the verdict never becomes milder, nor does a failure pass. */
export function addFindings(screening: Screening, added: readonly Finding[], judge: Judge): Screening {
  if (added.length === 0) return screening
  const { hits, opinion } = screening.evidence
  const findings = [...screening.evidence.findings, ...added]
  const routed = judge.screening({ hits, findings, opinion }, 'pre')
  const isWorse = isGraver(routed.verdict, screening.verdict)
  return {
    verdict: isWorse ? routed.verdict : screening.verdict,
    category: isWorse ? routed.category : (screening.category ?? routed.category),
    risk: routed.risk,
    evidence: { ...screening.evidence, findings },
  }
}
