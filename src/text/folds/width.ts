import type { CharacterFold } from './fold.ts'

// U+FDFA alone becomes 18 characters: past this the plain form is no help, only a way to make screening slow.
const LONGEST_FORM_UNITS = 6

/** Applies NFKC to one character: full-width, circled, superscript, mathematical and squared forms. */
export const width: CharacterFold = {
  name: 'width',
  fold(character) {
    const plain = character.normalize('NFKC')
    return plain.length > LONGEST_FORM_UNITS ? character : plain
  },
  examples: [
    ['Ａ', 'A'],
    ['９', '9'],
    ['，', ','],
    ['①', '1'],
    ['𝕂', 'K'],
    ['🈶', '有'],
    ['㊙', '秘'],
    ['\ufdfa', '\ufdfa'],
  ],
}
