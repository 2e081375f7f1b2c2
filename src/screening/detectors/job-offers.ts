import type { Normalized } from '../../text/normalize.ts'
import type { CategoryCode } from '../taxonomy.ts'
import type { Detection, Detector } from './detector.ts'
import { PARTS, type PartName } from './job-offer-parts.ts'
import { isNarrative } from './narrative.ts'

// One part is talk, two may be; three side by side in one comment recruit.
const WEIGHTS = [0, 0, 0.35, 0.62, 0.8, 0.9, 0.93, 0.95, 0.95]
const SHORT_UNITS = 40
const SHORT_WEIGHT = 0.52
// Two of these in a few words say all there is to say: a wage and a call, a task and its price.
const TELLING: readonly (readonly [PartName, PartName])[] = [
  ['hourly', 'calling'],
  ['hourly', 'assuring'],
  ['daily', 'calling'],
  ['daily', 'assuring'],
  ['task', 'settling'],
  ['task', 'piece'],
  ['task', 'calling'],
  ['settling', 'calling'],
  ['settling', 'piece'],
  ['settling', 'hourly'],
  ['piece', 'calling'],
  ['job', 'calling'],
  ['assuring', 'calling'],
  ['job', 'daily'],
  ['job', 'hourly'],
  ['job', 'settling'],
  ['job', 'assuring'],
  ['settling', 'daily'],
  ['settling', 'assuring'],
  ['task', 'daily'],
  ['task', 'hourly'],
]

/** Recruiting for paid posts, reviews and errands: a task, what a piece or an hour brings, when it is paid, whom to call. */
export const jobOffers: Detector = {
  name: 'job-offer',
  isContact: false,
  detect({ text }: Normalized) {
    const found = findParts(text)
    const weight = Math.max(weigh(new Set(found.map(({ name }) => name)), text), weighBareWage(found, text))
    if (weight === 0) return []
    const category: CategoryCode = found.some(({ name }) => name === 'task') ? 'ad_spam' : 'fraud'
    const start = Math.min(...found.map((part) => part.start))
    const end = Math.max(...found.map((part) => part.end))
    return [{ start, end, category, weight } satisfies Detection]
  },
  examples: {
    hits: [
      '快手代發一單20，當晚現結，需要的加我',
      '小紅書發文立結',
      '一小時600來不來',
      '兩個手機一小時三張，做的來',
      '日入四位數，想了解的滴滴',
      '打字兼職，一單一結，感興趣加我',
      '740一小時',
      '小薯代發，無hf',
      '有農行卡的來，到手5萬，缺錢的私我',
      '在家做副業，日薪3千，有意向滴我',
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
      '昨天800萬賣了，房東滿世界找我',
      '真賺錢的事輪得到我嗎',
      '一小時100的停車費',
      '只看熱鬧從來不下單',
      '導演有意從小說裡找故事',
      '一個小時500來公里',
      '律師諮詢費一小時500',
      '廣州天河16每小時',
      '我這邊網吧8元每小時起，通宵25',
      '海珠的羽毛球場要80元每小時',
      '家教一小時400',
      '心理咨询一小时800元',
      '暑假工日結200一天',
      '宝妈带娃找工作难，小白也想学',
    ],
  },
}

interface FoundPart {
  readonly name: PartName
  readonly said: string
  readonly start: number
  readonly end: number
}

/** Finds the parts that a text has; none where it has but one, unless that is a wage. */
function findParts(text: string): readonly FoundPart[] {
  const found: FoundPart[] = []
  for (const { name, pattern } of PARTS) {
    // The last part says nothing without another, and takes as long to look for as half of the others.
    if (name === LAST_PART && found.length === 0) return found
    const match = pattern.exec(text)
    if (!match) continue
    const part = { name, said: match[0], start: match.index, end: match.index + match[0].length }
    // 「16每小時」 is one price, not that of a piece and that of an hour.
    if (name !== 'hourly') found.push(part)
    else found.splice(0, found.length, ...found.filter((one) => one.name !== 'piece' || !overlaps(one, part)), part)
  }
  return found
}

function overlaps(one: FoundPart, other: FoundPart): boolean {
  return one.start < other.end && other.start < one.end
}

const LAST_PART = PARTS.at(-1)?.name

// Work that has a name and a place; and what an hour of learned advice, lessons or a hall costs.
const HONEST_WORK =
  /[暑寒]假工|临时工|钟点工|[小零]工|保安|工地|搬运|传单|洗碗|服务员|流水线|[进厂]厂|工厂|外卖员|环卫|摘[果棉茶]|收割|月嫂|护工/
const SERVICE = /费|家教|咨询|律师|医生|挂号|[租补]课|私教|陪练|教练|课|钢琴|保洁|维修|包场|场地|充电|飞行|航拍/

function weigh(names: ReadonlySet<PartName>, text: string): number {
  if (HONEST_WORK.test(text) && !names.has('calling') && !names.has('task')) return 0
  const isStory = isNarrative(text)
  const counted = names.size - (isStory ? 1 : 0)
  const weight = WEIGHTS[Math.max(counted, 0)] ?? 0
  const isTelling = TELLING.some(([one, other]) => names.has(one) && names.has(other))
  if (!isStory && isTelling && text.length <= SHORT_UNITS) return Math.max(weight, SHORT_WEIGHT)
  return weight
}

const BARE_UNITS = 14
const BARE_SHARE = 0.5
const BARE_WEIGHT = 0.5
// Parking costs less an hour, and honest work brings less.
const TOO_MUCH = /(?<!\d)(?:[4-9]\d\d|\d{4})(?!\d)|[二三四五六七八九两几]张|[四五六七八九]百/

/** 「一小時500來」「740一小時」: a few words, most of them a wage, and nobody whose wage it would be. */
function weighBareWage(found: readonly FoundPart[], text: string): number {
  const wage = found.find(({ name, said }) => name === 'hourly' && TOO_MUCH.test(said))
  if (!wage || text.length > BARE_UNITS || SERVICE.test(text) || isNarrative(text)) return 0
  return wage.said.length / text.length >= BARE_SHARE ? BARE_WEIGHT : 0
}
