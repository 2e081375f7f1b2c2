import type { Finding, Screening, Verdict } from './evidence.ts'
import type { Judge } from './judge.ts'

const GRAVITY: Readonly<Record<Verdict, number>> = { pass: 0, hold: 1, block: 2 }

/** Weighs findings that came after the text was read; the verdict never becomes milder, nor does a failure pass. */
export function addFindings(screening: Screening, added: readonly Finding[], judge: Judge): Screening {
  if (added.length === 0) return screening
  const { hits, opinion } = screening.evidence
  const findings = [...screening.evidence.findings, ...added]
  const routed = judge.screening({ hits, findings, opinion }, 'pre')
  const isGraver = GRAVITY[routed.verdict] > GRAVITY[screening.verdict]
  return {
    verdict: isGraver ? routed.verdict : screening.verdict,
    category: isGraver ? routed.category : (screening.category ?? routed.category),
    risk: routed.risk,
    evidence: { ...screening.evidence, findings },
  }
}
