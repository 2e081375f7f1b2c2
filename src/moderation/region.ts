import { type Words, words } from './language.ts'

/** Every division of China at the level that is shown: in Simplified, in Traditional and in English. */
const PROVINCES: readonly (readonly [hans: string, hant: string, en: string])[] = [
  ['北京', '北京', 'Beijing'],
  ['天津', '天津', 'Tianjin'],
  ['河北', '河北', 'Hebei'],
  ['山西', '山西', 'Shanxi'],
  ['内蒙古', '內蒙古', 'Inner Mongolia'],
  ['辽宁', '遼寧', 'Liaoning'],
  ['吉林', '吉林', 'Jilin'],
  ['黑龙江', '黑龍江', 'Heilongjiang'],
  ['上海', '上海', 'Shanghai'],
  ['江苏', '江蘇', 'Jiangsu'],
  ['浙江', '浙江', 'Zhejiang'],
  ['安徽', '安徽', 'Anhui'],
  ['福建', '福建', 'Fujian'],
  ['江西', '江西', 'Jiangxi'],
  ['山东', '山東', 'Shandong'],
  ['河南', '河南', 'Henan'],
  ['湖北', '湖北', 'Hubei'],
  ['湖南', '湖南', 'Hunan'],
  ['广东', '廣東', 'Guangdong'],
  ['广西', '廣西', 'Guangxi'],
  ['海南', '海南', 'Hainan'],
  ['重庆', '重慶', 'Chongqing'],
  ['四川', '四川', 'Sichuan'],
  ['贵州', '貴州', 'Guizhou'],
  ['云南', '雲南', 'Yunnan'],
  ['西藏', '西藏', 'Tibet'],
  ['陕西', '陝西', 'Shaanxi'],
  ['甘肃', '甘肅', 'Gansu'],
  ['青海', '青海', 'Qinghai'],
  ['宁夏', '寧夏', 'Ningxia'],
  ['新疆', '新疆', 'Xinjiang'],
]

/** Shown with the country before the name. */
const NAMED_WITH_CHINA: typeof PROVINCES = [
  ['香港', '中國香港', 'Hong Kong, China'],
  ['澳门', '中國澳門', 'Macao, China'],
  ['台湾', '中國台灣', 'Taiwan, China'],
]

const CHINA = '中国'

/** Codes that stand for no country, or for a part of China that is named above. */
const NO_COUNTRIES: readonly string[] = ['EU', 'EZ', 'UN', 'XA', 'XB', 'ZZ', 'HK', 'MO', 'TW']

/** As address tables call some countries. */
const OTHER_NAMES: readonly (readonly [name: string, code: string])[] = [
  ['阿联酋', 'AE'],
  ['波黑', 'BA'],
  ['马其顿', 'MK'],
  ['刚果金', 'CD'],
  ['刚果布', 'CG'],
  ['中非', 'CF'],
  ['多米尼加', 'DO'],
  ['孟加拉', 'BD'],
  ['巴勒斯坦', 'PS'],
]

/** The code of each country by its Simplified name. */
const COUNTRIES = countriesByName()

/**
 * Returns the region that a place as address tables write it lies in, in Simplified Chinese: the province in mainland China
 * (山东), the country abroad (日本), 中国香港, 中国澳门 and 中国台湾, 中国 where no province is told. `null` for a place
 * that is no country: a continent, a private network.
 */
export function regionOf(place: string): string | null {
  if (place.startsWith(CHINA)) return divisionOf(place.slice(CHINA.length))
  let longest = ''
  for (const name of COUNTRIES.keys()) if (name.length > longest.length && place.startsWith(name)) longest = name
  return longest === '' ? null : longest
}

/** Returns the name of a region that `regionOf` gave in every language; one that is not known any more as it stands. */
export function regionName(region: string): Words {
  const province = PROVINCES.find(([hans]) => hans === region)
  const named = province ?? NAMED_WITH_CHINA.find(([hans]) => CHINA + hans === region)
  if (named) return words(named[1], named[2])
  const code = COUNTRIES.get(region)
  if (code === undefined) return { 'zh-Hant': region, 'zh-Hans': region, en: region }
  return { 'zh-Hant': nameIn('zh-Hant', code), 'zh-Hans': region, en: nameIn('en', code) }
}

function divisionOf(rest: string): string {
  const province = PROVINCES.find(([hans]) => rest.startsWith(hans))
  if (province) return province[0]
  const special = NAMED_WITH_CHINA.find(([hans]) => rest.startsWith(hans))
  return special ? CHINA + special[0] : CHINA
}

function nameIn(language: string, code: string): string {
  return new Intl.DisplayNames([language], { type: 'region' }).of(code) ?? code
}

function countriesByName(): ReadonlyMap<string, string> {
  const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ')
  const codes = letters.flatMap((first) => letters.map((second) => first + second))
  const known = codes.filter((code) => !NO_COUNTRIES.includes(code))
  const named = known.map((code) => [nameIn('zh-Hans', code), code] as const).filter(([name, code]) => name !== code)
  return new Map([...named, ...OTHER_NAMES])
}
