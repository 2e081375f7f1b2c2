import { FOLD_BITS } from '../../text/folds/fold.ts'
import type { Normalized } from '../../text/normalize.ts'
import type { Detection, Detector } from './detector.ts'
import { categoryOfKeywords } from './seo-tails.ts'

// Keywords are nouns. Whoever says something of what he names uses one of these.
const SAYING_CHARACTERS = '的了是我你他她它吗吧呢啊哦哈也就都还很太真最不没别要会能在把被让给说与和及或之爱请祝冲赢'
const SAYING = new RegExp(`[${SAYING_CHARACTERS}]|加油|支持|反对|拒绝|必胜|万岁|辛苦|牛逼|厉害|致敬|安息|一路走好`)
// What people ask a search engine for, after the thing itself.
const ASKED =
  /(?:电话|价格|报价|价钱|多少钱|哪家[好强]?|哪个[好牌]?|怎么样|排行榜?|排名|榜单|官网|厂家|厂商|批发|市场|[交易]{0,2}网|网站|平台|招聘|加盟费?|代理|费用|收费|地址|图片|品牌|大全|培训|推荐|攻略|团购|优惠|出售|转让|出租|维修|热线|客服|下载|专卖店?|专科|医院)$/

const MIN_STEM_HAN = 3
// Longer pieces are sentences, and two keywords with one stem are a heading.
const MAX_KEYWORD_UNITS = 16
const MIN_KEYWORDS = 3
const MIN_SHARE = 0.75
const MIN_ASKED = 2
// Districts, schools and volumes in a row end alike; keywords ask for something else each time.
const MAX_SAME_ENDING = 0.6
// Without a question the stem must be longer, and come again once more.
const LONG_STEM_HAN = 4
const MIN_UNASKED = 5
const UNASKED_WEIGHT = 0.52
const WEIGHTS: readonly (readonly [keywords: number, weight: number])[] = [
  [5, 0.8],
  [4, 0.7],
  [3, 0.6],
]

/** Keywords that repeat one stem, each with another noun behind or before it, and say nothing of it. */
export const seoStems: Detector = {
  name: 'seo-stem',
  isContact: false,
  detect(normalized: Normalized) {
    if (!mayBeKeywords(normalized)) return []
    const pieces = cutPieces(normalized)
    const keywords = withCommonStem(pieces, MIN_STEM_HAN)
    const said = keywords.map(({ text }) => text)
    const first = keywords[0]
    const last = keywords.at(-1)
    if (!first || !last || !areKeywords(said) || keywords.length < MIN_SHARE * pieces.length) return []
    const weight = weigh(keywords)
    return weight === 0
      ? []
      : [
          {
            start: first.start,
            end: last.start + last.text.length,
            category: categoryOfKeywords(said.join(' ')),
            weight,
          } satisfies Detection,
        ]
  },
  examples: {
    hits: [
      '北京搬家公司 北京搬家公司電話 北京搬家公司價格 北京搬家公司哪家好',
      '上海二手车|上海二手车市场|上海二手车交易网|上海二手车报价',
      '減肥藥排行榜_減肥藥哪個好_減肥藥價格_減肥藥官網',
      '开锁公司电话,海淀開鎖公司,朝陽開鎖公司價格',
    ],
    misses: [
      '北京市東城區 北京市西城區 北京市朝陽區 北京市海淀區',
      '中国队加油 中国队必胜 中国队冠军 中国队最棒',
      '福爾摩斯與獵犬 福爾摩斯與信 福爾摩斯與藍寶石',
      '复仇者联盟1 复仇者联盟2 复仇者联盟3 复仇者联盟4',
      '#中國女排 #中國女排精神 #中國女排奪冠',
      '文明觀賽，文明出行，文明用餐，文明旅遊',
      '女性安全！女性安全！女性安全！女性安全！',
      '北京搬家公司太坑，北京搬家公司亂收費，北京搬家公司沒人管',
      '廣州恆大、廣州富力、廣州城、廣州豹',
      '電影好看，電影院難找，電影票太貴',
      '北京大學出版社、清華大學出版社、復旦大學出版社',
      '新能源汽車要補貼，新能源汽車也要保險',
    ],
  },
}

