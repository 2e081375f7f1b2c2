import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import type { Normalized } from '../../text/normalize.ts'
import { countDigits } from './count-digits.ts'
import type { Detection, Detector } from './detector.ts'
import { readNumerals, spelledDigits } from './numerals.ts'

// Eleven digits in a row, in the usual 3-4-4, or each apart; other groupings are other numbers.
const MOBILE = /(?<![\da-z.])(?:\+?86[\s-]?)?1(?:[3-9]\d[\s-]{1,2}\d{4}[\s-]{1,2}\d{4}|[\s-]{0,2}[3-9]\d{9})(?!\d)/g
const FOREIGN = /\+[1-9](?:[\s-]?\d){7,14}(?!\d)/g

// 「139*2640*1715」, 「139 264 01715」, 「139a2640b1715」: only beside a word for it, for so are products, rows and models written.
const PARTED =
  /(?<![\d.])1[3-9]\d{1,5}(?:(?:[^\p{L}\p{N}\n]{1,2}|[a-z])\d{2,5}){1,3}(?![\da-z%]|\s?[元万亿米名户人年月日=])/gu
// 「聯繫1.3.9.2.6.4.0.1.7.1.5」, of which the folds leave the first mark; a decimal has no word for it before.
const DIGIT_BY_DIGIT = /(?<![\d.,/])1([.,/、_*])[3-9](?:\1?\d){9}(?![.,/、_*]?\d)/g

// 「一三九，二六四零，一七一五」: in numerals a comma hides no sum, but 「一三八，一九四九，二〇二四」 are years.
const NUMERAL = '[〇零洞一壹幺二贰两三叁四肆五伍六陆七拐柒八捌九勾玖]'
const SPELLED_APART = new RegExp(
  `(?<!${NUMERAL})[一壹幺](?!..[,，、](?:一九|二〇|二零)..[,，、](?:一九|二〇|二零))${NUMERAL}{2}[,，、.\\s-]{1,2}${NUMERAL}{4}[,，、.\\s-]{1,2}${NUMERAL}{4}(?![十百千万亿年月日号点分元块]|${NUMERAL})`,
  'g',
)

// 「l39264Ol7l5」: letters for digits that they look like, among at least seven digits.
const LETTERED = /(?<![a-z0-9.])[1li](?<=[li]|(?=\d*[loi]))(?=(?:[loi]{0,4}\d){7})[3-9][\dloi]{9}(?![a-z0-9])/g
const LOOK_ALIKES: Readonly<Record<string, string>> = { l: '1', i: '1', o: '0' }

const LABEL_BEFORE =
  /(?:电话|手机|号码|热线|联系|咨询|致电|拨打?|打|微信|[薇威v]信|(?<![a-z])(?:v|vx|wx|tel|phone|call)|加我?|同号)[号码是为打加我人方式:;=,.~>→\s"'()-]{0,4}$/
const CALL_AFTER = /^[\s,。!]{0,2}(?:找我|找他|联系|加我|加微|咨询|微信|电话|手机|打我|打给|私聊?|同号|欢迎)/
const WORDS_AROUND = 12

// Of 「l39264Ol7l5」 seven are digits.
const FEWEST_DIGITS = 7

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
    const found = [
      ...find(text, SPELLED_APART, readNumerals),
      ...find(text, LETTERED, (number) => number.replace(/[lio]/g, (one) => LOOK_ALIKES[one] ?? one)),
      ...readings.flatMap(findWritten),
    ]
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
      '一三九，二六四零，一七一五',
      '1.3.9.2.6.4.0.1.7.1.5',
      '1/3/9/2/6/4/0/1/7/1/5',
      '聯繫1.3.9.2.6.4.0.1.7.1.5',
      'l39264Ol7l5',
      '打 13勾2640拐715',
      '電話一三勾二六四零一拐一五',
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
      '一三五，二四六八，一個都不能少',
      '1998勾起多少回憶，2008又是一年',
      '1/3/9，2/6/4，0/1/7是比分',
      'v1.3.9，v2.6.4，v0.1.7',
      '一三八，一九四九，二零二四',
      '1,3,5,7,9,1,3,5,7,9',
      '3.14159265358',
      '14159265358979',
      '2023拐賣案，2024年判了',
    ],
  },
}

type Place = Pick<Detection, 'start' | 'end'>

function findWritten(text: string): Place[] {
  return [
    ...find(text, MOBILE),
    ...find(text, FOREIGN),
    ...[...find(text, PARTED), ...find(text, DIGIT_BY_DIGIT)].filter((place) => isIntroduced(text, place)),
  ]
}

function find(text: string, pattern: RegExp, read = (number: string): string => number): Place[] {
  return [...text.matchAll(pattern)].flatMap(({ 0: number, index }) =>
    parsePhoneNumberFromString(read(number).replace(/[^\d+]/g, ''), 'CN')?.isValid()
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
