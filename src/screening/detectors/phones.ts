import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import type { Normalized } from '../../text/normalize.ts'
import type { CategoryCode } from '../taxonomy.ts'
import type { Detection, Detector } from './detector.ts'

// Eleven digits in a row, in the usual 3-4-4, or each apart; other groupings are other numbers.
const MOBILE = /(?<![\da-z.])(?:\+?86[\s-]?)?1(?:[3-9]\d[\s-]{1,2}\d{4}[\s-]{1,2}\d{4}|[\s-]{0,2}[3-9]\d{9})(?!\d)/g
const FOREIGN = /\+[1-9](?:[\s-]?\d){7,14}(?!\d)/g

const PHONE_WEIGHT = 0.52
// Who warns of a shop or its staff gives away a number; who advertises gives his own.
const WARNING = /接力|避[雷坑]|踩坑|曝光|投诉|差评|举报|维权|偷拍|被骗|骗子|态度(?:极|很|太|恶)?差|黑店/

/** Mobile numbers, and numbers with a country code; short hotlines (12345, 96166, 110) are public and no contact. */
export const phones: Detector = {
  name: 'phone',
  isContact: true,
  detect({ text }: Normalized) {
    const category = WARNING.test(text) ? 'privacy' : 'ad_spam'
    return [...find(text, MOBILE, category), ...find(text, FOREIGN, category)].filter(
      (detection, index, all) => all.findIndex(({ end }) => end === detection.end) === index,
    )
  },
  examples: {
    hits: ['聯繫 13926401715', '打1 3 9 2 6 4 0 1 7 1 5', '１３９２６４０１７１５', '139-2640-1715', '+852 6123 4567'],
    misses: ['打12345投訴', '問過96166', '2023-08-23 08:46:22', '許可證37120180030', '總投資13926401715000元'],
  },
}

function find(text: string, pattern: RegExp, category: CategoryCode): Detection[] {
  return [...text.matchAll(pattern)].flatMap((match) =>
    parsePhoneNumberFromString(match[0].replace(/\s/g, ''), 'CN')?.isValid()
      ? [{ start: match.index, end: match.index + match[0].length, category, weight: PHONE_WEIGHT }]
      : [],
  )
}
