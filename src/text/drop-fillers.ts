import { FOLD_BITS } from './folds/fold.ts'
import { classOfUnit, closingOf, UNIT_CLASS } from './unit-class.ts'
import { allocateUnits, firstUnits, type Units } from './units.ts'

/**
 * Drops what stands between single characters again and again: a letter, digit or stroke (约x炮x群, 加丨薇丨信), something in
 * brackets (枪[心]支[心]出, 真<br>人<br>百); returns the units themselves where nothing does. The same symbol there is a
 * separator: see `joinSeparated`.
 */
export function dropFillers(units: Units): Units {
  let dropped: Uint8Array | undefined
  for (let at = 1; at + 2 < units.length; ) {
    const row = rowAt(units, at)
    if (!row) {
      at += 1
      continue
    }
    dropped ??= new Uint8Array(units.length)
    for (let filler = at; filler < row.end; filler += row.step) dropped.fill(1, filler, filler + row.step - 1)
    at = row.end
  }
  return dropped ? withoutDropped(units, dropped) : units
}

interface Row {
  /** The last character that the row parts. */
  readonly end: number
  readonly step: number
}

/** Finds the row of fillers, one or two units long, whose first begins at an offset. */
function rowAt(units: Units, first: number): Row | undefined {
  const { codes } = units
  const closing = closingOf(codes[first] ?? 0)
  if (closing !== 0) return bracketRowAt(codes, first, closing)
  if (codes[first] !== codes[first + 2] && codes[first] !== codes[first + 3]) return undefined
  if (!isFiller(codes[first] ?? 0) || !isAmongHan(codes, first)) return undefined
  for (const width of [1, 2]) {
    const row = measureRow(codes, first, width)
    if (row.han >= (isDigits(codes, first, width) ? MIN_PARTED_BY_DIGITS : MIN_PARTED)) {
      return { end: row.end, step: width + 1 }
    }
  }
  return undefined
}

const LONGEST_BRACKET_UNITS = 8

function bracketRowAt(codes: readonly number[], first: number, closing: number): Row | undefined {
  const inside = codes.slice(first, first + LONGEST_BRACKET_UNITS).indexOf(closing)
  const step = inside + 2
  if (inside < 0 || classOfUnit(codes[first - 1] ?? 0) !== UNIT_CLASS.han) return undefined
  let end = first
  let parted = 1
  for (let at = first; isRepeated(codes, { first, at, length: inside + 1 }); at += step) {
    end = at + step - 1
    if (classOfUnit(codes[end] ?? 0) !== UNIT_CLASS.han) break
    parted += 1
  }
  return parted < MIN_PARTED ? undefined : { end, step }
}

function isRepeated(codes: readonly number[], piece: { first: number; at: number; length: number }): boolean {
  for (let unit = 0; unit < piece.length; unit += 1) {
    if (codes[piece.at + unit] !== codes[piece.first + unit]) return false
  }
  return piece.at + piece.length < codes.length
}

/** Tells whether a row could begin here: of its first two parted characters one is Han, or it parts no three. */
function isAmongHan(codes: readonly number[], first: number): boolean {
  return [first - 1, first + 1, first + 2].some((at) => classOfUnit(codes[at] ?? 0) === UNIT_CLASS.han)
}

// Three characters are a word; of digits four, for prices and dates repeat them too (买1送1, 12月12日).
const MIN_PARTED = 3
const MIN_PARTED_BY_DIGITS = 4

// Strokes that are no word of any sentence.
const STROKES = '丨丿亅乀'

function isFiller(unit: number): boolean {
  const unitClass = classOfUnit(unit)
  const isWritten = unitClass === UNIT_CLASS.alphanumeric || unitClass === UNIT_CLASS.letter
  return (isWritten && unit < 0xd800) || STROKES.includes(String.fromCharCode(unit))
}

/**
 * Counts the Han that a row of fillers parts. It ends where two neighbours are no Han: so a row of few Han is short, and
 * looking for one at every place stays linear.
 */
function measureRow(
  codes: readonly number[],
  first: number,
  width: number,
): { readonly end: number; readonly han: number } {
  let end = first
  let han = 0
  let others = 0
  for (let parted = first - 1; parted < codes.length; parted += width + 1) {
    const unit = codes[parted] ?? 0
    const isHan = classOfUnit(unit) === UNIT_CLASS.han
    others = isHan ? 0 : others + 1
    if (others > 1 || unit === codes[first] || (unit >= 0xd800 && unit <= 0xdfff)) break
    if (isHan) han += 1
    end = parted
    if (codes[first] !== codes[parted + 1] || codes[first + width - 1] !== codes[parted + width]) break
  }
  return { end, han }
}

function isDigits(codes: readonly number[], first: number, width: number): boolean {
  return codes.slice(first, first + width).every((unit) => unit >= 0x30 && unit <= 0x39)
}

function withoutDropped(units: Units, dropped: Uint8Array): Units {
  const kept = allocateUnits(units.length)
  let length = 0
  let gap = 0
  for (let at = 0; at < units.length; at += 1) {
    gap |= units.gaps[at] ?? 0
    if (dropped[at] === 1) {
      gap |= FOLD_BITS.spaced
      continue
    }
    kept.codes[length] = units.codes[at] ?? 0
    kept.starts[length] = units.starts[at] ?? 0
    kept.ends[length] = units.ends[at] ?? 0
    kept.masks[length] = units.masks[at] ?? 0
    kept.gaps[length] = gap
    gap = 0
    length += 1
  }
  return firstUnits(kept, length)
}
