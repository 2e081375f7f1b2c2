import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import type { Normalized } from '../../text/normalize.ts'
import type { Detection, Detector } from './detector.ts'

// Eleven digits in a row, in the usual 3-4-4, or each apart; other groupings are other numbers.
const MOBILE = /(?<![\da-z.])(?:\+?86[\s-]?)?1(?:[3-9]\d[\s-]{1,2}\d{4}[\s-]{1,2}\d{4}|[\s-]{0,2}[3-9]\d{9})(?!\d)/g
const FOREIGN = /\+[1-9](?:[\s-]?\d){7,14}(?!\d)/g

const PHONE_WEIGHT = 0.52

/** Mobile numbers, and numbers with a country code; short hotlines (12345, 96166, 110) are public and no contact. */
export const phones: Detector = {
  name: 'phone',
  isContact: true,
  detect({ text }: Normalized) {
    return [...find(text, MOBILE), ...find(text, FOREIGN)].filter(
      (detection, index, all) => all.findIndex(({ end }) => end === detection.end) === index,
    )
  },
  examples: {
    hits: ['聯繫 13926401715', '打1 3 9 2 6 4 0 1 7 1 5', '１３９２６４０１７１５', '139-2640-1715', '+852 6123 4567'],
    misses: ['打12345投訴', '問過96166', '2023-08-23 08:46:22', '許可證37120180030', '總投資13926401715000元'],
  },
}

function find(text: string, pattern: RegExp): Detection[] {
  return [...text.matchAll(pattern)].flatMap((match) =>
    parsePhoneNumberFromString(match[0].replace(/\s/g, ''), 'CN')?.isValid()
      ? [{ start: match.index, end: match.index + match[0].length, category: 'ad_spam' as const, weight: PHONE_WEIGHT }]
      : [],
  )
}
