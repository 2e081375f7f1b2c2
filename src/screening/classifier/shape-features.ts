import type { Normalized } from '../../text/normalize.ts'

const HAN = /\p{Script=Han}/gu
const DIGITS = /[0-9]/g
const LATIN = /[a-z]/g
const PICTURES = /\p{Extended_Pictographic}/gu
const ODD = /[^\p{L}\p{N}\p{P}\p{Z}\p{Extended_Pictographic}\p{Cc}\p{M}]/gu
const QUESTIONS = /[?？]/g
const EXCLAMATIONS = /[!！]/g
const LONG_NUMBER = /[0-9]{5,}/
const CODE = /[a-z]+[0-9]{2,}|[0-9]{2,}[a-z]+/
const QUOTED = /[“”"「」《》]/

/**
 * Names what a text looks like with how much of it there is, from 0 to 1: its length by powers of two, the shares of
 * scripts, digits and symbols, long numbers, codes and quotations. Of a long text the first 1,000 units are looked at.
 */
export function shapeFeatures({ original, text }: Normalized): readonly (readonly [name: string, value: number])[] {
  const head = original.slice(0, LOOKED_AT)
  const folded = text.slice(0, LOOKED_AT)
  const length = Math.max(folded.length, 1)
  const share = (pattern: RegExp, of: string): number => count(pattern, of) / length
  const features: (readonly [string, number])[] = [
    [`length ${Math.min(Math.floor(Math.log2(text.length + 1)), LONGEST)}`, PRESENT],
    ['han', share(HAN, folded)],
    ['digits', share(DIGITS, folded)],
    ['latin', share(LATIN, folded)],
    ['pictures', Math.min(share(PICTURES, head) * 2, 1)],
    ['odd', Math.min(share(ODD, head) * 2, 1)],
    ['questions', Math.min(count(QUESTIONS, head) / 3, 1)],
    ['exclamations', Math.min(count(EXCLAMATIONS, head) / 3, 1)],
    ['long number', LONG_NUMBER.test(folded) ? PRESENT : 0],
    ['code', CODE.test(folded) ? PRESENT : 0],
    ['quoted', QUOTED.test(head) ? PRESENT : 0],
  ]
  return features.filter(([, value]) => value > 0)
}

const LOOKED_AT = 1000
const LONGEST = 9
const PRESENT = 0.5

function count(pattern: RegExp, text: string): number {
  return text.match(pattern)?.length ?? 0
}
