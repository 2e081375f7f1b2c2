import type { Normalized } from '../../text/normalize.ts'
import { countDigits } from './count-digits.ts'
import { type Detector, detectAll } from './detector.ts'
import { spelledDigits } from './numerals.ts'

const MOBILE = '1[\\s-]?[3-9](?:[\\s-]{0,2}\\d){9}(?!\\d)'
// Whose number it is: somebody who is spoken of, not who is to be called for an offer.
const OWNER =
  '(?:他|她|他们|她们|这人|那人|此人|这个人|司机|主播|博主|女主|男主|当事人|肇事者|打人者|老板娘?|店主|店长|房东|班主任|家长|前男友|前女友|前夫|前妻|小三|渣男|渣女)(?:他|她)?(?:爸|妈|爸爸|妈妈|父亲|母亲|老婆|老公|家|本人)?的?(?:手机|电话|联系|号码|手机号码?|电话号码?)'
const NAMED =
  '(?:他|她|这人|那人|此人|这个人|司机|主播|老板娘?|男的|女的)(?:就|的名字)?(?:叫|是)[\\p{Script=Han}]{2,3},?(?:手机|电话|联系方式|号码)?'
const OWNED = new RegExp(`(?:${OWNER}|${NAMED})[^\\d。!?]{0,6}${MOBILE}`, 'gu')
const HARASS = new RegExp(
  `${MOBILE}[^\\d]{0,8}(?:打爆|骚扰|骂(?:他|她|死)|打电话(?:骂|问候)|轰炸|短信轰炸|问候(?:他|她))|(?:打爆|骚扰|轰炸)(?:他|她)?[^\\d]{0,8}${MOBILE}`,
  'g',
)

const OWNED_WEIGHT = 0.6
const HARASS_WEIGHT = 0.65

/** The mobile number of somebody who is spoken of, and calls to ring somebody up and abuse them. */
export const personalPhones: Detector = {
  name: 'personal-phone',
  isContact: false,
  detect({ text }: Normalized) {
    if (countDigits(text) < MOBILE_DIGITS) return []
    const spelled = spelledDigits(text)
    return [
      ...detectAll(spelled, OWNED, { category: 'privacy', weight: OWNED_WEIGHT }),
      ...detectAll(spelled, HARASS, { category: 'doxxing', weight: HARASS_WEIGHT }),
    ]
  },
  examples: {
    hits: [
      '這是他的電話13926401715',
      '老板电话：139 2640 1715',
      '肇事者手機號碼是１３９２６４０１７１５',
      '他妈妈的电话一三九二六四零一七一五',
      '13926401715 大家打爆他',
      '他叫張三，手機 13926401715',
      '那人叫欧阳明 139-2640-1715',
    ],
    misses: [
      '他的電話打不通',
      '聯繫電話 13926401715',
      '客服电话13926401715',
      '老板，12345打了三次',
      '我的電話13926401715',
    ],
  },
}

const MOBILE_DIGITS = 11
