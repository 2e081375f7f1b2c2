import { createContactSearch } from './contact-search.ts'
import type { Detector } from './detector.ts'

// Between a label and its number: 「QQ號是：123」, 「vx → abc」, 「V信細聊 abc」.
const LINKING = '[号是为群裙君羊细聊搜索:;=_,.。~\\-\\s>→!()"\'“”加+❤]{0,6}'
const NUMBER = '[1-9](?:[\\s-]?\\d){4,11}(?!\\d)'

const QQ_LABEL =
  '(?:q{2,3}|扣{1,2}|口口|抠{1,2}|叩叩|秋秋|球球|丘丘|蔻{1,2}|寇{1,2}|企鹅|企饿|起鹅|鹅号|旺旺|qiuqiu|koukou|[加扣搜佳家伽+]q|q群|q裙|扣[号群裙]|抠号|q号|q(?=[:+]|\\d{7,10}(?!\\d)))'
const QQ_AFTER_LABEL = new RegExp(`(?<![a-z])${QQ_LABEL}${LINKING}${NUMBER}`, 'g')
// 「2719380465 加扣」: the label may be one character only where nothing follows it.
const QQ_BEFORE_LABEL =
  /(?<![\d.:/]|\d-)[1-9](?:[\s-]?\d){6,10}(?!\d)[^\d\n,。]{0,8}?(?:←|企.?鹅|起.?鹅|北极鹅|[加家伽佳+][口扣寇蔻蔲抠筘q]{1,2}(?![a-z])|口口|抠抠|扣扣|qq(?![a-z])|(?<![人出路门窗进港户胃街])[寇蔻蔲筘鹅口](?=\W*$))/g

// 「1587 Q 3062」: the label cuts the number in two, so that no plain search sees either.
const QQ_WITHIN =
  /(?<![\da-z.:/-])[1-9]\d{3,5}[\s(]{0,2}(?:q{1,2}|扣{1,2}|口{1,2}|蔻|企鹅)[\s)]{0,2}\d{4,6}(?![\da-z])/g

