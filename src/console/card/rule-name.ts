import type { Texts } from '../texts/texts.ts'

/** The screening puts this before the id of a rule that threw. */
export const FAILED = 'failed:'

/** A rule in words; one that the console has not heard of yet is still called a rule. */
export function ruleName(rule: string, t: Texts['t']): string {
  if (rule.startsWith(FAILED)) return t('rule.failed')
  const name = rule.replace(/^detector:/, '')
  const key = `rule.${name}`
  return t.has(key) ? t(key) : t('rule.other', { rule: name })
}
