import { expect, test } from 'vitest'
import { LANGUAGES } from '../../src/moderation/language.ts'
import { noticeFor, noticeWithName } from '../../src/moderation/notice.ts'
import { CATEGORY_CODES, categoryRow } from '../../src/screening/taxonomy.ts'
import { toSimplified } from '../../src/text/variants.ts'

test.each(CATEGORY_CODES)('the notice for %s speaks every language', (code) => {
  for (const language of LANGUAGES) {
    const { title, message } = noticeFor(code, language)
    expect(title).toMatch(/\S/)
    expect(message).toMatch(language === 'en' ? /[.]$/ : /。$/)
  }
})

test.each(CATEGORY_CODES)('the Simplified notice for %s is the conversion of the Traditional one', (code) => {
  const hant = noticeFor(code, 'zh-Hant')
  const hans = noticeFor(code, 'zh-Hans')
  expect(hans.title).toBe(toSimplified(hant.title))
  expect(hans.message).toBe(toSimplified(hant.message))
  expect(hans.title.startsWith('未通过：')).toBe(true)
})

test.each(CATEGORY_CODES)('the notice for %s names exactly the pledge items it rests on', (code) => {
  const named = noticeFor(code, 'zh-Hant').message.match(/^承諾書第 ([\d、 ]+) 條。/)?.[1] ?? ''
  expect(named.split('、').filter(Boolean).map(Number)).toEqual([...categoryRow(code).pledge])
})

test('an advertiser is told what to remove', () => {
  expect(noticeFor('ad_spam', 'zh-Hant')).toEqual({
    title: '未通過：商業廣告或招攬',
    message: '承諾書第 14 條。刪去聯繫方式和招攬的字句後可重發。',
    pledge: [14],
  })
})

test('an author whose name alone advertises is told to choose another, not to change the text', () => {
  const finding = { rule: 'display-name', category: 'ad_spam' as const, weight: 0.5, detail: {} }
  const link = { rule: 'detector:link', entry: null, category: 'ad_spam' as const, weight: 0.2 }
  const hit = { ...link, start: 0, end: 1, text: '1', folds: [] }
  const alone = noticeWithName('ad_spam', { hits: [], findings: [finding] }, 'zh-Hant')
  expect(alone.message).toBe('承諾書第 14 條。你顯示的名字不合適，請另選一個。')
  const both = noticeWithName('ad_spam', { hits: [hit], findings: [finding] }, 'en')
  expect(both.message).toMatch(/post again[.] Your display name is not suitable; please choose another[.]$/)
  expect(noticeWithName('abuse', { hits: [hit], findings: [finding] }, 'en')).toEqual(noticeFor('abuse', 'en'))
})

test('a notice promises no appeal', () => {
  for (const code of CATEGORY_CODES)
    for (const language of LANGUAGES) expect(noticeFor(code, language).message).not.toMatch(/申訴|申诉|appeal/i)
})
