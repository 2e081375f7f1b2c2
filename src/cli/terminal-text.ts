import { graphemesOf } from '../text/graphemes.ts'

/** A character as a terminal shows it. */
export interface Cell {
  /** UTF-16 offsets into the text, `end` exclusive. */
  readonly start: number
  readonly end: number
  /** Never a control character: those are spelled out. */
  readonly shown: string
  /** Columns of a terminal. */
  readonly width: number
  readonly endsLine: boolean
}

/**
 * Cuts a text into what a terminal shows of it, whatever it holds: no control character, escape sequence, direction
 * override or half character is left, so nothing that a reader wrote can move the cursor or hide what stands beside it.
 */
export function cellsOf(text: string): Cell[] {
  return [...graphemesOf(text)].flatMap(({ segment, index }) =>
    isPlain(segment) ? [cell(segment, index, segment.length)] : spelledOut(segment, index),
  )
}

/** Returns a text on one line as a terminal may be given it, cut to a number of columns. */
export function printable(text: string, columns = Number.POSITIVE_INFINITY): string {
  const cells = cellsOf(text)
  let width = 0
  const cut = cells.findIndex((one) => {
    width += one.width
    return width > columns
  })
  const kept = cut < 0 ? cells : cells.slice(0, Math.max(cut - 1, 0))
  return kept.map(({ shown }) => shown).join('') + (cut < 0 ? '' : '…')
}

/** Returns how many columns a text takes that holds nothing to be spelled out. */
export function widthOf(text: string): number {
  return cellsOf(text).reduce((sum, { width }) => sum + width, 0)
}

// Controls, formats, halves of pairs, private and unassigned characters, line separators: none shows what it is.
const HIDDEN = /[\p{C}\p{Zl}\p{Zp}]|\p{Default_Ignorable_Code_Point}/u
const EMOJI = /^\p{RI}\p{RI}$|\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f|[0-9#*]\ufe0f?\u20e3/u
const MARK = /^\p{M}/u
// A letter carries two or three marks in some script; more only pile up over the lines above.
const MAX_MARKS = 3

function isPlain(grapheme: string): boolean {
  if (EMOJI.test(grapheme)) return !/[\p{Cc}\p{Cs}\p{Cn}]/u.test(grapheme)
  return !HIDDEN.test(grapheme) && !MARK.test(grapheme) && (grapheme.match(/\p{M}/gu)?.length ?? 0) <= MAX_MARKS
}

function spelledOut(grapheme: string, index: number): Cell[] {
  if (grapheme === '\r\n') return [lineEnd(index, 2)]
  let at = index
  return Array.from(grapheme, (character) => {
    const start = at
    at += character.length
    if (character === '\n') return lineEnd(start, 1)
    if (character === '\t') return named('⇥', start, 1)
    if (!HIDDEN.test(character) && !MARK.test(character)) return cell(character, start, character.length)
    const code = character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')
    return named(`<U+${code}>`, start, character.length)
  })
}

function lineEnd(start: number, length: number): Cell {
  return { ...named('⏎', start, length), endsLine: true }
}

function named(shown: string, start: number, length: number): Cell {
  return { start, end: start + length, shown, width: shown.length, endsLine: false }
}

function cell(grapheme: string, start: number, length: number): Cell {
  const width = EMOJI.test(grapheme) || WIDE.test(grapheme) ? 2 : 1
  return { start, end: start + length, shown: grapheme, width, endsLine: false }
}

// East Asian Width W and F of the first character, by Unicode Standard Annex 11; ambiguous characters are narrow.
const WIDE =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18cff}\u{1aff0}-\u{1b2ff}\u{1f200}-\u{1f2ff}\u{20000}-\u{3fffd}]/u
