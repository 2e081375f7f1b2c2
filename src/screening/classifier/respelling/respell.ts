import { stringOfCodes } from '../../../text/units.ts'
import { pairLevel } from './character-pairs.ts'
import { EDGE, placeOf, unitAt } from './han-places.ts'
import { mend } from './mend.ts'
import { spellOut } from './spell-out.ts'
import type { Speller } from './speller.ts'

/** A text as it was probably meant. */
export interface Respelled {
  readonly text: string
  /** How many characters were read otherwise than they were written. */
  readonly changed: number
}

// One pair that was never seen is new; what was exchanged has one on either side.
const LEAST_ODD_PAIRS = 2
// A text in which nothing fits is of a kind that the speller does not know; so many pieces of it are tried all the same.
const MOST_ODD_PAIRS = 8
const MOST_PIECES = 40

/**
 * Reads a normalized text as it was probably meant: where characters stand that were never seen beside their neighbours,
 * those of the same sound or a like shape, or the same in another order, that are likelier by far (the noisy channel of
 * Kernighan, Church and Gale 1990); syllables and first letters between Han as the likeliest characters. What is new but
 * plain may be misread, so this is to weigh by, not to quote. Takes time linear in the length of the text.
 */
export function respell(text: string, speller: Speller): Respelled {
  const spelled = spellOut(text, speller)
  const places = placesOf(spelled.text)
  let pieces = 0
  for (let at = 0; at < places.length; ) {
    const end = endOfOddRun(places, at, speller)
    if (end - at >= LEAST_ODD_PAIRS && pieces < MOST_PIECES) {
      pieces += 1
      mend(places, { from: Math.max(at - 1, 0), to: end }, speller)
    }
    at = Math.max(end, at + 1)
  }
  return pieces > 0 ? rewrite(spelled, places) : spelled
}

// To make a table for each text would take longer than to fill it.
let scratch = new Uint16Array(0)

/** Returns the place of each unit; what is returned is overwritten by the next call. */
function placesOf(text: string): Uint16Array {
  if (scratch.length < text.length) scratch = new Uint16Array(text.length * 2)
  for (let at = 0; at < text.length; at += 1) scratch[at] = placeOf(text.charCodeAt(at))
  return scratch.subarray(0, text.length)
}

/** Returns where a row of odd pairs ends that begins with that of the place and the one before it; there, if it is not odd. */
function endOfOddRun(places: Uint16Array, from: number, { pairs }: Speller): number {
  let at = from
  while (at - from < MOST_ODD_PAIRS) {
    const before = places[at - 1] ?? EDGE
    const here = places[at] ?? EDGE
    if (before === EDGE && here === EDGE) break
    if (at > from && before === EDGE) break
    if (pairLevel(pairs, before, here) > 0) break
    at += 1
    if (at > places.length) break
  }
  return at
}

function rewrite({ text, changed }: Respelled, places: Uint16Array): Respelled {
  const codes: number[] = []
  let mended = 0
  for (let at = 0; at < places.length; at += 1) {
    const unit = text.charCodeAt(at)
    const place = places[at] ?? EDGE
    const isMended = place !== placeOf(unit)
    if (isMended) mended += 1
    codes.push(isMended ? unitAt(place) : unit)
  }
  return mended === 0 ? { text, changed } : { text: stringOfCodes(codes), changed: changed + mended }
}
