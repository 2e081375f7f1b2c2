import type { Screening } from './evidence.ts'
import { DISPLAY_NAME } from './nickname/findings.ts'
import type { Screener } from './screen.ts'

/** What was found when the comment came in, of the others of that hour: it cannot be found again later. */
const OF_THAT_HOUR: readonly string[] = ['near-duplicate', 'same-contact']

/** Names the lists, the policy and the model that a screening is by, or a screener; equal names find the same. */
export function versionsOf(one: Pick<Screener, 'lexiconVersion' | 'policyVersion' | 'modelVersion'>): string {
  return [one.lexiconVersion, one.policyVersion, one.modelVersion ?? '-'].join(' ')
}

/**
 * Screens a text again by the lists and the model of now, with what was found beside it at its time. The way in which the
 * article takes comments is left out: only what speaks against the text makes it graver.
 */
export function screenAgain(screener: Screener, text: string, before: Screening): Screening {
  const { findings } = before.evidence
  const fresh = screener.addFindings(
    screener.screen(text),
    findings.filter(({ rule }) => OF_THAT_HOUR.includes(rule)),
  )
  const ofName = findings.filter(({ rule }) => rule === DISPLAY_NAME)
  return { ...fresh, evidence: { ...fresh.evidence, findings: [...fresh.evidence.findings, ...ofName] } }
}
