import type { CharacterFold } from './fold.ts'

// U+FDFA alone becomes 18 characters: past this the plain form is no help, only a way to make screening slow.
const LONGEST_FORM_UNITS = 6

// ⒱ is a v that was drawn in brackets, not one in brackets.
const IN_BRACKETS = /^\((.+)\)$/u

/** Applies NFKC to one character: full-width, circled, superscript, mathematical and squared forms. */
export const width: CharacterFold = {
  name: 'width',
  fold(character) {
    const plain = character.normalize('NFKC')
    if (plain.length > LONGEST_FORM_UNITS) return character
    return character.length < plain.length ? plain.replace(IN_BRACKETS, '$1') : plain
  },
  examples: [
    ['Ａ', 'A'],
    ['９', '9'],
    ['，', ','],
    ['①', '1'],
    ['𝕂', 'K'],
    ['🈶', '有'],
    ['㊙', '秘'],
    ['⒱', 'v'],
    ['🄥', 'V'],
    ['㈱', '株'],
    ['\ufdfa', '\ufdfa'],
  ],
}
