import { stringOfCodes } from '../units.ts'
import type { Reading } from './reading.ts'
import { partSyllables, type SpelledSyllable, syllableOf } from './syllables.ts'

/**
 * Reads a normalized text aloud: a Han character is its syllable without the tone, a Latin run that can be parted into
 * syllables is those, all else is itself. Spaces beside spelled syllables are dropped.
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
    if (isSmallLatin(unit)) {
      const { isSpelled, symbols } = readRun(text.slice(at, endOfRun(text, at)))
      for (const { unit: symbol, letters } of symbols) {
        push(symbol, at, at + letters)
        at += letters
      }
      afterSpelled = isSpelled
      continue
    }
    if (unit === SPACE && (afterSpelled || isSmallLatin(text.charCodeAt(at + 1)))) {
      at += 1
      continue
    }
    push(syllableOf(unit) || unit, at, at + 1)
    afterSpelled = false
    at += 1
  }
  if (length < text.length) for (const all of [codes, starts, ends]) all.length = length
  return { text: stringOfCodes(codes), starts, ends }
}

/** Writes the syllables of a word as `readSounds` would read its Han; letters stay letters. */
export function soundsOf(word: string): string {
  return Array.from(word, (one) => String.fromCharCode(syllableOf(one.charCodeAt(0)) || one.charCodeAt(0))).join('')
}

const SPACE = 0x20

function isSmallLatin(unit: number): boolean {
  return unit >= 0x61 && unit <= 0x7a
}

function endOfRun(text: string, from: number): number {
  let at = from
  while (isSmallLatin(text.charCodeAt(at))) at += 1
  return at
}

/** Returns the syllables of a Latin run, or its letters where it is no pinyin. */
function readRun(run: string): { readonly isSpelled: boolean; readonly symbols: readonly SpelledSyllable[] } {
  const syllables = partSyllables(run)
  if (syllables) return { isSpelled: true, symbols: syllables }
  return { isSpelled: false, symbols: Array.from(run, (one) => ({ unit: one.charCodeAt(0), letters: 1 })) }
}
