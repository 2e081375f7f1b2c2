import type { Normalized } from '../../text/normalize.ts'
import type { Detector } from './detector.ts'
import { detectionOfOriginal } from './original-place.ts'

/** How much of a foreign script is more than a name, a title or a greeting; a word has two letters or more. */
interface Script {
  readonly words: RegExp
  readonly minLetters: number
  readonly minWords: number
  /** Whether its sentences are written with Han in between. */
  readonly hasHan: boolean
  /** Which share of all letters it takes; absent: half, or less beside Han where it has them. */
  readonly minShare?: number
}

const SCRIPTS: readonly Script[] = [
  // Single jamo (ㅋㅋ, ㅠㅠ) laugh and weep in all languages.
  { words: /[가-힣]+/g, minLetters: 10, minWords: 3, hasHan: false },
  // Katakana write names and titles; a sentence has hiragana.
  { words: /[ぁ-ゖー]{2,}/g, minLetters: 10, minWords: 1, hasHan: true },
  { words: /[ぁ-ゖァ-ヺー]{2,}/g, minLetters: 8, minWords: 2, hasHan: false, minShare: 0.9 },
  {
    words:
      /(?:(?![\p{scx=Latin}\p{scx=Han}\p{scx=Hangul}\p{scx=Hira}\p{scx=Kana}\p{scx=Bopomofo}\p{Lm}])\p{L}\p{M}*){2,}/gu,
    minLetters: 12,
    minWords: 3,
    hasHan: false,
  },
]
// Thai, Lao and Khmer write whole sentences as one word.
const SURE_LETTERS = 24

// Where nothing else is said two words are a sentence.
const WHOLE_SHARE = 0.9
const WHOLE = { minLetters: 8, minWords: 2, sureLetters: 14 }

const MIN_SHARE = 0.5
// Half of a Japanese sentence is Han.
const MIN_SHARE_BESIDE_HAN = 0.3
const WEIGHT = 0.55

/** A text mostly in a script other than Chinese and Latin; a word, a name, a title or a face in it is none. */
export const foreignScript: Detector = {
  name: 'foreign-script',
  isContact: false,
  detect(normalized: Normalized) {
    if (!hasForeignUnits(normalized.original)) return []
    // Nicknames are in the script of whoever bears them.
    const text = normalized.original.replace(MENTION, (mention) => ' '.repeat(mention.length))
    const ownLetters = text.match(OWN_LETTER)?.length ?? 0
    const han = text.match(HAN)?.length ?? 0
    const found = SCRIPTS.flatMap((script) => placeOf(script, { text, ownLetters, han }) ?? [])
    const judgement = { category: 'foreign_script', weight: WEIGHT } as const
    return found.slice(0, 1).flatMap((place) => detectionOfOriginal(normalized, place, judgement))
  },
  examples: {
    hits: [
      'Мы все очень рады за вас, спасибо большое',
      '좋은 글 감사합니다 다음에도 부탁드립니다',
      'とても良い記事でした、ありがとうございます',
      'ขอบคุณมากสำหรับบทความที่ดีนี้ครับ',
      'شكرا جزيلا على هذا المقال الرائع',
      'यह बहुत अच्छा लेख है धन्यवाद',
      'Ευχαριστώ πολύ για το ωραίο άρθρο',
      'オンラインスロット おすすめ',
      'Спасибо большое',
      'สล็อตเว็บตรง แจกเครดิต',
      '온라인카지노 가입하세요',
      '好文章 Мы все очень рады за вас, спасибо большое',
    ],
    misses: [
      '(´･ω･`) 好吧',
      'ʕ•ᴥ•ʔ',
      '٩(ˊᗜˋ*)و ٩(ˊᗜˋ*)و ٩(ˊᗜˋ*)و',
      'ಠ_ಠ ಠ_ಠ ಠ_ಠ',
      'ヽ(ﾟДﾟ)ﾉヽ(ﾟДﾟ)ﾉヽ(ﾟДﾟ)ﾉ',
      '優の良品，鮮の每日，我の最愛',
      '《スーパーマリオブラザーズ》好玩嗎',
      '《君の名は》真好看',
      'ありがとう',
      '김연아 加油',
      'ㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋ',
      'ㄅㄆㄇㄈ是注音符號，ㄓㄨˋㄧㄣ',
      '@Ваня Иванов 说得对',
      '俄语里的 Спасибо 是谢谢的意思',
      'α、β、γ射線都要防',
      'Thank you very much for this article',
      'ᴛʜɪꜱ ɪꜱ ɢᴏᴏᴅ ᴛᴇxᴛ ᴛᴏ ʀᴇᴀᴅ',
    ],
  },
}

interface Read {
  readonly text: string
  readonly ownLetters: number
  readonly han: number
}

/** Returns where the words of a script begin and end, if there are enough of them. */
function placeOf(
  script: Script,
  { text, ownLetters, han }: Read,
): { readonly start: number; readonly end: number } | undefined {
  const words = [...text.matchAll(script.words)]
  const letters = words.reduce((sum, [word]) => sum + word.length, 0)
  const first = words[0]
  const last = words.at(-1)
  if (!first || !last) return undefined
  const share = letters / (letters + ownLetters)
  const beside = script.hasHan && han > 0 ? MIN_SHARE_BESIDE_HAN : MIN_SHARE
  if (share < (script.minShare ?? beside)) return undefined
  const least = share >= WHOLE_SHARE ? WHOLE : { ...script, sureLetters: SURE_LETTERS }
  const areMany = words.length >= Math.min(least.minWords, script.minWords) || letters >= least.sureLetters
  if (letters < Math.min(least.minLetters, script.minLetters) || !areMany) return undefined
  return { start: first.index, end: last.index + last[0].length }
}

const MENTION = /@[^\s@]{1,30}/g
const OWN_LETTER = /[\p{Script=Han}\p{Script=Latin}]/gu
const HAN = /\p{Script=Han}/gu

// One in ten thousand comments has so many letters that may be foreign; the rest are told apart by a look at each unit.
const MIN_UNITS = 8

function hasForeignUnits(original: string): boolean {
  let foreign = 0
  for (let at = 0; at < original.length; at += 1) {
    if (mayBeForeign(original.charCodeAt(at))) foreign += 1
  }
  return foreign >= MIN_UNITS
}

/** Greek to Georgian and beyond, kana, Yi to Meetei, Hangul, Arabic forms; never Han, ASCII or symbols. */
function mayBeForeign(unit: number): boolean {
  if (unit < 0x370) return false
  if (unit < 0x2000) return true
  return (unit > 0x3040 && unit < 0x3100) || (unit >= 0xa000 && unit < 0xd800) || (unit >= 0xfb00 && unit < 0xff00)
}
