import type { Normalized } from '../../text/normalize.ts'
import { countDigits } from './count-digits.ts'
import { type Detector, detectAll, type Judgement } from './detector.ts'
import { HUNTING } from './hunting.ts'

// Province, letter, five or six letters and digits without i and o, most of them digits.
const PLATE =
  /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][a-hj-np-z]\s?[·•.-]?\s?(?=[a-z]{0,3}\d[a-z]?\d[a-z]?\d|\d{2}[a-z]{2}\d)[a-hj-np-z0-9]{5,6}(?![a-z0-9])/g
// Whoever wants to know whose car it is wants the driver.
const ASKED = /车主(?:是谁|姓|叫|的?电话|住|信息|资料|的?地址)|谁认识|(?:找|堵|砸|划|扎|烧)了?这?车|(?:他|她)家?住|住哪/

const MIN_DIGITS = 3

const HUNTED: Judgement = { category: 'doxxing', weight: 0.55 }
// Readers name plates in stories of traffic, and papers print them.
const TOLD: Judgement = { category: 'privacy', weight: 0.2 }

/** Car plates of the mainland; where a reader wants the driver found it is doxxing, elsewhere a remark. */
export const plates: Detector = {
  name: 'plate',
  isContact: false,
  detect({ text }: Normalized) {
    if (countDigits(text) < MIN_DIGITS) return []
    return text.search(PLATE) < 0 ? [] : detectAll(text, PLATE, HUNTING.test(text) || ASKED.test(text) ? HUNTED : TOLD)
  },
  examples: {
    hits: [
      '京A12345車主是誰，人肉一下',
      '粤B·D12345，谁认识',
      '沪C·G7351，大家都去堵他',
      '浙A·K0582，去问候她',
      '川 A 8 8 8 8 8 見到就砸',
      '豫Ａ１２３４５找到他',
    ],
    misses: [
      '京A12345闖紅燈，請交警查一下',
      '粤B12345违停，建议曝光',
      '云A380航班',
      '新x5000處理器',
      '川a20240101',
      '蘇E1234',
      '粵港澳大灣區',
      '京东618',
      '渝b站更新',
    ],
  },
}
