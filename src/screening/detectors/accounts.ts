import type { Normalized } from '../../text/normalize.ts'
import type { Detection, Detector } from './detector.ts'
import { spelledDigits } from './numerals.ts'

// Between a label and its number: 「QQ號是：123」, 「vx → abc」.
const LINKING = '[号是为群裙君羊:：;=_,.，。~\\-\\s>→!！()（）"\'“”]{0,6}'

const QQ_LABEL =
  '(?:q{1,3}|扣{1,2}|口口|抠抠|抠|叩叩|秋秋|球球|丘丘|蔻蔻|企鹅|企饿|企鵝|鹅号|旺旺|[加扣搜联系]q|q群|q裙|扣号|扣群|抠号|q号)'
const WECHAT_LABEL =
  '(?:[微薇威徽嶶溦维喂魏卫维围唯伟莪][信新心芯星辛欣幸xX]|v信|v心|v芯|v❤|vx|wx|v{1,2}|w信|wechat|weixin|weixing|weix|卫星|加[微薇威徽v]|[微薇威]号?)'

const ID = '(?:[a-z][a-z0-9_-]{5,19}|[a-z0-9_-]*\\d{5,}[a-z0-9_-]*)'

const QQ_NUMBER = new RegExp(`(?<![a-z])${QQ_LABEL}${LINKING}(?<number>[1-9](?:[\\s-]?\\d){4,11})(?!\\d)`, 'g')
const WECHAT_ID = new RegExp(`(?<![a-z])${WECHAT_LABEL}${LINKING}(?<id>${ID})(?![a-z0-9])`, 'g')
const BEFORE_LABEL =
  /(?<![\d])(?<number>[1-9]\d{5,10})[\s,，]{0,2}(?:←|<-|[加十]?(?:q{2}|扣扣|企鹅|微信|薇信|威信|vx|wx))(?![a-z])/g
const HANDLE = /(?<![a-z0-9._@])@[a-z][a-z0-9_]{4,31}(?![a-z0-9_.])/g

const ACCOUNT_WEIGHT = 0.62
// A handle is how readers address each other too: it takes an offer beside it to make it a contact for sale.
const HANDLE_WEIGHT = 0.3

/** QQ numbers and groups under the label's many spellings. */
export const qq: Detector = {
  name: 'qq',
  isContact: true,
  detect: (normalized) => find(normalized, QQ_NUMBER, ACCOUNT_WEIGHT),
  examples: {
    hits: [
      'QQ:2913973011',
      '扣扣11111889',
      '加q群 366292555',
      '🐧1583569144',
      'Ｑ４６２５６４８６',
      '企鵝號752753636',
      'Q Q 1 2 3 4 5 6',
    ],
    misses: ['QQ 2023 版更新', 'Q3營收12000萬', '扣10分', 'IQ測試10000人', '扣了10000塊錢'],
  },
}

/** 微信 accounts under the label's many spellings, with the account itself. */
export const wechat: Detector = {
  name: 'wechat',
  isContact: true,
  detect: (normalized) => find(normalized, WECHAT_ID, ACCOUNT_WEIGHT),
  examples: {
    hits: [
      '微信：saom687',
      '加薇xcv734了解',
      'vx: hzz211221',
      '➕V Qikaixi45666',
      '威信一三九二六四零',
      'V❤️sx111505',
      'ＶＸ：ａｂｃ１２３',
      '薇 信 a b c 1 2 3',
    ],
    misses: [
      '微信支付很方便',
      '微信8.0.50版本',
      '用wx小程序',
      'MVP12345',
      '微信有13億用戶',
      '3微米10000個',
      '微軟windows',
    ],
  },
}

/** Numbers written before their label, and @handles of messengers. */
export const handles: Detector = {
  name: 'handle',
  isContact: true,
  detect: (normalized) => [
    ...find(normalized, BEFORE_LABEL, ACCOUNT_WEIGHT),
    ...find(normalized, HANDLE, HANDLE_WEIGHT),
  ],
  examples: {
    hits: ['905433944←企鵝', '需要聯繫@HCTX686', '2913973011加微信'],
    misses: ['mail@example.com', '@張三 說得好', '@abc'],
  },
}

function find({ text }: Normalized, pattern: RegExp, weight: number): Detection[] {
  return [...spelledDigits(text).matchAll(pattern)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    category: 'ad_spam',
    weight,
  }))
}
