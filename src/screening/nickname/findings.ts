import type { Finding, Screening } from '../evidence.ts'

/** The rule of every finding about the name beside a comment. */
export const DISPLAY_NAME = 'display-name'

/** Returns what was found about the text itself, without what was found about the name beside it. */
export function findingsOfText(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ rule }) => rule !== DISPLAY_NAME)
}

// A card has room for what is worst about a name, not for all of it.
const MAX_FINDINGS = 3

/**
 * Returns what the screening of a name says on the card of the comment beside it: at most three findings, the heaviest
 * first, each with the rule that spoke, the entry if it was one, the part of the name, and the versions of the lists and
 * the policy for names. There is always one.
 */
export function nicknameFindings(name: string, { category, evidence }: Screening): readonly Finding[] {
  const spoken = [
    ...evidence.hits.map((hit) => ({
      category: hit.category,
      weight: hit.weight,
      detail: { spoke: hit.rule, ...(hit.entry === null ? {} : { entry: hit.entry }), part: hit.text },
    })),
    ...evidence.findings.flatMap(({ rule, weight, detail, ...finding }) =>
      weight > 0 ? [{ category: finding.category, weight, detail: { spoke: rule, ...detail } }] : [],
    ),
  ].sort((one, other) => other.weight - one.weight)
  const worst = spoken.length > 0 ? spoken : [{ category, weight: 0, detail: {} }]
  const versions = { lists: evidence.lexiconVersion, policy: evidence.policyVersion }
  return worst.slice(0, MAX_FINDINGS).map((one) => ({
    rule: DISPLAY_NAME,
    category: one.category,
    weight: one.weight,
    detail: { name, ...one.detail, ...versions },
  }))
}
