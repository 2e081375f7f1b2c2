import type { Normalized } from '../../text/normalize.ts'
import type { Detection, Detector } from './detector.ts'
import { isAppeal, isNarrative } from './narrative.ts'

// 「想要的」, 「缺錢的」: whoever feels addressed. Those who are tempted with money are told to come, too.
const WANTING = '(?:有?需要|想要|想做|想看|想学|想买|想玩|想了解|感兴趣|有兴趣|有意向?|懂行?|做|要|买)(?:的|者)'
const TEMPTED = '(?:想(?:赚钱|挣钱|翻身|上岸)|缺钱(?:用|困难)?|急用钱|胆子?大|走投无路|身无分文|(?<![看听读弄不])懂)的'

// What follows must be whom to reach, or nothing: 「需要的加班費」 and 「重要的私聊記錄」 call nobody.
const END = '(?=[^\\p{L}\\p{N}]*(?:$|[,.!~。;:\\n]))'
const ADD = `[加+伽➕](?:我(?!们|[的家国省市])|[微v](?![\\p{L}])|微信(?![群公支小号])|[q扣]|好友|${END})`
const PRIVATE = `私(?:我|信我|聊我|信${END}|聊${END}|${END})`
const REACH = `联系(?:我(?!们)|${END})|滴滴(?:我|${END})|滴我|找我(?!们)`
const COME = `来(?:找我|加我|私|${END})`

const INVITATIONS: readonly (readonly [pattern: RegExp, weight: number])[] = [
  [new RegExp(`${TEMPTED}(?:朋友|老板|兄弟|姐妹|宝妈)?(?:${ADD}|${PRIVATE}|${REACH}|${COME})`, 'gu'), 0.65],
  [
    new RegExp(`(?<![重主次必不紧还只我就快])${WANTING}(?:朋友|老板|兄弟|姐妹)?(?:${ADD}|${PRIVATE}|${REACH})`, 'gu'),
    0.55,
  ],
  // 「看 p 加」: apart from each other, so that no entry joins them.
  [/(?<![\p{L}\p{N}])看\s?p\s?[加+](?![\p{L}\p{N}]{3})/gu, 0.6],
]

/** Calls to whoever wants something, which say neither what it is nor who calls: 「想要的加」「缺錢的來」. */
export const invitations: Detector = {
  name: 'invitation',
  isContact: false,
  detect({ text }: Normalized) {
    if (!/[的者][加+伽➕私滴来联找]|p\s?[加+]/u.test(text) || isAppeal(text)) return []
    const isStory = isNarrative(text)
    return INVITATIONS.flatMap(([pattern, weight]) =>
      [...text.matchAll(pattern)].map((match): Detection => {
        const end = match.index + match[0].length
        return { start: match.index, end, category: 'ad_spam', weight: isStory ? STORY_WEIGHT : weight }
      }),
    )
  },
  examples: {
    hits: [
      '整套題庫，想要的➕',
      '需要的加微信',
      '感興趣的加我',
      '想了解的加V',
      '缺錢的來',
      '想賺錢的來找我',
      '走投無路的來，一週翻身',
      '全集高清，想要的私',
      '想看的私聊我',
      '買的私',
      '看 p 加',
    ],
    misses: [
      '需要的加班費一分沒少',
      '需要的私立學校太貴',
      '想要的加長版',
      '想做的加法題',
      '感興趣的加拿大留學生',
      '想了解的加沙局勢',
      '缺錢的來源',
      '買的私家車被劃了',
      '二十年來的私聊記錄',
      '重要的私聊別截圖',
      '有需要的聯繫社區居委會',
      '有需要物資的可以聯繫我',
      '災區有需要的加我，免費送水',
      '對膽大的來說不算什麼',
      '他想要的加上我想要的',
      '需要的加我們班家長群',
    ],
  },
}

// Between a story and a call both may be true; with anything else beside it, it waits.
const STORY_WEIGHT = 0.3
