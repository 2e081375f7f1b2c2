import type { Normalized } from '../../text/normalize.ts'
import { type Detector, detectAll, type Judgement } from './detector.ts'
import { HUNTING } from './hunting.ts'

const NUMERAL = '[甲乙丙]?[\\d一二三四五六七八九十零a-z-]{1,6}'
// A building has a name as often as a number.
const NAMED = '(?:[\\u4e00-\\u9fff]{2,6}(?:中心|大厦|大楼|广场|公寓|小区|花园|家园))?'
// Down to a building and a door: 3號樓2單元, 5棟502室; a street and a number alone are any shop.
const DOOR = new RegExp(
  `(?:[路街道巷弄里村园苑区厦寓邸庭府湾城邨坊墅]|小区|号)\\s?(?:${NUMERAL}(?:号楼|号院|号|弄|栋|幢|座|楼|单元)\\s?${NAMED}){1,3}(?:${NUMERAL}(?:单元|室|房|层|楼|户|门)|\\d{3,4}(?![\\d-]|[年元块人米万平]))`,
  'g',
)

const DWELLING =
  /(?:他|她|此人|这人|老板|主播|司机|老师|博主|明星|人)(?:就|家|现在|的家)?住|住在(?![里这那楼上下隔附])|家住|住址|家庭地址|(?:他|她)(?:的|家)?地址|地址(?:是|:)|家在/

const HUNTED_WEIGHT = 0.65
const DWELLING_WEIGHT = 0.52
const TOLD_WEIGHT = 0.2

/** Addresses down to the door: doxxing where readers are sent there, privacy where somebody lives there. */
export const homeAddresses: Detector = {
  name: 'home-address',
  isContact: false,
  detect({ text }: Normalized) {
    return DOOR_MARK.test(text) && text.search(DOOR) >= 0 ? detectAll(text, DOOR, judge(text)) : []
  },
  examples: {
    hits: [
      '他家住和平路12號3棟502室，大家去找他',
      '她住在阳光小区5号楼2单元301',
      '地址是幸福花園8棟1單元1203室',
      '住址：人民路十八弄三号楼402室',
      '勝利路16號院5號樓3單元202，都去堵他',
      '学院南街9号院4号楼1105，去教训他',
      '新华门外大街乙12号恒信大厦A座2306室，去问候她',
    ],
    misses: [
      '我家住陽光小區5號樓2單元，停水三天沒人管',
      '请曝光阳光小区5号楼2单元的电梯，天天坏',
      '本店在和平路12號',
      '長安街甲8號金茂中心今天開業',
      '我住在三樓，電梯壞了',
      '这条路2号线地铁',
      '小區5號樓起火了',
      '上海路12号楼3单元失火了，住在里面的人出来没',
      '和平路7號樓2單元著火，住在樓上的人都下來了',
      '廣場舞在8號樓下，2024年就有',
      '接待地點：建設路5號政務大廳3樓302室',
    ],
  },
}

const DOOR_MARK = /[号栋幢座楼元室]/

function judge(text: string): Judgement {
  if (HUNTING.test(text)) return { category: 'doxxing', weight: HUNTED_WEIGHT }
  return { category: 'privacy', weight: DWELLING.test(text) && !isOwn(text) ? DWELLING_WEIGHT : TOLD_WEIGHT }
}

/** Tells whether nobody else is spoken of: who complains of his own staircase names it. */
function isOwn(text: string): boolean {
  return /我|咱|俺|本人/.test(text) && !/[他她]/.test(text)
}
