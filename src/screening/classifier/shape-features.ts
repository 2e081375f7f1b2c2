import type { Normalized } from '../../text/normalize.ts'

// What a character counts as; one may be several.
const HAN = 1
const DIGIT = 2
const LATIN = 4
const PICTURE = 8
const ODD = 16
const QUESTION = 32
const EXCLAMATION = 64
const QUOTED = 128
const KNOWN = 256

const PATTERNS: readonly (readonly [bit: number, pattern: RegExp])[] = [
  [HAN, /\p{Script=Han}/u],
  [DIGIT, /[0-9]/],
  [LATIN, /[a-z]/],
  [PICTURE, /\p{Extended_Pictographic}/u],
  [ODD, /[^\p{L}\p{N}\p{P}\p{Z}\p{Extended_Pictographic}\p{Cc}\p{M}]/u],
  [QUESTION, /[?？]/],
  [EXCLAMATION, /[!！]/],
  [QUOTED, /[“”"「」《》]/],
]

const LONG_NUMBER = /[0-9]{5,}/
const CODE = /[a-z]+[0-9]{2,}|[0-9]{2,}[a-z]+/

/**
 * Names what a text looks like with how much of it there is, from 0 to 1: its length by powers of two, the shares of
 * scripts, digits and symbols, long numbers, codes and quotations. Of a long text the first 1,000 units are looked at.
 */
export function shapeFeatures({ original, text }: Normalized): readonly (readonly [name: string, value: number])[] {
  const written = count(original)
  const folded = count(text)
  const head = text.length > LOOKED_AT ? text.slice(0, LOOKED_AT) : text
  const length = Math.max(head.length, 1)
  const features: (readonly [string, number])[] = [
    [LENGTHS[Math.min(Math.floor(Math.log2(text.length + 1)), LONGEST)] ?? '', PRESENT],
    ['han', folded.han / length],
    ['digits', folded.digits / length],
    ['latin', folded.latin / length],
    ['pictures', Math.min((written.pictures / length) * 2, 1)],
    ['odd', Math.min((written.odd / length) * 2, 1)],
    ['questions', Math.min(written.questions / 3, 1)],
    ['exclamations', Math.min(written.exclamations / 3, 1)],
    ['long number', folded.digits > 0 && LONG_NUMBER.test(head) ? PRESENT : 0],
    ['code', folded.digits > 0 && CODE.test(head) ? PRESENT : 0],
    ['quoted', written.quoted > 0 ? PRESENT : 0],
  ]
  return features.filter(([, value]) => value > 0)
}

const LOOKED_AT = 1000
const LONGEST = 9
const PRESENT = 0.5
const LENGTHS = Array.from({ length: LONGEST + 1 }, (_, log) => `length ${log}`)

function count(text: string) {
  const counts = { han: 0, digits: 0, latin: 0, pictures: 0, odd: 0, questions: 0, exclamations: 0, quoted: 0 }
  const end = Math.min(text.length, LOOKED_AT)
  for (let at = 0; at < end; at += 1) {
    const point = text.codePointAt(at) ?? 0
    const bits = bitsOf(point)
    if (point > LAST_UNIT) at += 1
    if (bits === HAN) counts.han += 1
    else if (bits !== 0) {
      counts.han += bits & HAN
      counts.digits += (bits & DIGIT) / DIGIT
      counts.latin += (bits & LATIN) / LATIN
      counts.pictures += (bits & PICTURE) / PICTURE
      counts.odd += (bits & ODD) / ODD
      counts.questions += (bits & QUESTION) / QUESTION
      counts.exclamations += (bits & EXCLAMATION) / EXCLAMATION
      counts.quoted += (bits & QUOTED) / QUOTED
    }
  }
  return counts
}

const LAST_UNIT = 0xffff
const table = new Uint16Array(0x10_ffff + 1)

/** Asks the patterns once for each code point. */
function bitsOf(point: number): number {
  const known = table[point] ?? 0
  if (known !== 0) return known & ~KNOWN
  const one = String.fromCodePoint(point)
  const bits = PATTERNS.reduce((sum, [bit, pattern]) => (pattern.test(one) ? sum | bit : sum), 0)
  table[point] = bits | KNOWN
  return bits
}
