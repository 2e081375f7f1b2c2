/** A run of Latin letters at its offset. */
export interface LatinWord {
  readonly word: string
  readonly start: number
}

// A run that touches a digit, an at sign or a slash is part of a code, a name or an address.
const WORD = /(?<![a-z0-9@._/:#%&=+-])[a-z]+(?![a-z0-9@_/:#%&=+-]|\.[a-z0-9])/g

// Where one letter in five is no Latin one, something else is said; a Han character says as much as a few letters.
const MAX_OTHER_SHARE = 0.2
const LETTERS_PER_OTHER = 3

/**
 * Returns the words of at least `minLetters` letters of a normalized text that has little beside them; of a text with
 * other words, none. Takes one look at each unit of most texts, and stops early where they are Chinese.
 */
export function latinOnly(text: string, minLetters: number): LatinWord[] {
  const mostOther = text.length * MAX_OTHER_SHARE
  let latin = 0
  let other = 0
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    if (unit >= 0x61 && unit <= 0x7a) latin += 1
    else if (isOtherLetter(unit)) other += LETTERS_PER_OTHER
    if (other > mostOther) return []
  }
  if (latin < minLetters) return []
  const words = [...text.matchAll(WORD)].map(({ 0: word, index }) => ({ word, start: index }))
  const long = words.filter(({ word }) => word.length >= minLetters)
  const letters = long.reduce((sum, { word }) => sum + word.length, 0)
  return letters >= (latin + other) * (1 - MAX_OTHER_SHARE) ? long : []
}

/** Digits and letters past ASCII; symbols, emoji and the marks of Chinese print are none. */
function isOtherLetter(unit: number): boolean {
  if (unit < 0xc0) return unit >= 0x30 && unit <= 0x39
  return unit < 0x2000 || (unit >= 0x3040 && unit < 0xd800) || (unit >= 0xf900 && unit < 0xfe00)
}
