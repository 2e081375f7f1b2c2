import { expect, test } from 'vitest'
import { ERROR_STATUS, type ErrorCode } from '../../src/http/errors.ts'
import { chooseLanguage } from '../../src/http/language.ts'
import { MESSAGES, say, waitWords } from '../../src/http/messages.ts'
import { LANGUAGES } from '../../src/moderation/language.ts'
import { toSimplified } from '../../src/text/variants.ts'

test.each(Object.entries(MESSAGES))('%s is told in every language with the same blanks', (code, message) => {
  expect(Object.keys(ERROR_STATUS)).toContain(code)
  const blanks = LANGUAGES.map((language) => [...message[language].matchAll(/\{\w+\}/g)].map(String).sort())
  expect(new Set(blanks.map((names) => [...new Set(names)].join())).size).toBe(1)
  expect(message['zh-Hans']).toBe(toSimplified(message['zh-Hant']))
})

test('there is a message for every code', () => {
  expect(Object.keys(MESSAGES).sort()).toEqual(Object.keys(ERROR_STATUS).sort())
})

test('numbers are grouped and words are put in the same language', () => {
  expect(say(MESSAGES.text_too_long, { limit: 2000, count: 2113 }, 'zh-Hant')).toBe(
    '評論最多 2,000 字，現有 2,113 字，請刪減後再發。',
  )
  expect(say(MESSAGES.too_many_requests, { wait: waitWords(38) }, 'zh-Hans')).toBe('请求太多，歇一歇，38 秒后再试。')
  expect(say(MESSAGES.too_many_requests, { wait: waitWords(91) }, 'en')).toBe(
    'Too many requests. Try again in 2 minutes.',
  )
})

test('what is put in a blank is not read for blanks again', () => {
  const code: ErrorCode = 'method_not_allowed'
  expect(say(MESSAGES[code], { path: '/{allow}', method: 'PUT', allow: 'GET' }, 'en')).toContain('/{allow}')
})

test.each([
  [undefined, undefined, 'zh-Hant'],
  [undefined, 'zh-CN,zh;q=0.9', 'zh-Hans'],
  [undefined, 'zh-Hans-CN', 'zh-Hans'],
  [undefined, 'zh-TW', 'zh-Hant'],
  [undefined, 'zh', 'zh-Hant'],
  [undefined, 'en-GB,en;q=0.8,zh-CN;q=0.7', 'en'],
  [undefined, 'fr,en;q=0.5,zh-CN;q=0.9', 'zh-Hans'],
  [undefined, 'en;q=0, zh-CN', 'zh-Hans'],
  [undefined, 'fr', 'zh-Hant'],
  [undefined, ';;;,,,q=', 'zh-Hant'],
  ['en', 'zh-CN', 'en'],
  ['zh-hans', undefined, 'zh-Hans'],
  ['klingon', 'en', 'en'],
])('asked for %s and accepting %s is answered in %s', (asked, accepted, language) => {
  expect(chooseLanguage(asked, accepted)).toBe(language)
})
