import { type Normalized, normalize } from '../../text/normalize.ts'
import { DETECTORS } from '../detectors/all.ts'
import type { Detection, Detector } from '../detectors/detector.ts'
import { spelledDigits } from '../detectors/numerals.ts'
import type { CategoryCode } from '../taxonomy.ts'

const LABEL =
  '(?:[加+]?(?<![a-z])(?:vx?|wx|qq?|tel|tg)|[加+微薇威徽扣抠蔻裙群]|微信|电话|手机|号码|热线|企鹅|飞机|同号|咨询|联系)[号码:：是为\\s._~-]{0,3}'
const LABELLED = new RegExp(`${LABEL}\\d(?:[\\s.-]?\\d){4,14}(?!\\d)`, 'g')
const BEFORE_LABEL =
  /(?<!\d)\d{5,14}[\s._~-]{0,2}(?:加?(?:vx?|wx|qq)(?![a-z])|加?[微薇扣群裙](?![\p{Script=Han}])|微信|同号|加我)/gu
// Names that a portal or a messenger made up for somebody who chose none.
const MADE_UP = /(?:用户|网友|游客|会员|读者|访客|匿名|user|guest|id|no)[\s_.:#-]{0,2}$/

const WEIGHT = 0.55

/** A number of five digits or more beside a label. */
const labelledNumbers: Detector = {
  name: 'name-number',
  isContact: true,
  detect({ text }) {
    const plain = spelledDigits(text)
    return [...plain.matchAll(LABELLED), ...plain.matchAll(BEFORE_LABEL)]
      .filter((match) => !MADE_UP.test(plain.slice(0, match.index + match[0].search(/\d/))))
      .map((match) => adAt(match.index, match[0].length, WEIGHT))
  },
  examples: {
    hits: [
      'V123456',
      '加12345小美',
      '薇688899',
      '小美Q5201314',
      '13900扣',
      '電話:0635-1234567',
      '88886666微信',
      '群 123 456',
    ],
    misses: [
      '網友123456',
      '123木頭人',
      'V587',
      '小明1990',
      'iPhone12345',
      '微信用戶123456',
      'QQ用戶_1234567',
      '手機用戶1234567',
    ],
  },
}

const LONG_NUMBER = /(?<![\d.])[1-9]\d{8,10}(?!\d)/g
const LONG_WEIGHT = 0.35
// Five of one digit, or the keys in a row: a joke, and nobody's account.
const PLAYED = /(\d)\1{4}|12345678|98765432/

/** A number as long as an account beside Han characters, which no portal made up. */
const longNumbers: Detector = {
  name: 'name-long-number',
  isContact: true,
  detect({ text }) {
    if (!/\p{Script=Han}/u.test(text)) return []
    return [...spelledDigits(text).matchAll(LONG_NUMBER)]
      .filter(({ 0: number, index }) => !MADE_UP.test(text.slice(0, index)) && !PLAYED.test(number))
      .map((match) => adAt(match.index, match[0].length, LONG_WEIGHT))
  },
  examples: {
    hits: ['小美2719380465', '妹子 271938046'],
    misses: ['網友2719380465', '2719380465', '小明19900101', '用戶1608270493', 'user_1608270493', '小紅123456789'],
  },
}

// In a name, eight digits are a birthday as often as an account; the rules above say which.
const OF_COMMENTS_ALONE = new Set(['bare-number', 'name-pointer'])

// A name may be in any script, and need not mean anything.
const OF_SENTENCES: ReadonlySet<CategoryCode> = new Set(['foreign_script', 'meaningless', 'off_topic', 'slop'])

/** Every detector for nicknames: those for comments but two, and the numbers that only a name writes so. */
export const NICKNAME_DETECTORS: readonly Detector[] = [
  ...DETECTORS.filter(({ name }) => !OF_COMMENTS_ALONE.has(name)).map((detector) => ({
    ...detector,
    detect: (normalized: Normalized) =>
      detector.detect(normalized).filter(({ category }) => !OF_SENTENCES.has(category)),
  })),
  labelledNumbers,
  longNumbers,
]

// 運河新聞 claims to be 運河新聞網.
const SITE_SUFFIX = /(?:在线|网站|网|站)$/
const MIN_SITE_UNITS = 3
// 運河新聞網友 and 運河新聞讀者 are whom such a site has.
const READERS = /^(?:网|站)?(?:网?友|读者|粉丝|的|用户|老?铁粉|观众|忠实)/

// A site called "sun" is not claimed by Sunny.
const LETTERS = /^[a-z]{2}$/

/** Returns a detector of names that begin with the site's own, or with what is left of it without 網 or 站. */
export function siteNameDetector(siteName: string): Detector {
  const full = normalize(siteName).text.trim()
  const short = full.replace(SITE_SUFFIX, '')
  const names = [full, ...(short.length >= MIN_SITE_UNITS ? [short] : [])].filter((one) => one.length > 1)
  return {
    name: 'site-name',
    isContact: false,
    detect({ text }) {
      const found = names.flatMap((one) => {
        const start = text.indexOf(one)
        const end = start + one.length
        const isCut = LETTERS.test(text.slice(start - 1, start + 1)) || LETTERS.test(text.slice(end - 1, end + 1))
        if (start < 0 || isCut || READERS.test(text.slice(end))) return []
        return [{ start, end, category: 'impersonation' as const, weight: 0.6 }]
      })
      return found.slice(0, 1)
    },
    examples: { hits: [], misses: [] },
  }
}

function adAt(start: number, length: number, weight: number): Detection {
  return { start, end: start + length, category: 'ad_spam', weight }
}
