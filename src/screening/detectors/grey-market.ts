import type { Detector } from './detector.ts'
import { createTalkSearch } from './talk.ts'

// 「出」「收」「代」 before the goods, at most three characters of praise between them.
const OFFER =
  /(?:[出售收购招接做寻找买卖供租换需]|承接|代[开充理做]|大量|高价|专业|专做|长期|诚|稳定|一手|全网|免费|来)[^,。!?;\n]{0,3}$/

// Money that must be washed, and the cards, accounts and people who wash it.
const LAUNDERING =
  'u 落地三包 收料 usdt 泰达币 假u 黑u 白u 回u 下浮 下浮u 洗米 精料 周料 盾卡 盾咔 吨卡 顿卡 公盾 普咔 小额咔 一类咔 一类卡 信用咔 银行咔 手机咔 咔主 咔商 ' +
  '公户 弓户 手银 四件套 一道大 大车一道 回卡 卡回 卡接 卡接回 上押 双压 双押 保司法 三饱 秒票 无视额度 鹅度 黑分 通杀 ' +
  '跑分 承兑 代收付 带收付 卡农 背债 精聊 大小车 混车 三方类 资金料 大混 嘴炮'

// People's data and addresses, and the tools that send to them.
const AUDIENCE =
  '股民粉 涩粉 色粉 交友粉 兼职粉 网赚粉 短信粉 站街粉 劫持 脱库 豆荚 实时数据 精准数据 活跃数据 全球数据 海外数据 购物数据 股民数据 ' +
  'gm粉 号码检测 空号检测 筛料 筛号 号码筛选 料主 一手料 色站 体育站 灰词 灰詞 黑帽 竞价户 seo se0 短信卡发 卡发 裙发 ' +
  '实卡 ws语音 tdata 协议号 满月号 直登 死绑 双太 单太 秒拉 q拉 ql拉 手工线 手工盘 爆粉 散团 质量团 交单 扣单 假单 ' +
  '百天达人 能量值 账密 号商 飞机号 飞机会员 飞机會员 tg会员 电报会员 大會员 企业签 超级签 超签 tf签 mdm 品牌签名 源头签 签名源 稳定签 免签 报毒 ' +
  '马甲包 白包 陌陌号 私人号 电效卡 电销卡 手拨 推单 撸口子 橡木 猎魔 全家户 个户 三网定位 开盒'

const GOODS =
  '司法 同台 二道 三包 点位 菠菜 代收 代付 核销 车队 对公账户 换汇 送现 盘口 拉手 106 博彩 老号 半年号 上号 续租 灰产 渗透 投注站 微信号 qq号 抖音号 快手号 大会员 封装 接码 群发 炮台 通过率 上架 cpa 刷单 ' +
  'vx wx qq tg ws 微信 抖音 快手 陌陌 探探 soul 灵魂 闲鱼 支付宝 zfb line tinder 领英 飞机 电报 会员 数据 体育 棋牌 奇牌 琪牌 六合 相亲 交友 贷款 网贷 兼职 ' +
  '信用卡 银行卡 手机卡 电话卡 流量卡 三网卡 香港卡 港卡 储蓄卡 通道 渠道 一手 源头 团队 工作室 中介 老板 甲方 引流 推广 排名 广告位 搭建 源码 短信 彩信 语音 坐席 固话 ' +
  '服务器 vpn ip 机器人 软件 签名 注册 实名 解封 账号 包网 代理 押金 预付 担保 结账 日结 单价 汇率 稳定 长期 靠谱 诚信 量大 大量 价格美丽 美丽 低价 高价 ' +
  '散户 散户团 小白 可教 落地 有量 带量 无押 额度 买断 流水 快充 话费 电费 油卡 海外 缅甸 菲律宾 柬埔寨 面试 直招 招聘 底薪 提成 包吃住 勿扰 墨迹 对接 合作 咨询 私聊 联系 客服 私我'

const findTalk = createTalkSearch({
  category: 'fraud',
  jargon: `${LAUNDERING} ${AUDIENCE}`,
  plain: GOODS,
  innocent:
    'u盘 u型 u形 u型枕 u8 u14 u15 u16 u17 u18 u19 u20 u21 u22 u23 u12 u13 u币 u站 u2 u1 u9 u7 u位 u点 u宝 u阿 u你 u的 u是 u了 u在 u比 u系列 u系 老号子 回卡塔尔 收料理 床上四件套 推出四件套 四件套的 四件套新机 安兔兔 鲁大师',
  offer: OFFER,
})

/** Offers of the grey market: washed money, cards, accounts, audiences and the tools to reach them. */
export const greyMarket: Detector = {
  name: 'grey-market',
  isContact: false,
  detect: ({ text }) => findTalk(text),
  examples: {
    hits: [
      '長期出U，要的老闆來',
      '高價收盾卡、公戶，誠信預付',
      '誠招跑分車隊，有押金有擔保',
      '出股民粉，實時數據，量大',
      '出͇U͇，͇下͇浮͇',
      '代開飛機會員',
      '品牌簽名，源頭簽，價格美麗',
    ],
    misses: [
      '兩個U盤都壞了',
      'U21足球隊輸了',
      '賣U型枕的店',
      '跑分再高也卡',
      '卡接觸不良',
      '支付寶和微信都能付款',
      '海外團隊招聘要看汇率',
      '淘寶收四件套的時候送了枕頭',
      '我們公司招聘服務器軟件工程師，待遇穩定',
      '警方說這些人專門收銀行卡洗錢',
    ],
  },
}
