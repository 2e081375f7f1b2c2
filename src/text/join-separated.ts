import { FOLD_BITS } from './folds/fold.ts'
import { findGaps, type Gap } from './gaps.ts'
import { closingOf, UNIT_CLASS } from './unit-class.ts'
import { allocateUnits, firstUnits, type Units } from './units.ts'

// Longer runs are drawn lines and rows of emoji: they part what they stand between.
const MAX_ODD_UNITS = 8
const MAX_WEAK_UNITS = 3

// Three characters with the same symbol or full stop between them are no accident; three with spaces or the comma of
// lists may be (一 二 三, A B C, 风、雨、雪).
const RUN_OF_ODD = 3
const RUN_OF_OTHER = 4
const LISTING = 0x3001

/**
 * Drops separators that stand inside words: symbols and spaces between two Han characters, and whatever parts a row of
 * single characters at regular intervals. A comma or full stop between words stays. What was dropped is remembered:
 * `separator` for symbols, `spaced` for a regular row, and `space` for spaces and dots, which alone prove nothing.
 */
export function joinSeparated(units: Units): Units {
  const gaps = findGaps(units)
  if (gaps.length === 0) return units
  const marks = markGaps(units, gaps)
  if (!marks.some((mark) => mark !== 0)) return units
  return withoutGaps(units, gaps, marks)
}

/** Decides for each gap by which fold it goes; 0 keeps it. */
function markGaps(units: Units, gaps: readonly Gap[]): number[] {
  const marks = gaps.map(markAlone)
  for (let first = 0; first < gaps.length; ) {
    let last = first
    while (last + 1 < gaps.length && continues(units, gaps[last], gaps[last + 1])) last += 1
    if (last > first) markRun({ units, gaps, marks, first, last })
    first = last + 1
  }
  markBracketed(units, gaps, marks)
  markAlternating(units, gaps, marks)
  return marks
}

function markAlone(gap: Gap): number {
  if (!gap.leftIsHan || !gap.rightIsHan) return 0
  const length = gap.to - gap.from
  if (gap.class === UNIT_CLASS.odd && length <= MAX_ODD_UNITS) return FOLD_BITS.separator
  return gap.class === UNIT_CLASS.weak && length <= MAX_WEAK_UNITS ? FOLD_BITS.space : 0
}

/** Tells whether one single character stands between the two gaps and both are written the same. */
function continues(units: Units, gap: Gap | undefined, next: Gap | undefined): boolean {
  if (!gap || !next || !gap.rightIsSingle) return false
  const length = gap.to - gap.from
  if (length !== next.to - next.from || length > MAX_ODD_UNITS) return false
  for (let at = 0; at < length; at += 1) {
    if (units.codes[gap.from + at] !== units.codes[next.from + at]) return false
  }
  return true
}

interface Run {
  readonly units: Units
  readonly gaps: readonly Gap[]
  readonly marks: number[]
  readonly first: number
  readonly last: number
}

/**
 * Marks the gaps of a row of single characters. A Han of a longer word at either end belongs to it (喜欢加*v*信): the gap
 * beside it proves no more than its own mark, or a space.
 */
function markRun({ units, gaps, marks, first, last }: Run): void {
  const row = gaps.slice(first, last + 1)
  const kind = kindOf(units, row)
  const singles = row.length - 1 + Number(row[0]?.leftIsSingle) + Number(row.at(-1)?.rightIsSingle)
  const isLong = kind !== 'listed' && singles >= (kind === 'odd' || kind === 'stop' ? RUN_OF_ODD : RUN_OF_OTHER)
  if (!isLong && !isShort(units, row, kind)) return
  for (let at = first; at <= last; at += 1) {
    const gap = gaps[at]
    if (!gap) continue
    const areSingle = gap.leftIsSingle && gap.rightIsSingle
    if (isLong && areSingle) marks[at] = FOLD_BITS.spaced
    else if (belongsLeft(gap) && belongsRight(gap))
      marks[at] ||= gap.class === UNIT_CLASS.odd ? FOLD_BITS.separator : FOLD_BITS.space
  }
}

/** Tells whether the character before a gap may belong to a row behind it; one that is cut out of a Latin word does not. */
function belongsLeft({ leftIsHan, leftIsSingle, leftIsLone }: Gap): boolean {
  return leftIsHan || leftIsSingle || leftIsLone
}

function belongsRight({ rightIsHan, rightIsSingle, rightIsLone }: Gap): boolean {
  return rightIsHan || rightIsSingle || rightIsLone
}

/** What parts a row: `listed` is the row of a list, which hides nothing. */
type Kind = 'odd' | 'weak' | 'stop' | 'comma' | 'listed'

