import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import type { Normalized } from '../../text/normalize.ts'
import { countDigits } from './count-digits.ts'
import type { Detection, Detector } from './detector.ts'
import { spelledDigits } from './numerals.ts'

// Eleven digits in a row, in the usual 3-4-4, or each apart; other groupings are other numbers.
const MOBILE = /(?<![\da-z.])(?:\+?86[\s-]?)?1(?:[3-9]\d[\s-]{1,2}\d{4}[\s-]{1,2}\d{4}|[\s-]{0,2}[3-9]\d{9})(?!\d)/g
const FOREIGN = /\+[1-9](?:[\s-]?\d){7,14}(?!\d)/g

// 「139*2640*1715」, 「139 264 01715」, 「139a2640b1715」: only beside a word for it, for so are products, rows and models written.
const PARTED =
  /(?<![\d.])1[3-9]\d{1,5}(?:(?:[^\p{L}\p{N}\n]{1,2}|[a-z])\d{2,5}){1,3}(?![\da-z%]|\s?[元万亿米名户人年月日=])/gu
const LABEL_BEFORE =
  /(?:电话|手机|号码|热线|联系|咨询|致电|拨打?|打|微信|[薇威v]信|(?<![a-z])(?:v|vx|wx|tel|phone|call)|加我?|同号)[号码是为打加我人方式:;=,.~>→\s"'()-]{0,4}$/
const CALL_AFTER = /^[\s,。!]{0,2}(?:找我|找他|联系|加我|加微|咨询|微信|电话|手机|打我|打给|私聊?|同号|欢迎)/
const WORDS_AROUND = 12

const FEWEST_DIGITS = 8

const PHONE_WEIGHT = 0.52
// Who warns of a shop or its staff gives away a number; who advertises gives his own.
const WARNING = /接力|避[雷坑]|踩坑|曝光|投诉|差评|举报|维权|偷拍|被骗|骗子|态度(?:极|很|太|恶)?差|黑店/

/** Mobile numbers, and numbers with a country code; short hotlines (12345, 96166, 110) are public and no contact. */
export const phones: Detector = {
  name: 'phone',
  isContact: true,
  detect({ text }: Normalized) {
    if (countDigits(text) < FEWEST_DIGITS) return []
    const spelled = spelledDigits(text)
    const readings = spelled === text ? [text] : [text, spelled]
    const category = WARNING.test(text) ? 'privacy' : 'ad_spam'
    const found = readings.flatMap((reading) => [
      ...find(reading, MOBILE),
      ...find(reading, FOREIGN),
      ...find(reading, PARTED).filter((place) => isIntroduced(reading, place)),
    ])
    return found
      .filter(({ end }, index) => found.findIndex((other) => other.end === end) === index)
      .map((place): Detection => ({ ...place, category, weight: PHONE_WEIGHT }))
  },
  examples: {
    hits: [
      '聯繫 13926401715',
      '打1 3 9 2 6 4 0 1 7 1 5',
      '１３９２６４０１７１５',
      '139-2640-1715',
      '+852 6123 4567',
      '电话：139*2640*1715',
      '電話 139/2640/1715',
      '139 264 01715 找我',
      '139a2640b1715 联系我',
      '微信：138❤0013❤8000',
      '電話一三八零零一三八零零零',
      '幺三八洞洞幺三八洞洞洞',
      '138零零138零零零',
    ],
    misses: [
      '打12345投訴',
      '問過96166',
      '2023-08-23 08:46:22',
      '許可證37120180030',
      '總投資13926401715000元',
      '139*2640*1715等于多少',
      '139/2640是分數',
      '139/2640/1715都是房號嗎',
      '电话会议13:30-15:00',
      '手機尺寸 163.3*75.9*8.2',
      '手机：13,926,401,715元',
      '打了139 264 01715元',
      '电影票139 264 01715',
      '一三五七九一三五七九',
    ],
  },
}

type Place = Pick<Detection, 'start' | 'end'>

function find(text: string, pattern: RegExp): Place[] {
  return [...text.matchAll(pattern)].flatMap(({ 0: number, index }) =>
    parsePhoneNumberFromString(number.replace(/[^\d+]/g, ''), 'CN')?.isValid()
      ? [{ start: index, end: index + number.length }]
      : [],
  )
}

function isIntroduced(text: string, { start, end }: Place): boolean {
  return (
    LABEL_BEFORE.test(text.slice(Math.max(0, start - WORDS_AROUND), start)) ||
    CALL_AFTER.test(text.slice(end, end + WORDS_AROUND))
  )
}
