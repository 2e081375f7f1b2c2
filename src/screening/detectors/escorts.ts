import type { Detector } from './detector.ts'
import { createTalkSearch } from './talk.ts'

const OFFER = /(?:可|约|接|新人|本人|个人|高端|同城|各种|支持)[^,。!?;\n]{0,2}$/

// What is praised in a person who is for hire, and what is done and where.
const JARGON =
  '课室 科室 有课 夜课 快餐包夜 快夕 外出单 可外出 可上门 水嫩 粉嫩 粉紧 嫩滑 白嫩细滑 女友感 女友体验 初恋式 可咸可甜 可甜可咸 可盐可甜 可纯可欲 ' +
  '69吻 水多 多汁 波大 活好 大活 夹大 无踩雷 抓龙筋 前列腺保养 丝足 爆汗 包夜 无套 白虎 三点粉 真人真照 高端会所 短发外围 外围妹 楼凤 素质交友 莞式 纯欲 ' +
  '会夹 蕾丝 埋头 玩伴 长期私 会所海选 肥穴 猛操 女伴游'

const PLAIN =
  '肤白貌美 外围 环保 出水 空降 可约 双飞 开课 挑逗 兼职 新人 御姐 空姐 萝莉 学妹 护士 幼师 少妇 人妻 模特 超模 嫩模 幼小 白领 大长腿 长腿 黑丝 丝袜 高跟 美腿 美乳 制服 配合 姿势 主动 敏感 热情 温柔 服务 上门 会所 技师 spa ' +
  '按摩 体验 半价 优惠 哥哥 小哥哥 老司机 约 可约 位置 工作室 高档 小区 公寓 自取 自带 单位 安全 私密 泡澡 会玩 无中介 首开 休假 空位 海选 看图 预约 出入 寂寞 少女 学生 清纯 性感 女生 身材'

const findTalk = createTalkSearch({
  category: 'porn',
  jargon: JARGON,
  plain: PLAIN,
  innocent: '约束 约定 约谈 大约 条约 违约 合约 签约 节约 预约挂号 哥哥姐姐 水多喝',
  offer: OFFER,
})

/** Advertisements of people for hire: looks, acts and a place, strung together. */
export const escorts: Detector = {
  name: 'escort',
  isContact: false,
  detect: ({ text }) => findTalk(text),
  examples: {
    hits: [
      '個人兼職開課，有課室，水多會配合',
      '高端會所，御姐空姐學妹，可外出',
      '新人白嫩，女友感，可約',
      '男士會館，抓龍筋，技師丝足，可上門',
    ],
    misses: [
      '老師開課了，學生都很主動',
      '酒店服務熱情，按摩體驗很好，位置也方便',
      '空姐和護士都很辛苦',
      '她溫柔大方，身材又好',
      '運動員肤白貌美大長腿',
      '打球的姿勢和配合都好',
      '粉嫩的櫻花開了',
    ],
  },
}