// 「QQ：12*34*56*78」: the same symbol between all groups. Signs of dates, sums and lists part no account.
const QQ_PARTED =
  /(?<![a-z])(?:q[^\p{L}\p{N}]{0,2}q|[扣抠]{2}|企鹅)[号是群:\s]{0,4}(?=(?:[^\p{L}\p{N}]{0,2}\d){7})[1-9]\d{0,5}([^\p{L}\p{N}\s.,:;/\-!?。、·…()"'=%]{1,2})\d{1,5}(?:\1\d{1,5}){1,9}(?!\d|\s?(?:=|等于|是多少|[倍米寸]))/gu

// 「Q：2,7,1,9,3,8,0,4,6,5」: each digit for itself; whoever counts to ten does so, too.
const QQ_DIGIT_BY_DIGIT =
  /(?<![a-z])(?:q{1,3}|[扣抠]{2}|企鹅)[号是群]?\s?:?\s?(?!1[,.]\s?2[,.]\s?3)[1-9](?:[,.、]\s?\d(?!\d)){7,10}(?![\d,.]|\s?[元分年月])/g

const ACCOUNT_WEIGHT = 0.62

/** QQ numbers and groups under the label's many spellings, before the number or after it. */
export const qq: Detector = {
  name: 'qq',
  isContact: true,
  detect: createContactSearch(/(?:\d[^\p{L}\p{N}]{0,2}){4}/u, [
    [QQ_AFTER_LABEL, ACCOUNT_WEIGHT],
    [QQ_BEFORE_LABEL, ACCOUNT_WEIGHT],
    [QQ_WITHIN, ACCOUNT_WEIGHT],
    [QQ_PARTED, ACCOUNT_WEIGHT],
    [QQ_DIGIT_BY_DIGIT, ACCOUNT_WEIGHT],
  ]),
  examples: {
    hits: [
      'QQ:2719380465',
      '扣扣81726354',
      '加q群 366292555',
      '🐧1572960384',
      'Ｑ：４６２５６４８６',
      '企鵝號642907351',
      'Q Q 1 2 3 4 5 6',
      '814605297←企鵝',
      '2647 1935 妹子加口',
      '琴 1587 Q 3062',
      'Q九四六二五七三一',
      'QQ：12*34*56*78',
      'QQ 12❤34❤56❤78',
      '扣*扣：24★68★13★57',
      '扣扣⑨④⑥②⑤⑦③①',
      'Q：2,7,1,9,3,8,0,4,6,5',
      'qiuqiu 2719380465',
    ],
    misses: [
      'QQ 2023 版更新',
      'Q3營收12000萬',
      '扣10分',
      'IQ測試10000人',
      '全國1400000000人口',
      '訂單號20240923001查不到',
      '2023 Q1 營收 5000 萬',
      'Q：12*34*5678等於多少',
      'QQ：12*34*5678=?',
      'QQ 2023/11/24更新',
      'Q：1,2,3,4,5,6,7,8,9 下一個是幾',
      'Q：3,5,7,9,11,13,15,17 找規律',
      '吃了12包QQ糖，130*20*15的盒子',
    ],
  },
}

const HAN_LABEL =
  '(?:绿泡{1,2}|[微薇威徽嶶溦维喂魏卫围唯][信新芯辛欣x]|v[信心芯❤]|w信|卫星|[加佳家伽嘉迦]v?[微薇威徽嶶葳喂韦]信?|[薇葳嶶溦]号?)'
const LATIN_LABEL = '(?:vx|wx|wechat|wei?xi?n|[加佳家伽+]v{1,2}|v(?=[:]|\\s?1?\\d{9,10}(?!\\d)))'
// One character is a label only right before an account of letters and digits: 「咨詢巍：kp8866cz」.
const SHORT_LABEL = '[微薇巍威喂徽嶶葳][:\\s]{0,2}(?=[a-z_-]{0,12}[a-z]\\d|\\d{1,8}[a-z])[a-z0-9_-]{6,20}'
// An account is at least six characters; a word without a digit needs a colon to be one.
const ACCOUNT = '(?=[a-z0-9_-]{0,19}\\d)[a-z0-9][a-z0-9_-]{5,19}'
const NAMED = `(?:${LINKING}${ACCOUNT}|[号是]?[:]\\s?[a-z][a-z0-9_-]{5,19})`
const SPACED_NAME = `(?:[:;,.\\s号是+]{1,5}${ACCOUNT}|\\d{6,11}|[号是]?[:]\\s?[a-z][a-z0-9_-]{5,19})`
// 「加vabc12345」: nothing between label and account, which then must be letters before digits and no product.
const GLUED =
  '(?<![a-z0-9])(?:[加佳家伽嘉+]\\s?(?:v|vx|wx)|vx|wx)(?!ivo|isa|ista|olvo|ideo|ersion|ip)[a-z]{2,12}\\d{3,12}'
const WECHAT = new RegExp(
  `(?:${HAN_LABEL}(?:\\s?id)?${NAMED}|(?<![a-z])${LATIN_LABEL}(?:\\s?id)?${SPACED_NAME}|${SHORT_LABEL}|${GLUED})(?![a-z0-9])`,
  'g',
)
// 「V*信：abc」, 「w x abc」, 「微【信】abc」: what parts the label parts words and terms of formulas too, so the account has to be
// one beyond doubt: two letters or more before two digits or more, or digits after a colon.
const PARTING = '(?:[^\\p{L}\\p{N}\\n]{1,3}|(?<=微)x)'
const PARTED_LABEL = `(?<![a-z0-9*×=/])(?:[加佳+]\\s?)?[vw]${PARTING}[信x]|[微薇威徽]${PARTING}信`
const SURE_ACCOUNT = '(?=[a-z0-9_-]{6,20}(?![a-z0-9_-]))[a-z]{2}[a-z_-]{0,12}\\d{2}[a-z0-9_-]{0,16}'
const PARTED = new RegExp(
  `(?:${PARTED_LABEL})(?:[号是:;,.。~\\s)\\]】」』》"”>→-]{1,4}${SURE_ACCOUNT}|(?<=信)${SURE_ACCOUNT}|(?<=信)号?:\\s?\\d{6,11}(?!\\d))`,
  'gu',
)
const BEFORE_WECHAT = /(?<![\da-z])[1-9]\d{5,10}[\s,]{0,2}[加十+]?(?:微信|薇信|威信|v信|vx|wx)(?![a-z])/g

/** 微信 accounts under the label's many spellings, together with the account itself. */
export const wechat: Detector = {
  name: 'wechat',
  isContact: true,
  detect: createContactSearch(/[a-z0-9_-]{6}/, [
    [WECHAT, ACCOUNT_WEIGHT],
    [BEFORE_WECHAT, ACCOUNT_WEIGHT],
    [PARTED, ACCOUNT_WEIGHT],
  ]),
  examples: {
    hits: [
      '加我V信細聊 kp8866cz',
      '微信：bnqe527',
      '微信號：abcdefgh',
      '加薇bnq527了解',
      'vx: lqs840317',
      '➕V Xueyun72816',
      '威信一三九二六四零',
      'V❤️mei55192',
      'ＶＸ：ａｂｃ１２３',
      '薇 信 a b c 1 2 3',
      '佳喂：mei55192',
      '2719380465加微信',
      '咨詢巍：kp8866cz',
      '咨询v*信：abc12345',
      '有意➕v-信 abc12345',
      'V13926401715日入千元',
      '微信九四六二五七三一',
      '微信⑨④⑥②⑤⑦③①',
      '加V❤️信abc12345',
      '加V*信abc12345',
      '加 V 信：abc12345',
      'V-信abc12345',
      'V*信：24681357',
      'w*x abc12345',
      'v★x：abc12345',
      'w x abc12345',
      '微,信：abc12345',
      '微。信：abc12345',
      '微【信】abc12345',
      '微x信：abc12345',
      '綠泡泡：abc12345',
      '加vabc12345',
      'vxabc12345聊',
      'WeChat ID: abc12345',
      '微信ID：abc12345',
      '微信搜abc12345',
    ],
    misses: [
      '微信支付很方便',
      '微信8.0.50版本',
      '用wx小程序',
      'MVP12345',
      '微信有13億用戶',
      '3微米10000個',
      '微軟windows',
      'VeriFone將收購Orange',
      'vivo X200拆解',
      '微信version',
      '華為微k300芯片',
      'V2023版本',
      'vx6700芯片',
      'w x y z 是四個未知數',
      '設 w x y z abc12345',
      'w*x=ab12345',
      '长宽 w x h 100x200',
      '微，信了你的邪 abc12345',
      'V-領毛衣ab12345',
      'V領T恤129*3',
      '綠泡泡是什麼',
      '绿泡泡很好看，买了100个',
      '加vivox200也不貴',
      '微信搜一搜很好用',
    ],
  },
}
