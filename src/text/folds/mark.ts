import type { CharacterFold } from './fold.ts'

const MARK = /\p{M}/gu
const MARKED_LETTER = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{M}]/u

/** Takes the marks off letters and drops marks that stand alone; kana and Hangul keep theirs, as other letters. */
export const mark: CharacterFold = {
  name: 'mark',
  fold: (character) => (MARKED_LETTER.test(character) ? character.normalize('NFKD').replace(MARK, '') : character),
  examples: [
    ['ā', 'a'],
    ['ǜ', 'u'],
    ['\u0336', ''],
    ['\u0f7c', ''],
    ['\u20e3', ''],
    ['が', 'が'],
  ],
}
