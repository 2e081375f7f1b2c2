import { expect, test } from 'vitest'
import { LANGUAGES } from '../../src/moderation/language.ts'
import { waitingReason } from '../../src/moderation/waiting-reason.ts'
import type { Hit } from '../../src/screening/evidence.ts'
import { CATEGORY_CODES, type CategoryCode } from '../../src/screening/taxonomy.ts'
import { toSimplified } from '../../src/text/variants.ts'

test.each(CATEGORY_CODES)('a comment held for %s is explained in every language', (category) => {
  for (const language of LANGUAGES)
    expect(waitingReason(held(category), language)).toMatch(language === 'en' ? /[.]$/ : /。$/)
  expect(waitingReason(held(category), 'zh-Hans')).toBe(toSimplified(waitingReason(held(category), 'zh-Hant')))
})

test('a number is named as a number', () => {
  expect(waitingReason(held('ad_spam', hit('detector:phone', 0.5)), 'zh-Hant')).toBe('文中有一串號碼，要由編輯看一眼。')
})

test('of several hits the heaviest is named', () => {
  const screening = held('ad_spam', hit('detector:phone', 0.5), hit('detector:link', 0.6))
  expect(waitingReason(screening, 'zh-Hant')).toBe('文中有網址，要由編輯看一眼。')
})

test('a hit of another category is not what is named', () => {
  const screening = held('gambling', hit('detector:phone', 0.5))
  expect(waitingReason(screening, 'zh-Hant')).toBe('文中有些字句可能涉及「賭博」，要由編輯看一眼。')
})

test('nothing is blamed when no category is suspected', () => {
  expect(waitingReason(held(null, hit('detector:phone', 0.1)), 'en')).toBe(
    'An editor reads this comment before it is published.',
  )
})

test.each([
  ['ad_spam', '你顯示的名字裡有聯繫方式或像推廣，要由編輯看一眼。'],
  ['impersonation', '你顯示的名字像是機構、職務或本站，要由編輯看一眼。'],
  ['porn', '你顯示的名字裡有些字句，要由編輯看一眼。'],
] as const)('a name held for %s is named as the reason', (category, reason) => {
  const screening = held(category)
  const findings = [{ rule: 'display-name', category, weight: 0.5, detail: {} }]
  expect(waitingReason({ category, evidence: { ...screening.evidence, findings } }, 'zh-Hant')).toBe(reason)
})

test.each([
  [0.55, '你顯示的名字裡有聯繫方式或像推廣，要由編輯看一眼。'],
  [0.2, '文中有網址，要由編輯看一眼。'],
])('of a link and a name of weight %d the heavier is the reason', (weight, reason) => {
  const { evidence } = held('ad_spam', hit('detector:link', 0.25))
  const findings = [{ rule: 'display-name', category: 'ad_spam' as const, weight, detail: {} }]
  expect(waitingReason({ category: 'ad_spam', evidence: { ...evidence, findings } }, 'zh-Hant')).toBe(reason)
})

test('a name is not the reason for what it did not speak for', () => {
  const { evidence } = held('abuse')
  const findings = [{ rule: 'display-name', category: 'ad_spam' as const, weight: 0.6, detail: {} }]
  expect(waitingReason({ category: 'abuse', evidence: { ...evidence, findings } }, 'en')).not.toContain('display name')
})

function held(category: CategoryCode | null, ...hits: Hit[]) {
  const versions = { lexiconVersion: 'lexicon-1', policyVersion: 'policy-1', modelVersion: null, opinion: null }
  return { category, evidence: { hits, findings: [], ...versions } }
}

function hit(rule: string, weight: number): Hit {
  return { rule, entry: null, category: 'ad_spam', start: 0, end: 1, text: '1', weight, folds: [] }
}
