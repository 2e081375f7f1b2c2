import type { Normalized } from '../../text/normalize.ts'
import type { CategoryCode } from '../taxonomy.ts'
import type { Detection, Detector } from './detector.ts'
import { isAppeal, isNarrative } from './narrative.ts'

// How the sender is to be reached, where no account is given: in private, as a friend, under the avatar.
const CALL =
  '(?:私聊|私信|私我|私硪|si\\s?xin|[加家佳+]我(?!一[个票份])|加好友|[加家+]好友|加[qv](?![a-z])|联系(?:我|[^\\p{L}]*$)|找我(?![妈爸们的家要问吵算麻])|滴滴我|滴我|dd我|[扣叩丝思斯]我|的(?:[私滴丝]|[加佳伽家](?:我|(?!\\p{Script=Han})))|私[^\\p{L}]*$|4[信訫]我?)'
const ANY_CALL = new RegExp(CALL, 'u')
const CUSTOMER = '(?:老板|老哥|兄弟|姐妹|朋友|家人|宝宝|宝子|哥哥|客户|同学|大佬|有缘人)们?'
const SUM = '(?:\\d{1,6}(?:\\.\\d)?|[一二两三四五六七八九十几]{1,3})'
const PRICE = `(?:${SUM}(?:元|块|米(?![多长高])|r(?![a-z])|u(?![a-z])|刀|张|💰)|包[月年季]\\s?\\d{2,4}|[¥$]\\s?\\d{1,5})`
const WARES =
  '(?:片|[卖买麦换]盘|盘(?=私)|云盘|网盘|篇|偏|[皇黄](?=[色片盘网的买]|.?私)|p(?![a-z])|网[站址纸]|资源|高清|无码|视频|裸聊|论坛|会员|账号|链接|教程|渠道|货源|项目|橡木|路子|业务|粉丝)'

interface Template {
  readonly pattern: RegExp
  readonly category: CategoryCode
}

/** What stands between the pieces is at most a few words, so that the pieces belong together. */
const TEMPLATES: readonly Template[] = [
  // 「需要網址的老闆加我」「想看的私」
  {
    category: 'ad_spam',
    pattern: new RegExp(
      `(?:需要|想要|想看|想买|想做|想挣钱|想赚钱|要|买|卖|换|懂|有需求|有意|有意者|有想法|感兴趣|有兴趣|缺钱)[^,。!?\\n]{0,8}?的?[^,。!?\\n]{0,2}(?:${CUSTOMER}[^,。!?\\n]{0,3}|请|可以|直接|的)${CALL}`,
      'u',
    ),
  },
  // 「賣網站，想買就私信我」「盤私聊我」
  { category: 'porn', pattern: new RegExp(`${WARES}[^。!?\\n]{0,8}${CALL}`, 'u') },
  // 「100元580萬幣加Q」「包月188」
  { category: 'ad_spam', pattern: new RegExp(`${PRICE}[^。!?\\n]{0,14}${CALL}|${CALL}[^。!?\\n]{0,8}${PRICE}`, 'u') },
]

const SHORT_UNITS = 40
const WEIGHT = 0.52

/** Advertisements of a few words: wares or a price or a customer, and how to reach the sender. */
export const adTemplate: Detector = {
  name: 'ad-template',
  isContact: false,
  detect({ text }: Normalized) {
    if (text.length > SHORT_UNITS || !ANY_CALL.test(text) || isAppeal(text) || isNarrative(text)) return []
    return TEMPLATES.flatMap(({ category, pattern }): Detection[] => {
      const match = pattern.exec(text)
      return match ? [{ start: match.index, end: match.index + match[0].length, category, weight: WEIGHT }] : []
    })
  },
  examples: {
    hits: [
      '需要網址的老闆加我',
      '賣網站，想買就私信我',
      '100元580萬幣加Q',
      '想看的加我',
      '盤私聊我',
      '包月188，④訫我',
      '有意的兄弟➕我',
    ],
    misses: [
      '帳號私密了',
      '看視頻裡的人找我媽',
      '30元一小時，私人停車場真坑',
      '我們公司招人，想做的朋友聯繫我',
      '山西的麵十塊錢加蛋',
      '老闆你要多少錢',
      '有需要的人可以打12345',
      '丢了只猫，捡到的请联系我，重谢500元',
      '尋狗，黃色土狗，看到的請聯繫我，酬謝2000元',
      '有需要的朋友請私信我，尋人啟事轉發',
      '我想看的片子沒排片，加我一個',
      '有需要物資的可以聯繫我',
      '需要幫忙的私信我，我家在災區附近，有車',
      '家裡有輪椅，需要的私我，不要錢',
    ],
  },
}
