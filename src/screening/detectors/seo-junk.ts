import type { Normalized } from '../../text/normalize.ts'
import { classOfUnit, UNIT_CLASS } from '../../text/unit-class.ts'
import type { Detection, Detector } from './detector.ts'
import { createStemSearch, type FoundStem } from './stems.ts'

/** Stems that search-engine junk is strung together from; a lurid stem has no other place in a comment. */
const LURID_STEMS =
  '国产精品 国产自拍 国产99 久久 精品久久 一区 二区 三区 四区 无码 有码 中文字幕 人妻 熟女 少妇 毛片 黄片 a片 三级片 成人 av 伊人 ' +
  '一级a 一级片 一级毛片 亚洲欧美 欧美日韩 亚洲国产 日本一本 一本道 大香蕉 麻豆 自拍偷拍 偷拍 乱伦 性爱 淫 嫩草 香蕉视频 ' +
  '丝袜美腿 制服 巨乳 爆乳 后入 调教 女优 黑料 吃瓜网 18禁 禁18 午夜福利 福利视频 草莓视频 秋葵视频 丁香 五月天 色综合'

const PLAIN_STEMS =
  '国产 精品 亚洲 欧美 日韩 日本 一本 观看 在线 在线观看 免费 免费观看 视频 高清 不卡 手机 影院 播放 下载 最新 地址 入口 ' +
  '一片 一级 电影 完整版 全集 国语 大片 写真 午夜 网站 网址 网页版 综合 合集 破解版 永久 直播 美女 首页 官网 app 安装 ' +
  '99 2017 2018 2019 2020 2021 2022 2023 2024 2025'

type List = 'lurid' | 'plain'
type Row = readonly FoundStem<List>[]

const markStems = createStemSearch<List>([
  { list: 'lurid', stems: LURID_STEMS },
  { list: 'plain', stems: PLAIN_STEMS },
])

const markLurid = createStemSearch<List>([{ list: 'lurid', stems: LURID_STEMS }])

/** A row of keywords for search engines, as pirates and pornographers inject it into pages. */
export const seoJunk: Detector = {
  name: 'seo-junk',
  isContact: false,
  detect: ({ text }: Normalized) => {
    const row = densestRow(text) ?? densestPartedRow(text)
    return row ? [row] : []
  },
  examples: {
    hits: [
      '国产99在线观看,精品久久久久中文字幕一区,日本一本2017国产,免费观看一片a一级',
      '國產99在線觀看,精品久久久久中文字幕一區,日本一本2017國產,免費觀看一片a一級',
      '亚洲欧美日韩国产综合在线一区二区三区',
      '今天天气不错 久久精品国产免费观看 无码一区二区三区',
      '国产精品 人妻',
      '精 品 久 久 久 久 中 文 字 幕 一 区 免 费 观 看',
    ],
    misses: [
      '精品鋼板、綠色智能鍛造入選山東省特色產業集群',
      '央視頻在線觀看直播，免費高清',
      '这部电影的国语版在哪里可以免费在线观看？',
      '亚洲一区二区预选赛的分组已经出来了',
      '久久不能平静',
      '一区二区',
      '日本的成人礼',
      '加强中文字幕翻译质量，免费观看国产电影',
      '日本一本2017年的漫画',
      '亚洲杯日本一区二区预选',
      '亞洲盃日本韓國一區二區預選',
    ],
  },
}

// Prose has two other characters in ten; keywords cut up by commas or letters have one for every two Han.
const MIN_PARTED_SHARE = 0.25
// Two keywords that are all there is are less certain where digits and letters are left out.
const MIN_PARTED_WEIGHT = 0.7
const NOT_HAN = /\P{Script=Han}/gu

/** Finds a row of which only the Han are read, where much else stands between them. */
function densestPartedRow(text: string): Detection | undefined {
  if (countOthers(text) < MIN_PARTED_SHARE * text.length) return undefined
  const han = text.replace(NOT_HAN, '')
  if (text.length - han.length < MIN_PARTED_SHARE * text.length) return undefined
  const row = densestRow(han)
  if (!row || row.weight < MIN_PARTED_WEIGHT) return undefined
  const places = [...text.matchAll(ALL_HAN)].map(({ index }) => index)
  return { ...row, start: places[row.start] ?? 0, end: (places[row.end - 1] ?? 0) + 1 }
}

const ALL_HAN = /[\p{Script=Han}]/gu

/** Counts the units that may be no Han: a look at each costs a tenth of taking them out. */
function countOthers(text: string): number {
  let others = 0
  for (let at = 0; at < text.length; at += 1) if (classOfUnit(text.charCodeAt(at)) !== HAN) others += 1
  return others
}

const HAN: number = UNIT_CLASS.han

// Between two keywords of a row there is a separator, or a leftover character or two of a keyword not in the list.
const MAX_BETWEEN = 3
const MIN_STEMS = 4
const MIN_DISTINCT_LURID = 2
const MIN_COVERAGE = 0.6
const SURE_STEMS = 6
// Cut in pairs, a row is told by being all there is: 「国产精品 人妻」.
const MIN_STEMS_ALONE = 2
const ALONE_COVERAGE = 0.85
// Two zones are a match of two groups.
const MIN_ZONES = 3
const ZONE = /^[一二三四]区$/

/** Finds the first row of neighbouring stems that is long, dense and lurid enough; `undefined` where there is none. */
function densestRow(text: string): Detection | undefined {
  // Many texts have plain stems, hardly any has a lurid one.
  if (markLurid(text).length === 0) return undefined
  const stems: Row = markStems(text)
  for (let first = 0; first < stems.length; ) {
    let last = first
    while (last + 1 < stems.length && (stems[last + 1]?.start ?? 0) - (stems[last]?.end ?? 0) <= MAX_BETWEEN) last += 1
    const found = weighRow(stems.slice(first, last + 1), text)
    if (found) return found
    first = last + 1
  }
  return undefined
}

function weighRow(row: Row, text: string): Detection | undefined {
  if (row.length < MIN_STEMS_ALONE) return undefined
  const start = row[0]?.start ?? 0
  const end = row.at(-1)?.end ?? 0
  const covered = row.reduce((sum, stem) => sum + stem.end - stem.start, 0)
  const lurid = new Set(row.filter(({ list }) => list === 'lurid').map(({ stem }) => stem))
  if ([...lurid].every((stem) => ZONE.test(stem)) && lurid.size < MIN_ZONES) return undefined
  if (lurid.size < MIN_DISTINCT_LURID) return undefined
  const found = (weight: number): Detection => ({ start, end, category: 'porn', weight })
  if (row.length >= MIN_STEMS && covered / countLetters(text.slice(start, end)) >= MIN_COVERAGE) {
    return found(row.length >= SURE_STEMS || lurid.size > MIN_DISTINCT_LURID ? 0.95 : 0.7)
  }
  const isAlone = covered / countLetters(text) >= ALONE_COVERAGE && [...lurid].some((stem) => !ZONE.test(stem))
  return isAlone ? found(0.6) : undefined
}

function countLetters(text: string): number {
  return text.replace(/[\s\p{P}\p{S}]/gu, '').length
}
