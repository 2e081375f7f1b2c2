import type { CharacterFold } from './fold.ts'

// Default ignorable code points (zero width, variation selectors, tags, fillers) and format characters (bidi, soft hyphen).
const INVISIBLE = /^[\p{Default_Ignorable_Code_Point}\p{Cf}\u2800]$/u

/** Drops what has no ink: zero-width characters, bidi controls, variation selectors, tags, Hangul fillers, NUL. */
export const invisible: CharacterFold = {
  name: 'invisible',
  fold: (character) => (character === '\u0000' || INVISIBLE.test(character) ? '' : character),
  examples: [
    ['\u200b', ''],
    ['\u202e', ''],
    ['\ufe0f', ''],
    ['\u3164', ''],
    ['\u{e0041}', ''],
    ['\u0000', ''],
    ['中', '中'],
  ],
}
