import { expect, test } from 'vitest'
import { detectScript } from '../../src/text/script.ts'
import { toSimplified } from '../../src/text/variants.ts'

test.each([
  ['這個問題很重要', 'zh-Hant'],
  ['這条新聞寫得很詳細', 'zh-Hant'],
  ['这个问题很重要', 'zh-Hans'],
  ['好', 'zh-Hant'],
  ['Well said!', null],
  ['👍👍', null],
])('%s is %s', (text, script) => {
  expect(detectScript(text)).toBe(script)
})

test.each([
  ['發展起宏圖', '发展起宏图'],
  ['裡裏衞綫着', '里里卫线着'],
  ['干部群眾', '干部群众'],
  ['什麼怎么', '什么怎么'],
])('%s in Simplified is %s', (traditional, simplified) => {
  expect(toSimplified(traditional)).toBe(simplified)
})

test('a Simplified form that needs more units than its original is not taken', () => {
  expect(toSimplified('勣')).toBe('勣')
})
