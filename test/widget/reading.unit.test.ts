import { describe, expect, test } from 'vitest'
import { countGraphemes } from '../../src/widget/graphemes.ts'
import { matchLanguage } from '../../src/widget/language.ts'
import { relativeTime } from '../../src/widget/relative-time.ts'
import { endSentence } from '../../src/widget/sentence.ts'
import { texts as english } from '../../src/widget/texts/en.ts'
import { texts as traditional } from '../../src/widget/texts/zh-hant.ts'

describe('counting', () => {
  test.each([
    ['', 0],
    ['開發區', 3],
    ['👨‍👩‍👧👍🏽', 2],
    ['葛󠄀城', 2],
    ['e\u0301a', 2],
    ['a\nb', 3],
  ])('%j counts as a person counts it', (text, count) => {
    expect(countGraphemes(text)).toBe(count)
  })

  test('without a segmenter it counts code points', () => {
    const { Segmenter } = Intl
    try {
      Reflect.deleteProperty(Intl, 'Segmenter')
      expect(countGraphemes('😀開')).toBe(2)
    } finally {
      Object.defineProperty(Intl, 'Segmenter', { value: Segmenter, configurable: true, writable: true })
    }
  })
})

describe('the language', () => {
  test.each([
    ['zh-Hant', 'zh-Hant'],
    ['zh-TW', 'zh-Hant'],
    ['zh', 'zh-Hant'],
    ['', 'zh-Hant'],
    ['zh-Hans', 'zh-Hans'],
    ['zh_CN', 'zh-Hans'],
    ['zh-Hant-CN', 'zh-Hant'],
    ['EN-gb', 'en'],
    ['fr', 'zh-Hant'],
  ])('%j means %s', (tag, language) => {
    expect(matchLanguage(tag)).toBe(language)
  })
})

test.each([
  ['文中有一串號碼，要由編輯看一眼。', '文中有一串號碼，要由編輯看一眼。'],
  ['要由編輯看一眼', '要由編輯看一眼。'],
  ['An editor reads it first.', 'An editor reads it first. '],
  ['', ''],
])('the sentence %j can be followed by another', (text, ended) => {
  expect(endSentence(text)).toBe(ended)
})

describe('relative time', () => {
  const now = new Date(2026, 2, 18, 15, 0, 0)
  const texts = traditional
  test.each([
    [new Date(2026, 2, 18, 15, 3), '剛剛'],
    [new Date(2026, 2, 18, 14, 59, 30), '剛剛'],
    [new Date(2026, 2, 18, 14, 55), '5 分鐘前'],
    [new Date(2026, 2, 18, 12, 59), '2 小時前'],
    [new Date(2026, 2, 18, 8, 5), '今天 08:05'],
    [new Date(2026, 2, 17, 23, 40), '昨天 23:40'],
    [new Date(2026, 2, 16, 23, 40), '3 月 16 日'],
    [new Date(2025, 11, 31, 8, 0), '2025 年 12 月 31 日'],
  ])('%s is %s', (at, words) => {
    expect(relativeTime(at.toISOString(), now, texts)).toBe(words)
  })

  test('an hour past midnight yesterday evening is still told in hours', () => {
    const night = new Date(2026, 2, 18, 1, 0)
    expect(relativeTime(new Date(2026, 2, 17, 23, 0).toISOString(), night, texts)).toBe('2 小時前')
  })

  test('English puts the day before the month', () => {
    expect(relativeTime(new Date(2025, 11, 31).toISOString(), now, english)).toBe('31 Dec 2025')
  })
})
