import type { Normalized } from '../../text/normalize.ts'
import type { CategoryCode } from '../taxonomy.ts'
import type { Detection, Detector } from './detector.ts'

/** What an offer of paid clicks, posts or errands is made of; each part alone is everyday speech. */
interface Part {
  readonly name: string
  readonly pattern: RegExp
}

const PLATFORM =
  '(?:抖音|斗音|抖店|谋音|d音|某音|dy|快手|ks|小红书|小红薯|红薯|小薯|xhs|闲鱼|咸鱼|淘宝|拼多多|视频号|大众点评|头条)'
const UNIT = '(?:一?[单丹旦蛋条篇个号遍]|一次)'
const MONEY = '(?:元|块|米|r|刀|u|w|万|k|千|百|张|个)?'
const SUM = '[\\d一二三四五六七八九十百千万两半几]{1,6}'

const PARTS: readonly Part[] = [
  {
    name: 'task',
    pattern: new RegExp(
      `${PLATFORM}.{0,3}(?:代发|带发|发文|发纹|评论|平论|示平|发视频|发图文|点赞|作品|推广|业务|帮发|刷|补单)|(?:代发|抄|打字|做任务|刷手|刷子|小说推文|补单|放单|看广告|看视频|看短剧|录播|直播伴侣)`,
    ),
  },
  {
    name: 'piece',
    pattern: new RegExp(
      `${SUM}${MONEY}[/一每](?:单|丹|旦|条|篇|个|次|码|小时|天|晚)|(?:一|每)(?:单|丹|旦|条|篇|次|码|趟)${SUM}(?:元|块|米|r|张|w|万|$)|${UNIT}\\d{1,4}(?:元|块|米|r)`,
    ),
  },
  {
    name: 'hourly',
    pattern: new RegExp(
      `小时(?:结[账算]?|保底)?\\s?(?:\\d{2,5}|[一二三四五六七八九十两几]张)|\\d{3,5}${MONEY}(?:/|一|每)?小时|[半一两]小时(?:\\d{2,4}|${SUM}张)`,
    ),
  },
  {
    name: 'daily',
    pattern: new RegExp(
      `(?:日|天)(?:入|赚|挣|薪|收入|保底|结|稳定|最少|至少)*\\s?(?:\\d{3,6}|${SUM}(?:位数|张|k|w|千|百))|月(?:入|收入|薪|挣|赚)(?:过)?(?:\\d{1,3}(?:w|万)|${SUM}(?:w|万))|[入赚变现][三四五]位数`,
    ),
  },
  {
    name: 'settling',
    pattern:
      /日结(?![束果婚构算尾伴合识])|现结|秒结|立结|立杰|立洁|日洁|周结|次结|一[单旦丹蛋][一1][结节]|次日结|隔天结|当天结|下课结|下班结|不压/,
  },
  {
    name: 'calling',
    pattern:
      /[加佳伽嘉➕][我窝]|[私思丝斯][我硪]|滴滴|dd|找我|联系我|来人|做的来|要的来|的来$|的私|的加|的伽|的佳|需要的|有需要|联系方式|一起做|合作的|要的[加私滴]|感兴趣|有兴趣|有意|有想|想了解|想学|速来|速度联系|做的[私加联]|能做的|想做|做不做|[做干来]吗\W*$|来不来|来不\W*$|[来要做]嘛\W*$|有人吗|可以做|缺人|招人|招兼职|大量要人|扣1|报名/,
  },
  {
    name: 'assuring',
    pattern:
      /纯绿|绿色(?:不违规|安全|正规|项目|无|$)|免费带|全程免费|不收费|不收会费|无押金|无垫付|不用押金|无风险|0风险|零风险|0投资|不投米|无前期|没有前期|0撸|零撸|长期稳定|长期合作|简单易上手|小白|宝妈|手把手|正规安全|有人带|包教|包吃住|不套路|无套路|没有套路|胆大|胆子大|缺钱|急用钱|走投无路/,
  },
  {
    name: 'job',
    pattern:
      /兼职|兼只|兼值|煎职|减职|副业|副叶|想赚钱|赚钱[的私加找项]|砖米|赚米|挣米|赚💰|外快|零花钱|搞钱|来钱|变现|挂机|搬砖/,
  },
]

// One part is talk, two may be; three side by side in one comment recruit.
const WEIGHTS = [0, 0, 0.35, 0.62, 0.8, 0.9, 0.93, 0.95, 0.95]
const SHORT_UNITS = 40
const SHORT_WEIGHT = 0.52
// Two of these in a few words say all there is to say: a wage and a call, a task and its price.
const TELLING: readonly (readonly [string, string])[] = [
  ['hourly', 'calling'],
  ['hourly', 'assuring'],
  ['daily', 'calling'],
  ['daily', 'assuring'],
  ['task', 'settling'],
  ['task', 'piece'],
  ['task', 'calling'],
  ['settling', 'calling'],
  ['settling', 'piece'],
  ['piece', 'calling'],
  ['job', 'calling'],
  ['assuring', 'calling'],
]

// Readers who speak of their own pay write sentences; recruiters leave out who does what.
const NARRATIVE =
  /我们|他们|你们|他|她|觉得|因为|所以|但是|如果|就是|不是|已经|工资|上班|为什么|怎么|什么|才|都|还|老板|法院|公司|警|学校|医/

/** Recruiting for paid posts, reviews and errands: a task, what a piece or an hour brings, when it is paid, whom to call. */
export const jobOffers: Detector = {
  name: 'job-offer',
  isContact: false,
  detect({ text }: Normalized) {
    const found = PARTS.flatMap(({ name, pattern }) => {
      const match = pattern.exec(text)
      return match ? [{ name, start: match.index, end: match.index + match[0].length }] : []
    })
    const weight = weigh(new Set(found.map(({ name }) => name)), text)
    if (weight === 0) return []
    const category: CategoryCode = found.some(({ name }) => name === 'task') ? 'ad_spam' : 'fraud'
    const start = Math.min(...found.map((part) => part.start))
    const end = Math.max(...found.map((part) => part.end))
    return [{ start, end, category, weight } satisfies Detection]
  },
  examples: {
    hits: [
      '抖音代發一單20，現結，需要的加我',
      '小紅書發文立結',
      '一小時600來不來',
      '兩個手機一小時三張，做的來',
      '日入四位數，想了解的滴滴',
      '打字兼職，一單一結，感興趣加我',
    ],
    misses: [
      '停車7小時收217.5元',
      '塔下停一小時36元',
      '抖音評論區都在罵',
      '我們廠一小時20，一天上12小時',
      '他一天賺300就滿足了',
      '做兼職養家的人很多',
      '快遞一單才一塊錢，太辛苦了',
      '假日結束了有兴趣再来',
    ],
  },
}

function weigh(names: ReadonlySet<string>, text: string): number {
  const isNarrative = NARRATIVE.test(text)
  const counted = names.size - (isNarrative ? 1 : 0)
  const weight = WEIGHTS[Math.max(counted, 0)] ?? 0
  const isTelling = TELLING.some(([one, other]) => names.has(one) && names.has(other))
  if (!isNarrative && isTelling && text.length <= SHORT_UNITS) return Math.max(weight, SHORT_WEIGHT)
  return weight
}
