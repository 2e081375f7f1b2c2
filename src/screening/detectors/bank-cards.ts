import type { Normalized } from '../../text/normalize.ts'
import type { Detection, Detector } from './detector.ts'
import { digitRows } from './digit-rows.ts'

// UnionPay, Visa, Mastercard, JCB, American Express.
const CARD = /^(?:62\d{14,17}|4\d{15}|5[1-5]\d{14}|35\d{14}|3[47]\d{13})$/
const UNION_PAY = /^62/
const LABEL =
  /卡号|银行卡|账号|帐号|账户|帐户|户名|开户|收款|打款|转账|汇款|打钱|工行|农行|建行|中行|招行|信用卡|储蓄卡/

const LABELLED_WEIGHT = 0.65
// One number in ten has a right check digit by chance, and few that do not number cards begin with 62.
const UNION_PAY_WEIGHT = 0.52
const OTHER_WEIGHT = 0.3

/** Numbers of bank cards: a known issuer and a right check digit. */
export const bankCards: Detector = {
  name: 'bank-card',
  isContact: false,
  detect({ text }: Normalized) {
    const cards = digitRows(text).filter(({ digits }) => CARD.test(digits) && hasLuhnDigit(digits))
    return cards.map(({ start, end, digits }): Detection => {
      const unlabelled = UNION_PAY.test(digits) ? UNION_PAY_WEIGHT : OTHER_WEIGHT
      return { start, end, category: 'privacy', weight: LABEL.test(text) ? LABELLED_WEIGHT : unlabelled }
    })
  },
  examples: {
    hits: [
      '他的卡號6222 0000 0000 0009',
      '6200000000000000000',
      '信用卡4111-1111-1111-1111',
      '银行卡六二二二零零零零零零零零零零零九',
    ],
    misses: [
      '單號6222000000000008',
      '快递单号7312345678901234',
      '6222開頭的卡',
      '2024111111111111',
      '4111111111111112是卡號嗎',
    ],
  },
}

/** ISO/IEC 7812: every second digit from the right doubled, its digits summed; the whole ends in 0. */
function hasLuhnDigit(digits: string): boolean {
  const sum = Array.from(digits, Number)
    .reverse()
    .reduce((total, value, at) => total + (at % 2 === 0 ? value : value * 2 - (value > 4 ? 9 : 0)), 0)
  return sum % 10 === 0
}
