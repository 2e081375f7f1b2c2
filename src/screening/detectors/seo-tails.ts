import { FOLD_BITS } from '../../text/folds/fold.ts'
import type { Normalized } from '../../text/normalize.ts'
import type { CategoryCode } from '../taxonomy.ts'
import type { Detection, Detector } from './detector.ts'
import { isNarrative } from './narrative.ts'
import { createStemSearch } from './stems.ts'

// What people type into a search engine behind a name; pages that want to be found repeat the name with each.
const TAILS =
  '在线观看 免费观看 免费在线观看 在线播放 免费播放 高清完整版 免费完整版 完整版 全集 全集观看 国语版 未删减版 百度云 百度网盘 迅雷下载 免费下载 bt下载 ' +
  '官网 官网入口 官方入口 官方网站 官网登录 官网首页 登录入口 登录网址 登录 注册登录 注册 注册网址 注册入口 入口 app app下载 app官网 app下载安装 下载 下载安装 下载app 下载地址 怎么下载 怎么注册 怎么登录 ' +
  '手机版 手机版下载 手机app 网页版 最新版 最新版本 电脑版 安卓版 苹果版 ios版 安卓下载 最新地址 最新网址 永久地址 备用网址 网址 网址大全 开户 开户网址 代理 平台 娱乐平台 靠谱吗 ' +
  '怎么申请 申请入口 秒下款 秒批 口子 下款口子 在哪借 怎么贷款 贷款平台 贷款app 额度多少 利息多少 加盟费多少 加盟电话 加盟费 多少钱一个 哪家好 哪个好 排名前十 十大品牌 价格多少 厂家电话 厂家直销'
const GAMBLING = /体育|娱乐|棋牌|彩票|电竞|真人|捕鱼|百家乐|赌|博彩|开云|亚博|乐鱼|pg电子|时时彩|六合/
const LOANS = /贷|借钱|征信|下款|黑户|花呗|额度/
const LURID = /成人|av|无码|人妻|三级|黄色|裸|情色|福利|自拍/

// What the state runs has an app and a site that everybody asks for.
const PUBLIC = /个税|医保|社保|公积金|12306|交管|政务|学习强国|高考|考试|国家|央视|铁路|公安|税务|民航|疾控/

const search = createStemSearch([{ list: 'tail', stems: TAILS }])

const MAX_KEYWORD_UNITS = 14
const WEIGHTS: readonly (readonly [keywords: number, weight: number])[] = [
  [5, 0.85],
  [4, 0.75],
  [3, 0.6],
]
const MIN_DISTINCT_TAILS = 2
// Two keywords suffice where both begin with the same name and nothing else is said.
const PAIR_WEIGHT = 0.55

/** A row of names, each followed by what people type behind it into a search engine. */
export const seoTails: Detector = {
  name: 'seo-tail',
  isContact: false,
  detect(normalized: Normalized) {
    const { text } = normalized
    const keywords = longestRow(findKeywords(normalized))
    const first = keywords[0]
    const last = keywords.at(-1)
    if (!first || !last || keywords.some(({ name }) => isNarrative(name) || PUBLIC.test(name))) return []
    if (new Set(keywords.map(({ tail }) => tail)).size < MIN_DISTINCT_TAILS) return []
    const span = { start: first.start, end: last.end }
    const row = text.slice(span.start, span.end)
    const weight = WEIGHTS.find(([least]) => keywords.length >= least)?.[1] ?? weighPair(first, last, text)
    return weight === 0 ? [] : [{ ...span, category: categoryOfKeywords(row), weight } satisfies Detection]
  },
  examples: {
    hits: [
      '必贏體育官網入口_必贏體育app下載_必贏體育最新版',
      '必贏體育官網入口 必贏體育怎麼下載',
      '小島電影免費完整版，小島電影在線觀看，小島全集百度雲',
      '黑戶貸款秒下款,花唄額度多少,急用錢在哪借',
      '必赢官网入口必赢app下载必赢手机版必赢网页版',
    ],
    misses: [
      '這部電影在哪裡可以在線觀看',
      '官網登錄不上，app也打不開',
      '手機版和網頁版都不好用',
      '央視頻在線觀看直播，免費高清',
      '請到官網下載最新版',
      '遊戲登錄要支付寶登錄手機號登錄才行',
      '醫保電子憑證怎麼申請，在哪個平台',
      '个税app下载，个税app官网登录',
      '社保網頁版，社保官網入口都打不開',
    ],
  },
}

interface Keyword {
  readonly start: number
  readonly end: number
  /** The name before the tail. */
  readonly name: string
  readonly tail: string
}

const PARTED = FOLD_BITS.separator | FOLD_BITS.space

/** Finds names with a tail, each from the separator or the tail before it; a tail without a name is none. */
function findKeywords({ text, units }: Normalized): Keyword[] {
  let from = 0
  return search(text).flatMap(({ start, end, stem }) => {
    let begin = start
    while (begin > from && start - begin < MAX_KEYWORD_UNITS && isLetter(text.charAt(begin - 1))) {
      begin -= 1
      if (((units.gaps[begin] ?? 0) & PARTED) !== 0) break
    }
    from = end
    return start - begin < 2 ? [] : [{ start: begin, end, name: text.slice(begin, start), tail: stem }]
  })
}

function isLetter(character: string): boolean {
  return /[\p{Script=Han}a-z0-9]/u.test(character)
}

/** Returns the first longest run of keywords with nothing but separators between them. */
function longestRow(keywords: readonly Keyword[]): readonly Keyword[] {
  let best: readonly Keyword[] = []
  let first = 0
  keywords.forEach(({ end }, at) => {
    const next = keywords[at + 1]
    if (next && next.start - end <= 2) return
    if (at + 1 - first > best.length) best = keywords.slice(first, at + 1)
    first = at + 1
  })
  return best
}

function weighPair(first: Keyword, last: Keyword, text: string): number {
  const isRepeated = first.name.slice(0, 2) === last.name.slice(0, 2)
  return isRepeated && text.length - (last.end - first.start) <= 2 ? PAIR_WEIGHT : 0
}

/** Names what a row of keywords sells; advertising where nothing worse shows. */
export function categoryOfKeywords(row: string): CategoryCode {
  if (LURID.test(row)) return 'porn'
  if (GAMBLING.test(row)) return 'gambling'
  return LOANS.test(row) ? 'fraud' : 'ad_spam'
}
