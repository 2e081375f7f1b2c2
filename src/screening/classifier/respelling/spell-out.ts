import { partSyllables } from '../../../text/readings/syllables.ts'
import { EDGE, placeOf, unitAt } from './han-places.ts'
import { type Choice, likeliestChain, MOST_CHOICES } from './likeliest-chain.ts'
import type { Respelled } from './respell.ts'
import type { Speller } from './speller.ts'

// Letters that words are parted by spaces from are of one spelling.
const SPELLING = /[a-z]+(?: [a-z]+)*/g
const HAS_LETTER = /[a-z]/
// Nobody guesses longer words from their first letters.
const MOST_INITIALS = 4

/** Writes pinyin and first letters beside Han as the likeliest characters; letters that are neither stay. */
export function spellOut(text: string, speller: Speller): Respelled {
  if (!HAS_LETTER.test(text)) return { text, changed: 0 }
  let changed = 0
  const spelled = text.replace(SPELLING, (letters, at: number) => {
    const end = at + letters.length
    const before = hanBeside(text, at - 1, -1)
    const after = hanBeside(text, end, 1)
    if (before === EDGE && after === EDGE) return letters
    const choices = choicesOf(letters, speller)
    if (!choices) return letters
    const { places } = likeliestChain(speller, choices, { before, after })
    changed += places.length
    return String.fromCharCode(...Array.from(places, unitAt))
  })
  return { text: spelled, changed }
}

/** Returns the place beside a spelling; a space between is passed over. */
function hanBeside(text: string, at: number, step: 1 | -1): number {
  const beside = text[at] === ' ' ? at + step : at
  return beside < 0 || beside >= text.length ? EDGE : placeOf(text.charCodeAt(beside))
}

function choicesOf(letters: string, speller: Speller): readonly Choice[] | undefined {
  const syllables = letters.split(' ').map(partSyllables)
  if (syllables.every((one) => one !== undefined)) {
    const choices = syllables.flat().map(({ unit }) => choiceOf(speller.bySound.get(unit)))
    return isChosen(choices) ? choices : undefined
  }
  if (letters.length > MOST_INITIALS || letters.includes(' ')) return undefined
  const choices = Array.from(letters, (letter) => choiceOf(speller.byInitial.get(letter)))
  return isChosen(choices) ? choices : undefined
}

function choiceOf(places: Uint16Array | undefined): Choice | undefined {
  return places && { places, costs: new Float32Array(places.length) }
}

/** Tells whether there is something to choose from everywhere; who spells more than a sentence hides nothing in it. */
function isChosen(choices: readonly (Choice | undefined)[]): choices is readonly Choice[] {
  return choices.length <= MOST_CHOICES && choices.every((one) => one !== undefined)
}
