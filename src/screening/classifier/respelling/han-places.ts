const FIRST_HAN = 0x4e00
const LAST_HAN = 0x9fff

/** How many places there are: one for each character of the block that nearly all text is written in, and `EDGE`. */
export const PLACES = LAST_HAN - FIRST_HAN + 2

/** The place of all that is no Han character, of the beginning and of the end. */
export const EDGE = 0

/** Returns the place of a UTF-16 unit. */
export function placeOf(unit: number): number {
  return unit >= FIRST_HAN && unit <= LAST_HAN ? unit - FIRST_HAN + 1 : EDGE
}

/** Returns the unit at a place; that of `EDGE` is a space. */
export function unitAt(place: number): number {
  return place === EDGE ? SPACE : place + FIRST_HAN - 1
}

const SPACE = 0x20
