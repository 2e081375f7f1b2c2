import { Converter } from 'opencc-js/t2cn'
import { expect, test } from 'vitest'
import { nameText, withNameNotice } from '../../src/console/card/name-finding.ts'
import { ruleName } from '../../src/console/card/rule-name.ts'
import { lostText } from '../../src/console/review/lost-text.ts'
import { en } from '../../src/console/texts/en.ts'
import { createTexts, fetchTexts } from '../../src/console/texts/texts.ts'
import { zhHans } from '../../src/console/texts/zh-hans.ts'
import { zhHant } from '../../src/console/texts/zh-hant.ts'
import { viewCategories } from '../../src/http/moderator/categories.ts'
import { LANGUAGES } from '../../src/moderation/language.ts'
import { noticeWithName } from '../../src/moderation/notice.ts'
import { DETECTORS } from '../../src/screening/detectors/all.ts'
import { NICKNAME_DETECTORS } from '../../src/screening/nickname/detectors.ts'
import { SHAPE_RULES } from '../../src/screening/nickname/shape.ts'
import { siteNameDetector } from '../../src/screening/nickname/site-name.ts'

/** What the mainland writes with other words, where converting characters is not enough. */
const WORDS = [
  ['登入', '登录'],
  ['帐号', '账号'],
] as const

const placeholders = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).toSorted()

test('every text exists in all three languages', () => {
  expect(Object.keys(zhHans)).toEqual(Object.keys(zhHant))
  expect(Object.keys(en)).toEqual(Object.keys(zhHant))
  for (const texts of [zhHant, zhHans, en]) expect(Object.values(texts)).not.toContain('')
})

test('the Simplified texts are the conversion of the Traditional ones', () => {
  const toSimplified = Converter({ from: 't', to: 'cn' })
  const converted = Object.entries(zhHant).map(([key, text]) => [
    key,
    WORDS.reduce((said, [from, to]) => said.replaceAll(from, to), toSimplified(text)),
  ])
  expect(zhHans).toEqual(Object.fromEntries(converted))
})

test('a text has the same placeholders in every language', () => {
  for (const [key, text] of Object.entries(zhHant)) {
    expect([key, placeholders(en[key as keyof typeof zhHant])]).toEqual([key, placeholders(text)])
  }
})

test('English says one and many as it should', () => {
  const { t } = createTexts('en', en)
  const said = [1, 3].map((count) => t('many.dialog.reject', { count }))
  expect(said).toEqual(['Reject 1 comment', 'Reject 3 comments'])
})

test('placeholders are filled in, and one without a value stays visible', () => {
  const { t } = createTexts('zh-Hant', zhHant)
  expect(t('shift.count', { count: 132 })).toBe('132 條')
  expect(t('shift.count')).toBe('{count} 條')
})

test('a value with a dollar sign or braces is put in as it is', () => {
  expect(createTexts('en', en).t('offline.row', { what: 'Publish', text: '$& {name} $1' })).toBe(
    'Publish: $& {name} $1',
  )
})

const RULES = [
  ...[...DETECTORS, ...NICKNAME_DETECTORS, siteNameDetector('')].map(({ name }) => name),
  ...SHAPE_RULES.map(({ rule }) => rule),
  ...['evasion', 'more-hits', 'display-name', 'near-duplicate', 'same-contact', 'mentioning', 'reporting'],
]

test.each([...new Set(RULES)])('the rule %s has a name in every language', (name) => {
  for (const texts of [zhHant, zhHans, en]) expect(Object.keys(texts)).toContain(`rule.${name}`)
})

test('a rule that the console does not know is called another rule', () => {
  const { t } = createTexts('zh-Hant', zhHant)
  expect(ruleName('detector:link', t)).toBe('聯繫方式·網址')
  expect(ruleName('detector:from-tomorrow', t)).toBe('其他規則（from-tomorrow）')
  expect(ruleName('failed:detector:link', t)).toBe('規則出錯，按待審處理')
})

test('a lost lease is told in the console’s own words, unless only the server knows why', () => {
  const { t } = createTexts('zh-Hant', zhHant)
  const message = '作者已撤回這條評論，不用再裁決。剛才的操作沒有生效。'
  const told = (holder: string | null, isExpired: boolean) =>
    lostText({ holder, why: isExpired ? 'expired' : 'unknown', message }, '14:25', t)
  expect(told('周寧', true)).toBe('租約在 14:25 到期，周寧已領走。')
  expect(told('周寧', false)).toBe('周寧已領走這條。')
  expect(told(null, true)).toBe('租約在 14:25 到期，沒有裁決的評論會回到隊列。')
  expect(told(null, false)).toBeUndefined()
  expect(lostText({ holder: null, why: 'withdrawn', message: '' }, '14:25', t)).toBe('作者已撤回這條評論，不用再裁決。')
})

test('what is said of a name says which rule spoke, and for which part', () => {
  const { t } = createTexts('zh-Hant', zhHant)
  const entry = { name: '記者王小明', spoke: 'wordlist:impersonation', entry: '记者', part: '記者' }
  expect(nameText(entry, t)).toBe('記者王小明（詞條 记者：記者）')
  expect(nameText({ name: '小美V123456', spoke: 'detector:name-number', part: 'V123456' }, t)).toBe(
    '小美V123456（號碼加標籤：V123456）',
  )
  expect(nameText({ name: '小明\u202e', spoke: 'name-bidi', part: 'U+202E' }, t)).toContain('方向控制符：U+202E')
  expect(nameText({ name: '裸聊' }, t)).toBe('裸聊')
})

test('the console shows the very notice that the author of a name will read', async () => {
  for (const language of LANGUAGES) {
    const { t } = await fetchTexts(language)
    const view = viewCategories(language, []).find(({ code }) => code === 'impersonation')!
    const finding = { rule: 'display-name', category: 'impersonation' as const, weight: 0.5, detail: {} }
    const other = { ...finding, category: 'ad_spam' as const }
    const hit = { rule: 'wordlist:impersonation', category: 'impersonation' as const, weight: 0.4 }
    const placed = { ...hit, entry: null, start: 0, end: 1, text: '我', folds: [] }
    const alone = { hits: [], findings: [finding] }
    const both = { hits: [placed], findings: [finding] }
    for (const spoken of [alone, both])
      expect(withNameNotice(view, spoken, t).notice).toBe(noticeWithName('impersonation', spoken, language).message)
    expect(withNameNotice(view, { hits: [placed], findings: [other] }, t)).toBe(view)
  }
})
