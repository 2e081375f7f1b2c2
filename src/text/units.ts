/** Text under way through the folds: UTF-16 units, each with the range of the original that it came from. */
export interface Units {
  readonly codes: Uint16Array
  /** Offsets into the original, `ends` exclusive; the units of one character share its whole range. */
  readonly starts: Uint32Array
  readonly ends: Uint32Array
  /** The folds that changed the character itself, by their bits, which are more than 16. */
  readonly masks: Uint32Array
  /** The folds that dropped something between this unit and the one before it. */
  readonly gaps: Uint32Array
  readonly length: number
}

/** Makes room for `capacity` units, all zero. */
export function allocateUnits(capacity: number): Units {
  return {
    codes: new Uint16Array(capacity),
    starts: new Uint32Array(capacity),
    ends: new Uint32Array(capacity),
    masks: new Uint32Array(capacity),
    gaps: new Uint32Array(capacity),
    length: 0,
  }
}

/** Cuts to the first `length` units without copying. */
export function firstUnits(units: Units, length: number): Units {
  return {
    codes: units.codes.subarray(0, length),
    starts: units.starts.subarray(0, length),
    ends: units.ends.subarray(0, length),
    masks: units.masks.subarray(0, length),
    gaps: units.gaps.subarray(0, length),
    length,
  }
}

/** Returns a copy with twice the room. */
export function growUnits(units: Units): Units {
  const grown = allocateUnits(units.codes.length * 2 + 16)
  grown.codes.set(units.codes)
  grown.starts.set(units.starts)
  grown.ends.set(units.ends)
  grown.masks.set(units.masks)
  grown.gaps.set(units.gaps)
  return grown
}

// String.fromCharCode takes its arguments on the stack, which overflows past some 100,000.
const CHUNK_UNITS = 8192

/** Writes the units out as a string. */
export function unitsToString({ codes, length }: Units): string {
  return stringOfCodes(codes, length)
}

/** Writes the first `length` code units as a string. */
export function stringOfCodes(codes: Uint16Array, length: number): string {
  let text = ''
  for (let from = 0; from < length; from += CHUNK_UNITS) {
    const chunk = codes.subarray(from, Math.min(from + CHUNK_UNITS, length))
    text += Reflect.apply(String.fromCharCode, null, chunk)
  }
  return text
}
