import type { Normalized } from '../../text/normalize.ts'
import { DETECTORS } from '../detectors/all.ts'
import { type Detection, type Detector, detectAll } from '../detectors/detector.ts'
import { spelledDigits } from '../detectors/numerals.ts'
import type { CategoryCode } from '../taxonomy.ts'
import { WHOLE_NAMES } from './whole-names.ts'

const LABEL =
  '(?:[加+]?(?<![a-z])(?:vx?|wx|qq?|tel|tg)|[加+微薇威徽扣抠蔻裙群]|微信|手机|企鹅|飞机|同号|咨询|联系)[号码:：是为\\s._~-]{0,3}'
const LABELLED = new RegExp(`${LABEL}\\d(?:[\\s.-]{0,2}\\d){4,14}(?!\\d)`, 'g')
// 熱線12345 is the town hall's and 號碼20231 a portal's: what anybody may dial is longer.
const DIALLED = /(?:电话|号码|热线)[号码:：是为\s._~-]{0,3}\d(?:[\s.-]?\d){6,14}(?!\d)/g
const BEFORE_LABEL =
  /(?<!\d)\d{5,14}[\s._~-]{0,2}(?:加?(?:vx?|wx|qq)(?![a-z])|加?[微薇扣群裙](?![\p{Script=Han}])|微信|同号|加我)/gu
// Names that a portal or a messenger made up for somebody who chose none.
const MADE_UP = /(?:用户|网友|游客|会员|读者|访客|匿名|user|guest|id|no)[\s_.:#-]{0,2}$/

const WEIGHT = 0.55

/** A number of five digits or more beside a label. */
const labelledNumbers: Detector = {
  name: 'name-number',
  isContact: true,
  detect({ text }) {
    const plain = spelledDigits(withoutBrackets(text))
    return [LABELLED, DIALLED, BEFORE_LABEL]
      .flatMap((pattern) => [...plain.matchAll(pattern)])
      .filter((match) => !MADE_UP.test(plain.slice(0, match.index + match[0].search(/\d/))))
      .map((match) => adAt(match.index, match[0].length, WEIGHT))
  },
  examples: {
    hits: [
      'V123456',
      '加12345小美',
      '薇688899',
      '小美Q5201314',
      '13900扣',
      '電話:0635-1234567',
      '88886666微信',
      '群 123 456',
      '扣⑴⑵⑶⑷⑸⑹',
    ],
    misses: [
      '網友123456',
      '123木頭人',
      'V587',
      '小明1990',
      'iPhone12345',
      '微信用戶123456',
      'QQ用戶_1234567',
      '手機用戶1234567',
      '號碼20231',
      '熱線12345',
    ],
  },
}

// Digits that came out of a picture stand in brackets of their own.
function withoutBrackets(text: string): string {
  return text.replace(/\((?=\d\))|(?<=\(\d)\)/g, ' ')
}

const LONG_NUMBER = /(?<![\d.])[1-9]\d{8,10}(?!\d)/g
const LONG_WEIGHT = 0.35
// Five of one digit, or the keys in a row: a joke, and nobody's account.
const PLAYED = /(\d)\1{4}|12345678|98765432/

/** A number as long as an account beside Han characters, which no portal made up. */
const longNumbers: Detector = {
  name: 'name-long-number',
  isContact: true,
  detect({ text }) {
    if (!/\p{Script=Han}/u.test(text)) return []
    return [...spelledDigits(text).matchAll(LONG_NUMBER)]
      .filter(({ 0: number, index }) => !MADE_UP.test(text.slice(0, index)) && !PLAYED.test(number))
      .map((match) => adAt(match.index, match[0].length, LONG_WEIGHT))
  },
  examples: {
    hits: ['小美2719380465', '妹子 271938046'],
    misses: ['網友2719380465', '2719380465', '小明19900101', '用戶1608270493', 'user_1608270493', '小紅123456789'],
  },
}

// Chinese numerals between the digits, so that no rule for telephones sees it.
const MOBILE = /(?<!\d)1[3-9]\d{9}(?!\d)/g

/** A mobile number with Chinese numerals in it. */
const spelledMobiles: Detector = {
  name: 'name-mobile',
  isContact: true,
  detect: ({ text }) => detectAll(spelledDigits(text), MOBILE, { category: 'ad_spam', weight: WEIGHT }),
  examples: {
    hits: ['1三8一二三四五六七八', '一三九零零零零一二三四'],
    misses: ['一三九零', '二〇二四年', '小明1三8'],
  },
}

const SPACED_ADDRESS =
  /(?<![a-z])(?:www\s+[a-z0-9-]{2,20}|[a-z0-9-]{2,20}\s+点)\s+(?:com|cn|net|top|xyz|vip|cc|club|shop|info)(?![a-z])/g

/** An address of the web with spaces for its dots. */
const spacedAddresses: Detector = {
  name: 'name-address',
  isContact: true,
  detect: ({ text }) => detectAll(text, SPACED_ADDRESS, { category: 'ad_spam', weight: WEIGHT }),
  examples: { hits: ['www abc top', 'WWW lilac88 COM'], misses: ['www', 'wow top', 'www 笑死 top', 'abc top'] },
}

// In a name, eight digits are a birthday as often as an account; the rules above say which.
const OF_COMMENTS_ALONE = new Set(['bare-number', 'name-pointer'])

// A name may be in any script, and need not mean anything.
const OF_SENTENCES: ReadonlySet<CategoryCode> = new Set(['foreign_script', 'meaningless', 'off_topic', 'slop'])

/** Every detector for nicknames: those for comments but two, and the numbers that only a name writes so. */
export const NICKNAME_DETECTORS: readonly Detector[] = [
  ...DETECTORS.filter(({ name }) => !OF_COMMENTS_ALONE.has(name)).map((detector) => ({
    ...detector,
    detect: (normalized: Normalized) =>
      detector.detect(normalized).filter(({ category }) => !OF_SENTENCES.has(category)),
  })),
  labelledNumbers,
  longNumbers,
  spelledMobiles,
  spacedAddresses,
  ...WHOLE_NAMES,
]

function adAt(start: number, length: number, weight: number): Detection {
  return { start, end: start + length, category: 'ad_spam', weight }
}
