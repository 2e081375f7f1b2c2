import type { Detector } from './detector.ts'
import { createTalkSearch } from './talk.ts'

// 「想玩牛牛」, 「有百家樂」, 「招棋牌代理」.
const OFFER = /(?:[玩招打押压开上]|想玩|手机|线上|正规|靠谱|公平|有)[^,。!?;\n]{0,2}$/

// Games as gamblers abbreviate them, houses that run them, and what they promise.
const JARGON =
  '牛牛金花 金花牛牛 三公牛牛 龙虎牛牛 牛牛龙虎 金花,牛牛 牛牛,金花 龙虎,牛牛 牛牛,龙虎 炸金花 百家乐 推筒子 28圈 pc28 加拿大28 jnd wpk pg电子 ng体育 扑鱼 上下分 菠菜 新台 老台 苔子 新苔 好台 必红 ' +
  '返水 彩金 首存 首充 洗码 新澳 港澳彩 澳彩 澳菜 特码 平特 三中三 三中二 八道菜 私庄 德州扑克 德州局 德州俱乐部 电子游艺 爆率 包培 回血 红包扫雷 红包雷 扫雷群 ' +
  '开云体育 壹号娱乐 盛世娱乐 亚博 乐鱼体育 红蓝平台 体彩下单 赢了可提 领彩金 倍投'

const PLAIN =
  '牛牛 金花 三公 龙虎 斗牛 棋牌 捕鱼 房卡 大水 大放水 放水 上分 下分 台子 六合 腾龙 赢钱 包赔 跟单 上桌 开户 充值 注册 平台 红包 公平 靠谱 新人 老哥 扶持 下注 彩票 代理 提现 盈利 流水 防作弊 信誉 私聊 私我 加我 滴滴 ' +
  '抽水 秒到 秒提 带你 麻将 澳门 吃肉 进群 好友 玩的'

const INNOCENT = '叫牛牛 小牛牛 龙虎山 龙虎榜 龙虎斗 金花茶 上分类 部下分 新台湾 新台币 新台阶 首存款 牛牛年 港澳彩虹'

const findTalk = createTalkSearch({
  category: 'gambling',
  jargon: JARGON,
  plain: PLAIN,
  innocent: INNOCENT,
  offer: OFFER,
})

/** Calls to gamble: games, houses and promises named beside each other. */
export const gamblingCalls: Detector = {
  name: 'gambling-call',
  isContact: false,
  detect: ({ text }) => findTalk(text),
  examples: {
    hits: [
      '正規牛牛金花，公平靠譜',
      '新台大放水，新人送188',
      '想玩百家樂的老哥，開戶找我',
      '老台開戶，帶你回血',
      '正規棋牌炸金花，秒到賬',
    ],
    misses: [
      '牛牛是他家孩子的小名',
      '玩牛牛，我家小狗叫牛牛',
      '德州的扒雞好吃',
      '澳門的葡京酒店很大',
      '他打麻將輸了錢',
      '警方查處了一個棋牌室',
      '這個遊戲充值送皮膚',
    ],
  },
}