function kindOf(units: Units, row: readonly Gap[]): Kind {
  const [gap] = row
  if (gap?.class === UNIT_CLASS.odd) return 'odd'
  if (gap?.class !== UNIT_CLASS.hard) return 'weak'
  // 1、2、3、4 is a list; only Han are ever parted by commas to hide a word.
  if (row.some(({ leftIsHan, rightIsHan }) => !leftIsHan || !rightIsHan)) return 'listed'
  return units.codes[gap.from] === LISTING ? 'comma' : 'stop'
}

// With a word at either end: two single characters between commas, one between stops that no list has.
const SHORT_OF_COMMAS = 3
const SHORT_OF_STOPS = 2
const FULL_STOP = 0x3002

/** Tells whether a row too short to be one by itself goes on in what stands beside it. */
function isShort({ codes }: Units, row: readonly Gap[], kind: Kind): boolean {
  const [first] = row
  if (!first || kind === 'listed') return false
  if (kind === 'odd') return belongsLeft(first)
  if (kind === 'weak') return belongsLeft(first) && isOfLettersAndHan(codes, row)
  return row.length >= (codes[first.from] === FULL_STOP ? SHORT_OF_STOPS : SHORT_OF_COMMAS)
}

/** Tells whether single Han and letters stand in a row, no digits, and some Han among or beside them. */
function isOfLettersAndHan(codes: readonly number[], row: readonly Gap[]): boolean {
  return (
    row.some(({ leftIsHan, rightIsHan }) => leftIsHan || rightIsHan) &&
    row.slice(0, -1).every(({ to, rightIsHan }) => rightIsHan || isSmallLatin(codes[to] ?? 0))
  )
}

function isSmallLatin(unit: number): boolean {
  return unit >= 0x61 && unit <= 0x7a
}

/** Marks the brackets of single Han that stand in brackets side by side: 加【微】【信】. */
function markBracketed({ codes }: Units, gaps: readonly Gap[], marks: number[]): void {
  gaps.forEach((gap, at) => {
    const { from, to, leftIsSingle, leftIsHan, rightIsSingle, rightIsHan } = gap
    const isBetween = to - from === 2 && closingOf(codes[to - 1] ?? 0) === codes[from]
    if (!isBetween || !(leftIsSingle && leftIsHan && rightIsSingle && rightIsHan)) return
    marks[at] = FOLD_BITS.spaced
    for (const beside of [at - 1, at + 1]) {
      const other = gaps[beside]
      if (other && other.to - other.from === 1 && other.leftIsHan && other.rightIsHan) marks[beside] = FOLD_BITS.spaced
    }
  })
}

// Two of four characters in brackets of their own: 办(证)刻(章).
const ALTERNATING = 3

/** Marks the brackets around every second of a row of single Han. */
function markAlternating({ codes }: Units, gaps: readonly Gap[], marks: number[]): void {
  for (let at = 0; at + ALTERNATING <= gaps.length; at += 1) {
    const opening = codes[gaps[at]?.from ?? 0] ?? 0
    if (closingOf(opening) === 0) continue
    const row = gaps.slice(at, at + ALTERNATING)
    if (!isAlternating(codes, row)) continue
    for (let one = at; one < at + ALTERNATING; one += 1) marks[one] = FOLD_BITS.spaced
  }
}

function isAlternating(codes: readonly number[], row: readonly Gap[]): boolean {
  const [opening = 0, closing, again] = row.map(({ from }) => codes[from] ?? 0)
  return (
    row.every(({ from, to, leftIsHan, rightIsHan }) => to - from === 1 && leftIsHan && rightIsHan) &&
    row.slice(1).every(({ leftIsSingle, rightIsSingle }) => leftIsSingle && rightIsSingle) &&
    closingOf(opening) === closing &&
    opening === again
  )
}

function withoutGaps(units: Units, gaps: readonly Gap[], marks: readonly number[]): Units {
  const kept = allocateUnits(units.length)
  let length = 0
  let next = 0
  let mark = 0
  for (let at = 0; at < units.length; at += 1) {
    while (next < gaps.length && marks[next] === 0) next += 1
    const gap = gaps[next]
    if (gap?.from === at) {
      at = gap.to - 1
      mark = marks[next] ?? 0
      next += 1
      continue
    }
    kept.codes[length] = units.codes[at] ?? 0
    kept.starts[length] = units.starts[at] ?? 0
    kept.ends[length] = units.ends[at] ?? 0
    kept.masks[length] = units.masks[at] ?? 0
    kept.gaps[length] = (units.gaps[at] ?? 0) | mark
    mark = 0
    length += 1
  }
  return firstUnits(kept, length)
}
