import type { CharacterFold } from './fold.ts'

/** Writes letters small. */
export const letterCase: CharacterFold = {
  name: 'case',
  fold: (character) => character.toLowerCase(),
  examples: [
    ['V', 'v'],
    ['Σ', 'σ'],
    ['ß', 'ß'],
  ],
}
