import type { CategoryCode } from '../taxonomy.ts'

interface Named {
  readonly category: CategoryCode
  /** Its place in the normalized name. */
  readonly start: number
  readonly end: number
}

/**
 * Tells whether a name takes an entry for itself: holds the office, sells the goods. Where it speaks of it, denies it,
 * wishes for it or only lives next to it, it does not.
 */
export function isClaimed(text: string, { category, start, end }: Named): boolean {
  const before = text.slice(0, start)
  const after = text.slice(end)
  const [spokenOf, disclaimed] =
    category === 'impersonation' ? [OFFICE_SPOKEN_OF, OFFICE_DISCLAIMED] : [OFFER_SPOKEN_OF, OFFER_DISCLAIMED]
  return !spokenOf.test(after) && !disclaimed.test(before)
}

// CCTV6忠實觀眾, 派出所民警家屬: whom an institution has; 人民網友 is cut before 友.
const READERS =
  /^(?:\d{0,2}的?(?:网站|网|站)?(?:忠实|资深|铁杆|热心|普通|老|小|铁)*(?:网友|读者|观众|听众|粉丝?|迷|订户|订阅者|用户|会员|访客|居民|业主|邻居|家属|家长|子弟)|友(?!情|好))/

// 記者的貓, 小編加油, 客服都是機器人: somebody speaks of the office; 法院小區, 新華社區: of a place.
const OFFICE_SPOKEN_OF = new RegExp(
  `${READERS.source}|^(?:${[
    '的|叔叔|蜀黍|都|加油|辛苦|别|真|好[烦慢难坑坏帅美棒酷累忙凶严可]|你好|太|不|是|也|讨厌|在哪|去哪|爸|妈|老公|老婆|他|她|快来|在吗|呢|吗|了[吗没]|app',
    '小?区|社区|[东南西北中前后]?(?:路|街|巷)|桥|村|大院|家属|宿舍|门口|对面|旁|隔壁|附近|楼下',
    '证|节|退休|吐槽|认证|再见|素材|(?:民警|干警|记者|员工|职工)的?(?:家属|爸|妈|老公|老婆)|人家属|吧|梦',
  ].join('|')})`,
)
// 不是記者, 想當記者, 相信警方: or denies it, wishes for it, calls for it; 老編輯 was one, 火車站站長 is another's.
const OFFICE_DISCLAIMED = new RegExp(
  `(?:${[
    '不是|非|反|不|未来的?|想[当做]|要[当做]|想成为|梦想|假|伪|前|等|找|问|讨厌|喜欢|爱|怕|追|相信|支持|感谢|致敬|看|听|骂|呼叫|路人|安装|下载|拒绝',
    '图书|仓库|数据库|仓管|库房|宿舍|货物|物业|退休|老|(?:车|加油|气象|地铁|高铁|公交|服务|水|变电|收费|泵|兽医|文化|防疫|林|农技|空间|客运|货运|充电|驿)站',
  ].join('|')})$`,
)

// 微商退散, 私聊不回: the offer is not theirs, nor wanted; 兼職奶爸, 代購黨: a way of life.
const OFFER_SPOKEN_OF =
  /^(?:退散|滚|走开|勿|免扰|绕道|可[耻恶恨]|骗[子人]|太|不[回理加看约]|别|再见|受害|被骗|已?还清|上岸|了[吗没]|[吗呢吧]|的(?:人|女人|男人|日子|生活|眼泪|梦)|干[嘛吗什啥]|党|狂魔|迷|小能手|爱好者|达人|买[房车]|市场|奶爸|奶妈|妈妈|爸爸|老爸|老妈|司机|骑手|保安|主妇|没人)/
const OFFER_DISCLAIMED =
  /(?:讨厌|拒绝|反对?|抵制|远离|打击|举报|谢绝|禁止|杜绝|屏蔽|拉黑|痛恨|最恨|警惕|小心|不是|从不|绝不|不做|不卖|不|非|别|勿|莫|被|水果|蔬菜|果蔬|粮油|海鲜|菜场)$/
