import { stringOfCodes } from '../units.ts'
import type { Reading } from './reading.ts'
import { isSign, spelledInSigns } from './spelled-scripts.ts'
import { partSyllables, type SpelledSyllable, syllableOf } from './syllables.ts'

/**
 * Reads a normalized text aloud: a Han character is its syllable without the tone, a Latin run that can be parted into
 * syllables is those, with the digit of a tone behind each (jia1), Bopomofo and kana are the syllable they spell, all else is
 * itself. Spaces and dots beside spelled syllables are dropped.
 */
export function readSounds(text: string): Reading {
  if (latest?.read !== text) latest = { read: text, ...read(text) }
  return latest
}

// The rules and then the model ask for the same text.
let latest: (Reading & { readonly read: string }) | undefined

function read(text: string): Reading {
  const codes = new Array<number>(text.length)
  const starts = new Array<number>(text.length)
  const ends = new Array<number>(text.length)
  let length = 0
  const push = (symbol: number, start: number, end: number): void => {
    codes[length] = symbol
    starts[length] = start
    ends[length] = end
    length += 1
  }
  let afterSpelled = false
  for (let at = 0; at < text.length; ) {
    const unit = text.charCodeAt(at)
    const signs = isSign(unit) ? spelledInSigns(text, at) : undefined
    if (isSmallLatin(unit)) {
      const { isSpelled, symbols } = readRun(text, at)
      for (const { unit: symbol, letters } of symbols) {
        push(symbol, at, at + letters)
        at += letters
      }
      afterSpelled = isSpelled
    } else if (partsSyllables(text, at, afterSpelled)) {
      at += 1
    } else {
      const end = at + (signs?.length ?? 1)
      push(signs?.unit ?? (syllableOf(unit) || unit), at, end)
      afterSpelled = false
      at = end
    }
  }
  if (length < text.length) for (const all of [codes, starts, ends]) all.length = length
  return { text: stringOfCodes(codes), starts, ends }
}

/** Writes the syllables of a word as `readSounds` would read its Han; letters stay letters. */
export function soundsOf(word: string): string {
  return Array.from(word, (one) => String.fromCharCode(syllableOf(one.charCodeAt(0)) || one.charCodeAt(0))).join('')
}

const SPACE = 0x20
const PARTING = '._-·|/'

/** Tells whether a space stands beside a Latin run, or a dot behind a spelled one and before another. */
function partsSyllables(text: string, at: number, afterSpelled: boolean): boolean {
  const isBeforeRun = isSmallLatin(text.charCodeAt(at + 1))
  if (text.charCodeAt(at) === SPACE) return afterSpelled || isBeforeRun
  return afterSpelled && isBeforeRun && PARTING.includes(text.charAt(at))
}

function isSmallLatin(unit: number): boolean {
  return unit >= 0x61 && unit <= 0x7a
}

function endOfRun(text: string, from: number): number {
  let at = from
  while (isSmallLatin(text.charCodeAt(at))) at += 1
  return at
}

const TONE = /[1-5](?!\d)/y
// The digits that are drawn like letters.
const LETTER_DIGITS = /[a-z]+(?:[01][a-z]+)+/y

/** Returns the syllables of the Latin run at an offset, or its letters where it is no pinyin. */
function readRun(
  text: string,
  at: number,
): { readonly isSpelled: boolean; readonly symbols: readonly SpelledSyllable[] } {
  const end = endOfRun(text, at)
  const syllables = partSyllables(text.slice(at, end)) ?? readDigitsAsLetters(text, at)
  if (!syllables) {
    const symbols = Array.from(text.slice(at, end), (one) => ({ unit: one.charCodeAt(0), letters: 1 }))
    return { isSpelled: false, symbols }
  }
  const [first] = syllables
  TONE.lastIndex = end
  if (syllables.length !== 1 || !first || first.letters !== end - at || !TONE.test(text)) {
    return { isSpelled: true, symbols: syllables }
  }
  return { isSpelled: true, symbols: [{ ...first, letters: first.letters + 1 }] }
}

/** Reads we1xin as weixin. */
function readDigitsAsLetters(text: string, at: number): readonly SpelledSyllable[] | undefined {
  LETTER_DIGITS.lastIndex = at
  const [written] = LETTER_DIGITS.exec(text) ?? []
  return written === undefined ? undefined : partSyllables(written.replaceAll('1', 'i').replaceAll('0', 'o'))
}
