import type { Normalized } from '../../text/normalize.ts'
import { type Detection, type Detector, detectAll, type Judgement } from './detector.ts'
import { detectionOfOriginal } from './original-place.ts'

const MARKS = /[!?](?:\s{0,2}[!?]){15,}/g

const MIN_LETTERS = 15
const MIN_WORDS = 4
const MIN_CAPITAL_SHARE = 0.9
// A sign beside others: anger is no offence.
const SHOUTED: Judgement = { category: 'meaningless', weight: 0.12 }

/** Rows of exclamation and question marks, and English all in capitals that ends in them. */
export const shouting: Detector = {
  name: 'shouting',
  isContact: false,
  detect(normalized: Normalized) {
    const { text } = normalized
    if (!text.includes('!') && !text.includes('?')) return []
    return [...detectAll(text, MARKS, SHOUTED), ...shoutedWords(normalized)]
  },
  examples: {
    hits: [
      '憑什麼！！！！！！！！！！！！！！！！！！！！',
      '为什么？？？？？？？？？？？？？？？？？？？？',
      '退錢!?!?!?!?!?!?!?!?!?!?!?',
      'THIS IS THE WORST IDEA EVER!!!',
      'ＷＨＹ ＤＩＤ ＹＯＵ ＤＯ ＴＨＩＳ ＴＯ ＵＳ！',
    ],
    misses: [
      '太好了！！！！！',
      '真的嗎？？？',
      'NBA、CBA都看！',
      'CCTV5 HD LIVE!',
      'This is the best idea ever!!!',
      'HTTP JSON HTML CSS',
    ],
  },
}

function shoutedWords(normalized: Normalized): Detection[] {
  const { original } = normalized
  const capitals = countCapitals(original)
  if (capitals < MIN_LETTERS) return []
  const words = original.match(/\p{L}+/gu) ?? []
  const letters = words.reduce((sum, word) => sum + word.length, 0)
  if (words.length < MIN_WORDS || capitals / letters < MIN_CAPITAL_SHARE) return []
  const place = { start: 0, end: original.length }
  return detectionOfOriginal(normalized, place, SHOUTED)
}

/** Counts ASCII and full-width capitals. */
function countCapitals(original: string): number {
  let capitals = 0
  for (let at = 0; at < original.length; at += 1) {
    const unit = original.charCodeAt(at)
    if ((unit >= 0x41 && unit <= 0x5a) || (unit >= 0xff21 && unit <= 0xff3a)) capitals += 1
  }
  return capitals
}
