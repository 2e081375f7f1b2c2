import { FOLD_BITS } from './folds/fold.ts'
import { findGaps, type Gap } from './gaps.ts'
import { UNIT_CLASS } from './unit-class.ts'
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

/** Marks the gaps of a row between single characters; those to a longer word at either end keep their own mark. */
function markRun({ units, gaps, marks, first, last }: Run): void {
  const row = gaps.slice(first, last + 1)
  const singles = row.length - 1 + Number(row[0]?.leftIsSingle) + Number(row.at(-1)?.rightIsSingle)
  const isHard = row[0]?.class === UNIT_CLASS.hard
  // 1、2、3、4 is a list; only Han are ever parted by commas to hide a word.
  if (isHard && row.some((gap) => !gap.leftIsHan || !gap.rightIsHan)) return
  const isOdd = row[0]?.class === UNIT_CLASS.odd || (isHard && units.codes[row[0]?.from ?? 0] !== LISTING)
  if (singles < (isOdd ? RUN_OF_ODD : RUN_OF_OTHER)) return
  for (let at = first; at <= last; at += 1) {
    const gap = gaps[at]
    if (gap?.leftIsSingle && gap.rightIsSingle) marks[at] = FOLD_BITS.spaced
  }
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
