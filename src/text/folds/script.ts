import { simplifyCharacter } from '../variants.ts'
import type { CharacterFold } from './fold.ts'

const HAN = /^\p{Script=Han}$/u

/** Writes Traditional characters, Hong Kong and Taiwan variants included, as Simplified. */
export const script: CharacterFold = {
  name: 'script',
  fold: (character) => (HAN.test(character) ? simplifyCharacter(character) : character),
  examples: [
    ['賭', '赌'],
    ['裡', '里'],
    ['裏', '里'],
    ['衞', '卫'],
    ['赌', '赌'],
  ],
}
