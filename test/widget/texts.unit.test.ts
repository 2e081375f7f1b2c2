import { Converter } from 'opencc-js/t2cn'
import { expect, test } from 'vitest'
import { texts as englishActing } from '../../src/widget/texts/acting/en.ts'
import { texts as simplifiedActing } from '../../src/widget/texts/acting/zh-hans.ts'
import { texts as traditionalActing } from '../../src/widget/texts/acting/zh-hant.ts'
import { texts as englishReading } from '../../src/widget/texts/en.ts'
import { fill, formatCount } from '../../src/widget/texts/texts.ts'
import { texts as simplifiedReading } from '../../src/widget/texts/zh-hans.ts'
import { texts as traditionalReading } from '../../src/widget/texts/zh-hant.ts'

const english = { ...englishReading, ...englishActing }
const simplified = { ...simplifiedReading, ...simplifiedActing }
const traditional = { ...traditionalReading, ...traditionalActing }

const toSimplified = Converter({ from: 't', to: 'cn' })

/** What the mainland writes with other words or marks, where converting characters is not enough. */
const WORDS = [
  ['登入', '登录'],
  ['帐号', '账号'],
  ['暱称', '昵称'],
  ['什么', '什么'],
  ['「', '“'],
  ['」', '”'],
] as const

const entries = Object.entries(traditional).map(([key, value]) => [key, [value].flat()] as const)

test.each([
  ['Simplified', simplified],
  ['English', english],
])('%s says everything that Traditional says', (_, texts) => {
  expect(Object.keys(texts).sort()).toEqual(Object.keys(traditional).sort())
  for (const value of Object.values(texts).flat()) expect(value).not.toBe('')
})

test.each(entries)('the Simplified %s is the conversion of the Traditional', (key, values) => {
  const converted = values.map((text) =>
    WORDS.reduce((said, [from, to]) => said.replaceAll(from, to), toSimplified(text)),
  )
  expect([Reflect.get(simplified, key)].flat()).toEqual(converted)
})

test.each(entries)('every language fills the same values into %s', (key, values) => {
  const named = (texts: object) =>
    [Reflect.get(texts, key)].flat().map((text: string) => text.match(/\{\w+\}/g)?.sort())
  const wanted = values.map((text) => text.match(/\{\w+\}/g)?.sort())
  expect(named(simplified)).toEqual(wanted)
  // English puts the day before the month but names the same values.
  expect(named(english)).toEqual(wanted)
})

test('the wording of held and offline is the agreed one', () => {
  expect(traditional.heldTitle).toBe('審核中，只有你看得見')
  expect(fill(traditional.ahead, { n: 12 }) + fill(traditional.within, { n: 20 }) + traditional.withinEnd).toBe(
    '此刻前面還有 12 條，多半在 20 分鐘內有結果。',
  )
  expect(traditional.offlineTitle).toBe('沒有發出去，網絡好像斷了')
  expect(traditional.offlineHint).toBe('你寫的都還在。恢復後按「重試」，不會重複發表。')
  expect(fill(traditional.slowTitle, { wait: fill(traditional.seconds, { n: 38 }) })).toBe('歇一歇，38 秒後可以再發')
})

test('a value that is put in is not read as a place for another', () => {
  expect(fill('{a} {b}', { a: '{b}', b: 'x' })).toBe('{b} x')
})

test('counts have separators of thousands', () => {
  expect([0, 999, 1000, 2013, 1234567].map(formatCount)).toEqual(['0', '999', '1,000', '2,013', '1,234,567'])
})
