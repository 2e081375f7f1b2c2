import { foldCharacter } from './fold-character.ts'
import { FOLD_BITS } from './folds/fold.ts'
import { allocateUnits, firstUnits, type Units } from './units.ts'

/**
 * Writes what stands encoded as itself: character entities (&#22269; &#x56fd; &nbsp;) and percent-encoded Han (%E5%8A%A0);
 * a unit decoded so stands for all of its code. Returns the units themselves where nothing is encoded. What decoding makes
 * is decoded again (&amp;#22269;), so nothing it knows is left over.
 */
export function decodeUnits(units: Units): Units {
  const { codes } = units
  if (!(codes.includes(AMPERSAND) && codes.includes(SEMICOLON)) && !codes.includes(PERCENT)) return units
  const decoded = { units: allocateUnits(units.length), length: 0, gap: 0, found: false }
  for (let at = 0; at < units.length; at += 1) push(decoded, units, at)
  return decoded.found ? firstUnits(decoded.units, decoded.length) : units
}

interface Decoded {
  readonly units: Units
  length: number
  /** Bits for what was dropped since the last unit. */
  gap: number
  found: boolean
}

const AMPERSAND = 0x26
const SEMICOLON = 0x3b
const PERCENT = 0x25

function push(decoded: Decoded, from: Units, at: number): void {
  const { units, length } = decoded
  units.codes[length] = from.codes[at] ?? 0
  units.starts[length] = from.starts[at] ?? 0
  units.ends[length] = from.ends[at] ?? 0
  units.masks[length] = from.masks[at] ?? 0
  units.gaps[length] = (from.gaps[at] ?? 0) | decoded.gap
  decoded.gap = 0
  decoded.length += 1
  settle(decoded)
}

/** Replaces a code that ends in the last unit by its character; a code is at least as long as what it stands for. */
function settle(decoded: Decoded): void {
  const { units } = decoded
  const end = decoded.length
  const code = codeAtEnd(units, end)
  if (!code) return
  const first = end - code.length
  const start = units.starts[first] ?? 0
  const stop = units.ends[end - 1] ?? 0
  const gap = units.gaps[first] ?? 0
  const { text, mask } = foldCharacter(code.codePoint)
  decoded.found = true
  decoded.length = first
  decoded.gap = text === '' ? gap | FOLD_BITS.encoded : 0
  for (let at = 0; at < text.length; at += 1) {
    const { length } = decoded
    units.codes[length] = text.charCodeAt(at)
    units.starts[length] = start
    units.ends[length] = stop
    units.masks[length] = mask | FOLD_BITS.encoded
    units.gaps[length] = at === 0 ? gap : 0
    decoded.length += 1
    settle(decoded)
  }
}

interface Code {
  readonly codePoint: number
  readonly length: number
}

function codeAtEnd({ codes }: Units, end: number): Code | undefined {
  const last = codes[end - 1] ?? 0
  if (last === SEMICOLON) {
    const longest = codes.slice(Math.max(0, end - LONGEST_ENTITY), end)
    const from = longest.lastIndexOf(AMPERSAND)
    if (from < 0) return undefined
    const entity = String.fromCharCode(...longest.slice(from, -1))
    const codePoint = codePointOf(entity.slice(1))
    return codePoint === undefined ? undefined : { codePoint, length: entity.length + 1 }
  }
  return codes[end - PERCENT_UNITS] === PERCENT ? percentCode(codes.slice(end - PERCENT_UNITS, end)) : undefined
}

const LONGEST_ENTITY = 12

// Those that hide in text or part it; letters with accents lose them anyway.
const NAMED: Readonly<Record<string, number>> = {
  nbsp: 0xa0,
  ensp: 0x2002,
  emsp: 0x2003,
  thinsp: 0x2009,
  zwnj: 0x200c,
  zwj: 0x200d,
  lrm: 0x200e,
  rlm: 0x200f,
  shy: 0xad,
  amp: AMPERSAND,
  lt: 0x3c,
  gt: 0x3e,
  quot: 0x22,
  apos: 0x27,
  middot: 0xb7,
  bull: 0x2022,
  hellip: 0x2026,
  mdash: 0x2014,
  ndash: 0x2013,
  times: 0xd7,
}

function codePointOf(entity: string): number | undefined {
  if (!entity.startsWith('#')) return Object.hasOwn(NAMED, entity) ? NAMED[entity] : undefined
  const hex = /^#x([\da-f]{1,6})$/.exec(entity)
  const decimal = /^#(\d{1,7})$/.exec(entity)
  const codePoint = hex ? Number.parseInt(hex[1] ?? '', 16) : decimal ? Number(decimal[1]) : 0
  return codePoint > 0 && codePoint <= 0x10ffff ? codePoint : undefined
}

const PERCENT_UNITS = 9
const PERCENT_CODE = /^%(e[\da-f])%([89ab][\da-f])%([89ab][\da-f])$/

/** Reads three bytes of UTF-8, as every Han of the BMP has; others hide nothing. */
function percentCode(codes: readonly number[]): Code | undefined {
  const [, ...bytes] = PERCENT_CODE.exec(String.fromCharCode(...codes)) ?? []
  const [first = 0, second = 0, third = 0] = bytes.map((byte) => Number.parseInt(byte, 16))
  const codePoint = ((first & 0x0f) << 12) | ((second & 0x3f) << 6) | (third & 0x3f)
  return codePoint >= FIRST_HAN && codePoint <= LAST_HAN ? { codePoint, length: PERCENT_UNITS } : undefined
}

const FIRST_HAN = 0x3400
const LAST_HAN = 0x9fff
