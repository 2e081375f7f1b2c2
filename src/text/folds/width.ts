import type { CharacterFold } from './fold.ts'

// U+FDFA alone becomes 18 characters: past what ℡ is, the plain form is no help, only a way to make screening slow.
const LONGEST_FORM_UNITS = 3

// ⒱ is a v that was drawn in brackets, not one in brackets.
const IN_BRACKETS = /^\((.+)\)$/u

/** Applies NFKC to one character: full-width, circled, superscript, mathematical and squared forms. */
export const width: CharacterFold = {
  name: 'width',
  fold(character) {
    const form = character.normalize('NFKC')
    const plain = character.length < form.length ? form.replace(IN_BRACKETS, '$1') : form
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
    ['⒱', 'v'],
    ['🄥', 'V'],
    ['㈱', '株'],
    ['℡', 'TEL'],
    ['\ufdfa', '\ufdfa'],
  ],
}
