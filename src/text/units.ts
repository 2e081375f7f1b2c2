/**
 * Text under way through the folds: UTF-16 units, each with the range of the original that it came from. Plain arrays, for
 * every text needs five of them: as typed arrays these took longer to make than to fill.
 */
export interface Units {
  readonly codes: number[]
  /** Offsets into the original, `ends` exclusive; the units of one character share its whole range. */
  readonly starts: number[]
  readonly ends: number[]
  /** The folds that changed the character itself, by their bits, which are more than 16. */
  readonly masks: number[]
  /** The folds that dropped something between this unit and the one before it. */
  readonly gaps: number[]
  readonly length: number
}

/** Makes room for `capacity` units, which the first write to each fills; more may be written one after the other. */
export function allocateUnits(capacity: number): Units {
  return {
    codes: new Array<number>(capacity),
    starts: new Array<number>(capacity),
    ends: new Array<number>(capacity),
    masks: new Array<number>(capacity),
    gaps: new Array<number>(capacity),
    length: 0,
  }
}

/** Cuts to the first `length` units without copying; the others are gone from what was given, too. */
export function firstUnits({ codes, starts, ends, masks, gaps }: Units, length: number): Units {
  if (codes.length > length) for (const all of [codes, starts, ends, masks, gaps]) all.length = length
  return { codes, starts, ends, masks, gaps, length }
}

// String.fromCharCode takes its arguments on the stack, which overflows past some 100,000.
const CHUNK_UNITS = 8192

/** Writes the units out as a string. */
export function unitsToString({ codes }: Units): string {
  return stringOfCodes(codes)
}

/** Writes code units as a string. */
export function stringOfCodes(codes: readonly number[]): string {
  if (codes.length <= CHUNK_UNITS) return String.fromCharCode(...codes)
  let text = ''
  for (let from = 0; from < codes.length; from += CHUNK_UNITS) {
    text += String.fromCharCode(...codes.slice(from, from + CHUNK_UNITS))
  }
  return text
}
