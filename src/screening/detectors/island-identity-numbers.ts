import type { Normalized } from '../../text/normalize.ts'
import type { Detection, Detector } from './detector.ts'

const HONG_KONG = /(?<![a-z0-9])([a-z]{1,2})\s?(\d{6})\s?(\(\s?)?([0-9a])(?:\s?\))?(?![a-z0-9])/g
const TAIWAN = /(?<![a-z0-9@_])([a-z])([1289]\d{8})(?![a-z0-9])/g

// Without a word for it a letter and digits are a model or a nickname as often; the brackets belong to one number only.
const LABEL = /身份证|身分证|身份号|身分号|证件|证号|护照|居留证|hkid|(?<![a-z])id(?![a-z])/
const LABELLED_WEIGHT = 0.7
const BRACKETED_WEIGHT = 0.6
const BARE_WEIGHT = 0.15

/** Identity numbers of Hong Kong and Taiwan whose check digit is right. */
export const islandIdentityNumbers: Detector = {
  name: 'island-identity-number',
  isContact: false,
  detect({ text }: Normalized) {
    if (!SIX_DIGITS.test(text)) return []
    const isLabelled = LABEL.test(text)
    const weigh = (isBracketed: boolean): number => {
      if (isLabelled) return LABELLED_WEIGHT
      return isBracketed ? BRACKETED_WEIGHT : BARE_WEIGHT
    }
    const found: Detection[] = []
    for (const match of text.matchAll(HONG_KONG)) {
      const [whole, letters = '', digits = '', bracket, check = ''] = match
      if (hongKongCheck(letters, digits) !== check) continue
      found.push({ ...placeOf(match.index, whole), category: 'privacy', weight: weigh(bracket !== undefined) })
    }
    for (const match of text.matchAll(TAIWAN)) {
      const [whole, letter = '', digits = ''] = match
      if (isTaiwanNumber(letter, digits)) {
        found.push({ ...placeOf(match.index, whole), category: 'privacy', weight: weigh(false) })
      }
    }
    return found
  },
  examples: {
    hits: [
      '她的香港身份證 A123456(3)',
      'G123456（A）就是他',
      '身份证号A1234563',
      '他身分證字號A123456789',
      '证号：Ｆ１３１１０４０９３',
    ],
    misses: ['A123456(4)', 'G123456(7)', '用户A123456788', '身分證A123456788', '型號B123456', 'ab12345678'],
  },
}

const SIX_DIGITS = /[a-z]\s?\d{6}/

function placeOf(start: number, whole: string): { start: number; end: number } {
  return { start, end: start + whole.length }
}

/** The check character: letters count from 10, an absent first one 36, weights fall from 9 to 2, modulo 11. */
function hongKongCheck(letters: string, digits: string): string {
  const values = [...letters.padStart(2, ' ')].map((one) => (one === ' ' ? 36 : Number.parseInt(one, 36)))
  const sum = [...values, ...Array.from(digits, Number)].reduce((total, value, at) => total + value * (9 - at), 0)
  const check = (11 - (sum % 11)) % 11
  return check === 10 ? 'a' : String(check)
}

// In the order of the numbers 10 to 35 that the counties' letters stand for.
const COUNTIES = 'abcdefghjklmnpqrstuvxywzio'

/** The letter's two digits weigh 1 and 9, the next eight 8 to 1, the check digit 1; the sum ends in 0. */
function isTaiwanNumber(letter: string, digits: string): boolean {
  const county = COUNTIES.indexOf(letter) + 10
  const head = Math.floor(county / 10) + (county % 10) * 9
  const sum = Array.from(digits, Number).reduce((total, value, at) => total + value * Math.max(8 - at, 1), head)
  return sum % 10 === 0
}
