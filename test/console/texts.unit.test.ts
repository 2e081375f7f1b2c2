import { Converter } from 'opencc-js/t2cn'
import { expect, test } from 'vitest'
import { en } from '../../src/console/texts/en.ts'
import { createTexts } from '../../src/console/texts/texts.ts'
import { zhHans } from '../../src/console/texts/zh-hans.ts'
import { zhHant } from '../../src/console/texts/zh-hant.ts'

const placeholders = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).toSorted()

test('every text exists in all three languages', () => {
  expect(Object.keys(zhHans)).toEqual(Object.keys(zhHant))
  expect(Object.keys(en)).toEqual(Object.keys(zhHant))
  for (const texts of [zhHant, zhHans, en]) expect(Object.values(texts)).not.toContain('')
})

test('the Simplified texts are the conversion of the Traditional ones', () => {
  const toSimplified = Converter({ from: 't', to: 'cn' })
  const converted = Object.entries(zhHant).map(([key, text]) => [key, toSimplified(text)])
  expect(zhHans).toEqual(Object.fromEntries(converted))
})

test('a text has the same placeholders in every language', () => {
  for (const [key, text] of Object.entries(zhHant)) {
    expect([key, placeholders(en[key as keyof typeof zhHant])]).toEqual([key, placeholders(text)])
  }
})

test('placeholders are filled in, and one without a value stays visible', () => {
  const { t } = createTexts('zh-Hant')
  expect(t('shift.count', { count: 132 })).toBe('132 條')
  expect(t('shift.count')).toBe('{count} 條')
})

test('a value with a dollar sign or braces is put in as it is', () => {
  expect(createTexts('en').t('offline.publish', { text: '$& {name} $1' })).toBe('Publish: $& {name} $1')
})
