import { FOLD_BITS } from '../../text/folds/fold.ts'
import type { Normalized } from '../../text/normalize.ts'
import type { Detection, Detector } from './detector.ts'
import { spelledDigits } from './numerals.ts'

// 「看CC名字加Q」: the address stands in the nickname, and the comment only points there.
const POINTER = new RegExp(
  [
    '(?:c{1,2}|[看瞧瞅加家佳+])[-,.\\s]{0,2}(?:姐姐|我|她|cc|c)?(?:名字?|铭|茗)(?:[-,.\\s]{0,3}(?:[+加家佳看瞧](?![姓上入了起讲书画])|是[q威微薇]|q))',
    '(?<![报签署留姓])(?:名字?|铭|茗)[+加家佳]{1,4}[-,.\\s]{0,2}(?:[微薇威喂围维q扣抠口](?![博笑软小])|我|爽)',
    'c{1,2}[-\\s]?名',
    '(?:名字?|[昵暱]称|名称|洺|铭|茗字?)[-,.\\s]{0,2}[+]{2,6}',
    '(?:名字?|[昵暱]称|名称|洺|铭|茗字?)[-,.\\s]{0,2}[+加家佳]{1,2}(?:q|扣|口|抠|筘)',
    '(?<=^\\W?|[+,.\\s])看.{0,1}(?:我|姐|妹|她)(?:妹|姐|cc)?的?(?:名字|[昵暱]称|名称|茗字)[-+.,\\s]{0,6}$',
  ].join('|'),
  'g',
)
// Every pointer names one of these.
const NAME = /[名称洺铭茗]/
// 「看我昵稱」 is also said of a telling name: it needs something beside it to wait for.
const PLAIN_POINTER = /^看我的?(?:名字|[昵暱]称)$/

/** Pointers to an address in the sender's nickname. */
export const namePointers: Detector = {
  name: 'name-pointer',
  isContact: true,
  detect: ({ text }: Normalized) =>
    NAME.test(text)
      ? [...text.matchAll(POINTER)].map((match) => ({
          start: match.index,
          end: match.index + match[0].length,
          category: 'ad_spam' as const,
          weight: PLAIN_POINTER.test(match[0]) ? 0.4 : 0.6,
        }))
      : [],
  examples: {
    hits: [
      '看CC名字加扣 有好貨',
      '名字+++爽喂',
      '嵐 CC-名字-看拼',
      '看姐姐名字加我',
      '看 名 字 + 微',
      '看小妹的名字',
      '要看暱稱+扣',
    ],
    misses: [
      '看名字就知道是誰',
      '光看名字像外國人',
      '這名字我喜歡',
      '加上你的名字',
      'CCTV名嘴',
      '你看我名字就懂了',
      '他看了看我的名字',
      '作者名字加微博嗎',
      '看名家講壇',
    ],
  },
}

const SHORT_UNITS = 40
const BARE_NUMBER =
  /(?<![\da-z.:/@#=)]|\d-|用户\s?|小红薯)[1-9]\d{1,5}(?:\d{2,7}|\s{1,3}\d{3,6}|(?:[-+.]\d{2,4}){2,4})(?![\da-z%:/]|\s?[元人万亿年月日吨个次辆件台米号点分块票户只家股页条字公k])/g
// What has numbers of its own: a parcel, a case, a share; and the hotlines 400, 800 and those behind an area code.
const LABELLED =
  /(?:[编单学案文批证卡房]号|编[号码]|代码|[工订运]单|热线|专线|股票|基金|快递|包裹|票据|[ah港]股|持仓|重仓|专利|论文|车次|航班)[^,。!?]{0,4}$|(?<!\d)0\d{2,3}\s{1,2}$/
const HOTLINE = /^[48]00[-\s]?\d{3,4}[-\s]?\d{3,4}$/
const LABEL_UNITS = 12
// 20240923, 2023 2024 and 11.08-11.12 are days and years; 3952 7184 is neither.
const DATE =
  /^(?:(?:19|20)[0-3]\d(?:[\s.-]?[01]?\d[\s.-]?[0-3]?\d(?:\d{4})?|[\s.-](?:19|20)[0-3]\d)|[01]?\d[.-][0-3]?\d-[01]?\d[.-][0-3]?\d)$/
// 55555555 is weeping, 45000000 a sum, 123456789 a row of keys.
const SAID_ALOUD = /(\d)\1{3}|00$|12345|23456|34567|45678|56789/

/** A number as long as a telephone or QQ number, alone in a short comment, that counts nothing and is no date. */
export const bareNumbers: Detector = {
  name: 'bare-number',
  isContact: true,
  detect({ text }: Normalized) {
    if (text.length > SHORT_UNITS || !/\p{Script=Han}/u.test(text)) return []
    return [...spelledDigits(text).matchAll(BARE_NUMBER)]
      .filter(({ 0: number }) => number.replace(/\D/g, '').length >= 8)
      .filter(({ 0: number }) => ![DATE, SAID_ALOUD, HOTLINE].some((innocent) => innocent.test(number)))
      .filter(({ index }) => !LABELLED.test(text.slice(Math.max(0, index - LABEL_UNITS), index)))
      .map((match) => ({
        start: match.index,
        end: match.index + match[0].length,
        category: 'ad_spam' as const,
        weight: 0.5,
      }))
  },
  examples: {
    hits: ['3816 4927妹子多', '免費視頻3071846592', '64-258-91-73看名字', '5274 9163絲襪', '三八一六四九二七妹子'],
    misses: [
      '2024-08-04公布',
      '20240923那天',
      '投了13926401715元',
      '1400000000人',
      '一共10000000票',
      '2023 2024都一樣',
      '0635-12345678',
      '我哭了55555555',
      '罰3000-5000',
      '@用户4827160395',
      '11.08-11.12長沙往返',
      '懶得取名字就叫123456789',
      '2019-2023那幾年',
      '心理熱線 400-382-7716，別怕開口',
      '工單號 83726154 一直沒人理',
      '論文編號 38472615',
      '股票 600345 000917 都跌了',
      '快递 773829104 还没到',
      '打 010 82736451 投诉',
    ],
  },
}

const STYLED_CODE = /[a-z0-9]{4,12}/g
const STYLED = FOLD_BITS.width | FOLD_BITS.letter | FOLD_BITS.digit
const MIN_STYLED_LETTERS = 2
const MIN_STYLED_DIGITS = 3

/** A code of letters and digits written in styled characters (𝔻𝟞𝟜𝟟, ＷＰＥ３７４), so that no plain search finds it. */
export const styledCodes: Detector = {
  name: 'styled-code',
  isContact: true,
  detect({ text, units }: Normalized) {
    const found: Detection[] = []
    for (const match of text.matchAll(STYLED_CODE)) {
      const start = match.index
      const styled = [...match[0]].filter((_, at) => ((units.masks[start + at] ?? 0) & STYLED) !== 0)
      const digits = styled.filter((one) => one >= '0' && one <= '9').length
      if (digits >= MIN_STYLED_DIGITS && styled.length - digits >= MIN_STYLED_LETTERS) {
        found.push({ start, end: start + match[0].length, category: 'ad_spam', weight: 0.55 })
      }
    }
    return found
  },
  examples: {
    hits: ['鱗 ＱＶＢ４１８☀☀', '𝐍𝕁𝐏836𝟜𝟙𝟟', 'ⓂⒽ①②③④'],
    misses: ['ＣＣＴＶ５直播', 'ＧＤＰ增長８．５％', 'Ａ３２０客機', 'ABC12345', '第①②③④條'],
  },
}