interface Piece {
  readonly start: number
  readonly text: string
}

const PARTED = FOLD_BITS.separator | FOLD_BITS.space
const LETTER = /[\p{Script=Han}a-z0-9]/u

// What each unit is, found out when it is first met: a look into a table costs less than a pattern.
const UNKNOWN = 0
const SIGN = 1
const PART_OF_WORD = 2
const SAYS = 3
const kinds = new Uint8Array(0x10000)
for (const character of SAYING_CHARACTERS) kinds[character.charCodeAt(0)] = SAYS

function kindOf(unit: number): number {
  if (kinds[unit] === UNKNOWN) kinds[unit] = LETTER.test(String.fromCharCode(unit)) ? PART_OF_WORD : SIGN
  return kinds[unit] ?? SIGN
}

/**
 * Tells whether a text has so many short pieces that say nothing that with a common stem they would do; nearly no text has.
 * Characters alone are looked at, for words that say something are fewer.
 */
function mayBeKeywords({ text, units }: Normalized): boolean {
  let pieces = 0
  let unfit = 0
  let start = 0
  let says = false
  for (let at = 0; at <= text.length; at += 1) {
    const kind = at === text.length ? SIGN : kindOf(text.charCodeAt(at))
    if (kind === SIGN || ((units.gaps[at] ?? 0) & PARTED) !== 0) {
      if (at > start) {
        pieces += 1
        if (says || at - start > MAX_KEYWORD_UNITS) unfit += 1
      }
      start = kind === SIGN ? at + 1 : at
      says = false
    }
    if (kind === SAYS) says = true
  }
  return pieces >= MIN_KEYWORDS && unfit <= (1 - MIN_SHARE) * pieces
}

/** Cuts a text at its signs and at the separators that were folded away. */
function cutPieces({ text, units }: Normalized): Piece[] {
  const pieces: Piece[] = []
  let start = 0
  for (let at = 0; at <= text.length; at += 1) {
    const isSign = at === text.length || kindOf(text.charCodeAt(at)) === SIGN
    const isCut = isSign || ((units.gaps[at] ?? 0) & PARTED) !== 0
    if (!isCut) continue
    if (at > start) pieces.push({ start, text: text.slice(start, at) })
    start = isSign ? at + 1 : at
  }
  return pieces
}

/** Returns the pieces, each once, that hold the run of Han which most of the short pieces hold. */
function withCommonStem(pieces: readonly Piece[], han: number): readonly Piece[] {
  const short = pieces.filter(({ text }) => text.length <= MAX_KEYWORD_UNITS)
  const holders = new Map<string, Map<string, Piece>>()
  for (const piece of short) {
    for (let at = 0; at + han <= piece.text.length; at += 1) {
      const stem = piece.text.slice(at, at + han)
      if (!ALL_HAN.test(stem)) continue
      const known = holders.get(stem) ?? new Map<string, Piece>()
      holders.set(stem, known)
      if (!known.has(piece.text)) known.set(piece.text, piece)
    }
  }
  let most: ReadonlyMap<string, Piece> = new Map()
  for (const known of holders.values()) if (known.size > most.size) most = known
  return [...most.values()]
}

const ALL_HAN = /^\p{Script=Han}+$/u

function areKeywords(said: readonly string[]): boolean {
  if (said.length < MIN_KEYWORDS || said.some((text) => SAYING.test(text))) return false
  const endings = new Map<string, number>()
  for (const text of said) endings.set(text.slice(-1), (endings.get(text.slice(-1)) ?? 0) + 1)
  return Math.max(...endings.values()) <= MAX_SAME_ENDING * said.length
}

function weigh(keywords: readonly Piece[]): number {
  const asked = keywords.filter(({ text }) => ASKED.test(text))
  if (asked.length >= MIN_ASKED) return WEIGHTS.find(([least]) => keywords.length >= least)?.[1] ?? 0
  return withCommonStem(keywords, LONG_STEM_HAN).length >= MIN_UNASKED ? UNASKED_WEIGHT : 0
}
