import { classOfAstral, classOfUnit, UNIT_CLASS } from './unit-class.ts'
import type { Units } from './units.ts'

/** A run of separators between two letters. */
export interface Gap {
  /** Unit offsets of the separators, `to` exclusive. */
  readonly from: number
  readonly to: number
  /** The class of the separator that says most: hard before odd before weak. */
  readonly class: number
  readonly leftIsHan: boolean
  readonly rightIsHan: boolean
  /** Whether a letter or digit beside the gap has no other beside it: x in 有x*y, not in fox*y. */
  readonly leftIsLone: boolean
  rightIsLone: boolean
  /** Whether the letters between this gap and the previous one (or the start) are a single character. */
  readonly leftIsSingle: boolean
  /** Whether the letters up to the next gap (or the end) are a single character. */
  rightIsSingle: boolean
}

/** Finds all separators between two letters, in order; those before the first and after the last are no gaps. */
export function findGaps(units: Units): Gap[] {
  const gaps: Gap[] = []
  let letters = 0
  // The class of the last letter, and how many of its class end there.
  let lastClass = 0
  let alike = 0
  let gapFrom = -1
  let gapClass = 0
  for (let at = 0; at < units.length; ) {
    const size = sizeAt(units, at)
    const unitClass = size === 2 ? classOfAstral(codePointAt(units, at)) : classOfUnit(units.codes[at] ?? 0)
    if (unitClass >= UNIT_CLASS.odd) {
      if (gapFrom < 0) gapFrom = at
      gapClass = stronger(gapClass, unitClass)
    } else {
      const isBehindGap = gapFrom >= 0
      if (isBehindGap && letters > 0) {
        closeLast(gaps, letters === 1)
        gaps.push({
          from: gapFrom,
          to: at,
          class: gapClass,
          leftIsHan: lastClass === UNIT_CLASS.han,
          rightIsHan: unitClass === UNIT_CLASS.han,
          leftIsLone: isLone(lastClass, alike),
          rightIsLone: isLone(unitClass, 1),
          leftIsSingle: letters === 1,
          rightIsSingle: false,
        })
      }
      letters = isBehindGap ? 1 : letters + 1
      alike = isBehindGap || unitClass !== lastClass ? 1 : alike + 1
      if (letters === 2 && alike === 2) joinLast(gaps)
      lastClass = unitClass
      gapFrom = -1
      gapClass = 0
    }
    at += size
  }
  closeLast(gaps, letters === 1)
  return gaps
}

function isLone(unitClass: number, alike: number): boolean {
  return unitClass !== UNIT_CLASS.han && alike === 1
}

function closeLast(gaps: readonly Gap[], isSingle: boolean): void {
  const last = gaps.at(-1)
  if (last) last.rightIsSingle = isSingle
}

function joinLast(gaps: readonly Gap[]): void {
  const last = gaps.at(-1)
  if (last) last.rightIsLone = false
}

function stronger(known: number, found: number): number {
  if (known === UNIT_CLASS.hard || found === UNIT_CLASS.hard) return UNIT_CLASS.hard
  if (known === UNIT_CLASS.odd || found === UNIT_CLASS.odd) return UNIT_CLASS.odd
  return UNIT_CLASS.weak
}

function sizeAt(units: Units, at: number): number {
  const unit = units.codes[at] ?? 0
  const next = at + 1 < units.length ? (units.codes[at + 1] ?? 0) : 0
  return unit >= 0xd800 && unit <= 0xdbff && next >= 0xdc00 && next <= 0xdfff ? 2 : 1
}

function codePointAt(units: Units, at: number): number {
  return (((units.codes[at] ?? 0) - 0xd800) << 10) + ((units.codes[at + 1] ?? 0) - 0xdc00) + 0x10000
}
