import { FOLD_BITS } from '../folds/fold.ts'
import { classOfUnit, UNIT_CLASS } from '../unit-class.ts'
import { allocateUnits, firstUnits, type Units } from '../units.ts'

/**
 * Drops a Han that stands between others again and again (冰口毒口出口售); returns the units themselves where none does.
 * Takes time linear in their length. 好了吃了喝了睡 is speech as well, so what is found without them is a guess.
 */
export function dropHanFillers(units: Units): Units {
  const rows = rowsOf(units.codes)
  if (rows.length === 0) return units
  const kept = allocateUnits(units.length)
  let length = 0
  let next = 0
  for (let at = 0; at < units.length; at += 1) {
    while ((rows[next]?.end ?? units.length) < at) next += 1
    const { start, end } = rows[next] ?? { start: units.length, end: units.length }
    const isParted = at > start && at <= end
    if (isParted && (at - start) % 2 === 1) continue
    kept.codes[length] = units.codes[at] ?? 0
    kept.starts[length] = units.starts[at] ?? 0
    kept.ends[length] = units.ends[at] ?? 0
    kept.masks[length] = units.masks[at] ?? 0
    const dropped = isParted ? (units.gaps[at - 1] ?? 0) | FOLD_BITS.filler : 0
    kept.gaps[length] = (units.gaps[at] ?? 0) | dropped
    length += 1
  }
  return firstUnits(kept, length)
}

/** A row from its first to its last character that is kept, both inclusive; every other one is the filler. */
interface Row {
  readonly start: number
  readonly end: number
}

const MIN_PARTED = 4

function rowsOf(codes: readonly number[]): Row[] {
  const rows: Row[] = []
  for (let filler = 1; filler + 2 < codes.length; filler += 1) {
    if (codes[filler] !== codes[filler + 2] || !isHan(codes[filler])) continue
    let end = filler - 1
    while (codes[end + 1] === codes[filler] && isHan(codes[end + 2]) && codes[end + 2] !== codes[filler]) end += 2
    const isRow = isHan(codes[filler - 1]) && codes[filler - 1] !== codes[filler]
    if (isRow && (end - filler + 1) / 2 + 1 >= MIN_PARTED) {
      rows.push({ start: filler - 1, end })
      filler = end + 1
    }
  }
  return rows
}

function isHan(unit: number | undefined): boolean {
  return unit !== undefined && classOfUnit(unit) === UNIT_CLASS.han
}
