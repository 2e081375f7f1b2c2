import type { Normalized } from '../../text/normalize.ts'
import type { Detection, Detector } from './detector.ts'
import { latinOnly } from './latin-only.ts'

// Keys in the order in which a finger slides over them, row by row and column by column.
const SLIDES = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'qaz', 'wsx', 'edc', 'rfv', 'tgb', 'yhn', 'ujm']
const MIN_SLIDE = 3
const MIN_LETTERS = 6
// One finger may slip on its way.
const MIN_SLIDING_SHARE = 0.8
const WEIGHT = 0.55

const NEXT_KEYS = nextKeys()

/** A comment of nothing but slides over the keyboard (asdfghjkl, qweqwe, zxcvbn); beside other words it is a sigh. */
export const keyboardMash: Detector = {
  name: 'keyboard-mash',
  isContact: false,
  detect: ({ text }: Normalized) =>
    latinOnly(text, MIN_LETTERS).flatMap(({ word, start }): Detection[] =>
      slidingLetters(word) / word.length >= MIN_SLIDING_SHARE
        ? [{ start, end: start + word.length, category: 'meaningless', weight: WEIGHT }]
        : [],
    ),
  examples: {
    hits: ['asdfghjkl', 'qweqwe', 'ASDASDASD', 'zxcvbnm，。', 'qazwsxedc', 'lkjhgfdsa', 'ｑｗｅｒｔｙｕ'],
    misses: [
      'asdfghjkl我暈了',
      'qwerty鍵盤怎麼買',
      'qwerty键盘怎么买',
      'property',
      'were we',
      'yyds',
      'asap',
      'dressed',
      'poor',
      '@asdfgh 說得對',
      'https://asdfgh.com',
    ],
  },
}

/** Counts the letters that stand in slides, in either direction. */
function slidingLetters(word: string): number {
  let sliding = 0
  for (let first = 0; first < word.length; ) {
    const length = Math.max(slideLength(word, first, 1), slideLength(word, first, -1))
    if (length >= MIN_SLIDE) sliding += length
    first += length >= MIN_SLIDE ? length : 1
  }
  return sliding
}

function slideLength(word: string, first: number, direction: 1 | -1): number {
  let last = first
  while (last + 1 < word.length && isStep(word.charAt(last), word.charAt(last + 1), direction)) last += 1
  return last - first + 1
}

function isStep(from: string, to: string, direction: 1 | -1): boolean {
  return direction === 1 ? NEXT_KEYS.has(from + to) : NEXT_KEYS.has(to + from)
}

function nextKeys(): ReadonlySet<string> {
  return new Set(SLIDES.flatMap((slide) => [...slide].slice(1).map((key, at) => slide.charAt(at) + key)))
}
