import { expect, test } from 'vitest'
import { LANGUAGES } from '../../src/moderation/language.ts'
import { waitingReason } from '../../src/moderation/waiting-reason.ts'
import { CATEGORY_CODES } from '../../src/screening/taxonomy.ts'
import { toSimplified } from '../../src/text/variants.ts'

test.each(CATEGORY_CODES)('a comment held for %s is explained in every language', (category) => {
  for (const language of LANGUAGES)
    expect(waitingReason({ category, risk: {} }, language)).toMatch(language === 'en' ? /[.]$/ : /。$/)
  expect(waitingReason({ category, risk: {} }, 'zh-Hans')).toBe(
    toSimplified(waitingReason({ category, risk: {} }, 'zh-Hant')),
  )
})

test('a number is named as a number', () => {
  expect(waitingReason({ category: 'privacy', risk: {} }, 'zh-Hant')).toBe('文中有一串號碼，要由編輯看一眼。')
})

test('what spoke loudest is named when no category prevails', () => {
  expect(waitingReason({ category: null, risk: { abuse: 0.2, gambling: 0.4 } }, 'zh-Hant')).toBe(
    '文中有些字句可能涉及「賭博」，要由編輯看一眼。',
  )
})

test('nothing is blamed when nothing spoke', () => {
  expect(waitingReason({ category: null, risk: { abuse: 0 } }, 'en')).toBe(
    'An editor reads this comment before it is published.',
  )
})
