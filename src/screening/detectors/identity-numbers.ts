import type { Normalized } from '../../text/normalize.ts'
import type { Detection, Detector } from './detector.ts'
import { digitRows } from './digit-rows.ts'

// Provinces of GB/T 2260, the birth date, three digits, the check character.
const NUMBER =
  /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])\d{4}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dx]$/
// GB 11643: the weights and check characters of ISO 7064, MOD 11-2.
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECK_CHARACTERS = '10x98765432'

const WEIGHT = 0.8

/** Identity numbers of the mainland with a birth date and a check character that are right. */
export const identityNumbers: Detector = {
  name: 'identity-number',
  isContact: false,
  detect: ({ text }: Normalized) =>
    digitRows(text)
      .filter(({ digits }) => isIdentityNumber(digits))
      .map(({ start, end }): Detection => ({ start, end, category: 'privacy', weight: WEIGHT })),
  examples: {
    // The number of the standard's own example.
    hits: [
      '他的身份證是11010519491231002X',
      '身份证号：１１０１０５１９４９１２３１００２Ｘ',
      '110105 19491231 002x',
      '110105★19491231★002X',
      '①①⓪①⓪⑤①⑨④⑨①②③①⓪⓪②X',
      '一一零一零五一九四九一二三一零零二x，就是這個人',
    ],
    misses: [
      '110105194912310021',
      '訂單號11010519491331002X',
      '單號991105194912310026',
      '尾號是002X',
      '3.14159265358979323846',
      'https://a.com/11010519491231002X',
    ],
  },
}

/** Tells whether 18 characters are a possible number: its region, its date, its check character. */
function isIdentityNumber(digits: string): boolean {
  if (!NUMBER.test(digits)) return false
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(digits.charAt(at)), 0)
  return CHECK_CHARACTERS.charAt(sum % CHECK_CHARACTERS.length) === digits.charAt(17)
}
