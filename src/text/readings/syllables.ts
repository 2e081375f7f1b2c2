import { pinyin } from 'pinyin-pro'

const SYLLABLES = (
  'a ai an ang ao ba bai ban bang bao bei ben beng bi bian biao bie bin bing bo bu ca cai can cang cao ce cen ceng cha ' +
  'chai chan chang chao che chen cheng chi chong chou chu chua chuai chuan chuang chui chun chuo ci cong cou cu cuan cui ' +
  'cun cuo da dai dan dang dao de dei den deng di dia dian diao die ding diu dong dou du duan dui dun duo e ei en eng er ' +
  'fa fan fang fei fen feng fo fou fu ga gai gan gang gao ge gei gen geng gong gou gu gua guai guan guang gui gun guo ha ' +
  'hai han hang hao he hei hen heng hong hou hu hua huai huan huang hui hun huo ji jia jian jiang jiao jie jin jing jiong ' +
  'jiu ju juan jue jun ka kai kan kang kao ke kei ken keng kong kou ku kua kuai kuan kuang kui kun kuo la lai lan lang ' +
  'lao le lei leng li lia lian liang liao lie lin ling liu lo long lou lu luan lun luo lv lve ma mai man mang mao me mei ' +
  'men meng mi mian miao mie min ming miu mo mou mu na nai nan nang nao ne nei nen neng ni nian niang niao nie nin ning ' +
  'niu nong nou nu nuan nuo nv nve o ou pa pai pan pang pao pei pen peng pi pian piao pie pin ping po pou pu qi qia qian ' +
  'qiang qiao qie qin qing qiong qiu qu quan que qun ran rang rao re ren reng ri rong rou ru ruan rui run ruo sa sai san ' +
  'sang sao se sen seng sha shai shan shang shao she shei shen sheng shi shou shu shua shuai shuan shuang shui shun shuo ' +
  'si song sou su suan sui sun suo ta tai tan tang tao te teng ti tian tiao tie ting tong tou tu tuan tui tun tuo wa wai ' +
  'wan wang wei wen weng wo wu xi xia xian xiang xiao xie xin xing xiong xiu xu xuan xue xun ya yan yang yao ye yi yin ' +
  'ying yo yong you yu yuan yue yun za zai zan zang zao ze zei zen zeng zha zhai zhan zhang zhao zhe zhen zheng zhi zhong ' +
  'zhou zhu zhua zhuai zhuan zhuang zhui zhun zhuo zi zong zou zu zuan zui zun zuo'
).split(' ')

// Syllables are private-use units, so that they stand in one string with letters and digits and never meet a Han.
const FIRST_UNIT = 0xe000

const UNITS = new Map(SYLLABLES.map((syllable, index) => [syllable, FIRST_UNIT + index]))
const LONGEST_LETTERS = 6

const NOT_SPOKEN = 1
const known = new Uint16Array(0x10000)
// The table's first reading of 了 is that of 了解; in nine of ten sentences it is the particle.
known['了'.charCodeAt(0)] = UNITS.get('le') ?? NOT_SPOKEN

/** Returns the unit of a Han character's commonest syllable without its tone, 0 for what is no Han in the BMP. */
export function syllableOf(unit: number): number {
  if (unit < 0x3400 || unit > 0x9fff) return 0
  const seen = known[unit] ?? 0
  if (seen !== 0) return seen === NOT_SPOKEN ? 0 : seen
  const [spoken = ''] = pinyin(String.fromCharCode(unit), {
    toneType: 'none',
    type: 'array',
    v: true,
    nonZh: 'removed',
  })
  const syllable = UNITS.get(spoken) ?? 0
  known[unit] = syllable === 0 ? NOT_SPOKEN : syllable
  return syllable
}

/** Returns the unit of a syllable in small letters without its tone, `undefined` for what is none. */
export function unitOfSyllable(letters: string): number | undefined {
  return UNITS.get(letters)
}

/** Returns the units of a word of Han alone as it is spoken (行 in 银行 is hang), empty where a character has no sound. */
export function syllablesOfWord(word: string): string {
  const spoken = pinyin(word, { toneType: 'none', type: 'array', v: true })
  const units = spoken.flatMap((syllable) => UNITS.get(syllable) ?? [])
  return units.length === word.length ? String.fromCharCode(...units) : ''
}

/** Returns the first letter of a Han character's syllable, empty where it has none. */
export function initialOf(unit: number): string {
  return SYLLABLES[syllableOf(unit) - FIRST_UNIT]?.charAt(0) ?? ''
}

// Nobody spells more without a space; the search for a parting stays short.
const MAX_RUN_LETTERS = 24

/**
 * Parts a run of small Latin letters into syllables, each with its length; `undefined` where it is no pinyin.
 * As the orthography has it, a syllable inside a run begins with a consonant where that is possible (da-nai-zi, xian).
 */
export function partSyllables(run: string): readonly SpelledSyllable[] | undefined {
  if (run.length < 2 || run.length > MAX_RUN_LETTERS) return undefined
  return part(run, (at) => at === 0 || !VOWELS.includes(run.charAt(at))) ?? part(run, () => true)
}

/** A syllable's unit, and how many letters spell it. */
export interface SpelledSyllable {
  readonly unit: number
  readonly letters: number
}

const VOWELS = 'aeo'

/** Parts a run, the longest syllables first; each place is tried once. */
function part(run: string, mayBegin: (at: number) => boolean): SpelledSyllable[] | undefined {
  const dead = new Set<number>()
  const rest = (at: number): SpelledSyllable[] | undefined => {
    if (at === run.length) return []
    if (dead.has(at) || !mayBegin(at)) return undefined
    for (let letters = Math.min(LONGEST_LETTERS, run.length - at); letters > 0; letters -= 1) {
      const unit = UNITS.get(run.slice(at, at + letters))
      const after = unit === undefined ? undefined : rest(at + letters)
      if (unit !== undefined && after) return [{ unit, letters }, ...after]
    }
    dead.add(at)
    return undefined
  }
  return rest(0)
}
