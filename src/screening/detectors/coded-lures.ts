import type { Normalized } from '../../text/normalize.ts'
import type { Detection, Detector } from './detector.ts'

// A sender's code of letters and digits, also parted by a space, and what may part it from the words beside it.
const CODE = '[a-z]{1,5}\\s?\\d{3,8}[a-z]?'
const SIGNS = '[^\\p{L}\\p{N}]{0,4}'
const FILM = '[麦唛卖买看](?:[p饼片拼偏篇盘乒]|-p)|喂心|卫星|看-?p|看-电视'
const PRAISE =
  '猛干|[曰插操曹]|[亮靓国美芸嫩丝]妹|芸|妹妹?|亮女|靓女|嫩|纯[洁/情]|寂寞|美[足腿脚丝]|诱惑|黄色|丝袜|[威薇喂微蔚](?:$|[芯心新信]|[^\\p{L}\\p{N}])|好看|在线|超好看|真好看|来看|来啊|[篇片盘](?:$|[薇微威喂]|[^\\p{L}\\p{N}])'
const BESIDE_CODE = new RegExp(
  [
    `(?<![a-z0-9@])${CODE}(?![a-z0-9])${SIGNS}(?:${FILM}|${PRAISE})`,
    `(?:${FILM}|好看|黄色|[薇微威喂](?=[\\s-]))${SIGNS}[a-z]{1,4}\\s?\\d{3,8}(?![a-z0-9])`,
  ].join('|'),
  'gu',
)

// 「葉 RWB628」, 「梅 ZNV714看」: nothing but a code behind a name of one character.
const BARE_CODE =
  /^[^\p{L}\p{N}@#]{0,2}\p{Script=Han}{1,2}\s{0,3}[a-z]{3}\s?\d{3,5}(?:[^\p{L}\p{N}]{0,8}|\s?\p{Script=Han}{1,3}[^\p{L}\p{N}]{0,4})$/u
const SHORT_UNITS = 24
// Aeroplanes, trains, cards, cars and figures have such codes as well.
const KNOWN =
  /(?<![a-z])(?:[a-z]|rtx|gtx|rx|crh|cr|byd|bmw|mate|nova|iqoo|amd|cpu|gpu|ssd|usb|ddr|iso|gdp|cpi|pmi|nba|cba|lpl|kpl|ufc|vivo|oppo|mh|ca|cz|mu|hu|boss|arj|su|mig|tcl|htc|suv|fps|covid)\s?\d/

/** Catalogue codes of pornographic offers, under which the sender is found elsewhere. */
export const codedLures: Detector = {
  name: 'coded-lure',
  isContact: true,
  detect: ({ text }: Normalized) => {
    if (!/\d{3}/.test(text)) return []
    const beside = [...text.matchAll(BESIDE_CODE)]
      .filter(([said]) => !KNOWN.test(said) || !/在线|[好来]看|看-?[电p]/.test(said))
      .map((match) => lure(match.index, match[0].length, 0.6))
    if (beside.length > 0 || text.length > SHORT_UNITS || !BARE_CODE.test(text)) return beside
    if (KNOWN.test(text) || /\d年/.test(text)) return []
    return [lure(0, text.length, 0.5)]
  },
  examples: {
    hits: [
      '葉VBG418片薇',
      '梅  QHZ726 麥餅薇',
      'ZJV318 猛幹妹子',
      '看P ZJV583',
      '琴好看 PTD382 ☎☎',
      '琴 w1482653 麥餅衛星',
      '薇-PTD382',
      '琴 PTD382',
    ],
    misses: [
      '買了一台X200',
      '卡片機索尼W320到貨',
      '@wqm000723 [偷笑]',
      '舊手機j346m看了半天還能開機',
      'MH370看電視新聞',
      '看G20峰會',
      '國道G318風景',
      '麥當勞A600套餐',
      '坐CZ3101去北京',
      '感覺BYD不如宋',
      '微信8.0.50',
      '微星rtx4060顯卡',
      '国产C919在线直播',
      '高鐵CRH380A在線',
      '看BYD2024年報',
    ],
  },
}

function lure(start: number, length: number, weight: number): Detection {
  return { start, end: start + length, category: 'porn', weight }
}
