import { RE2JS, RE2JSException } from 're2js'
import { normalize } from '../text/normalize.ts'
import { requiredLiterals } from './required-literals.ts'

/** A pattern as it is matched, or why it cannot be, in a sentence for the person who wrote it. */
export type ReadRegex =
  | { readonly ok: true; readonly pattern: string }
  | { readonly ok: false; readonly reason: string }

const MAX_PATTERN_UNITS = 200
// Time is the length of a text by that of the program; a repeat of repeats multiplies what looks short.
const MAX_INSTRUCTIONS = 1000

/** Reads a pattern in RE2 syntax, its Han, width and case folded as a text's are; refuses what could not be searched quickly. */
export function readRegex(written: string): ReadRegex {
  const pattern = foldPattern(written)
  const refuse = (reason: string): ReadRegex => ({ ok: false, reason: `「/${written}/」 ${reason}` })
  if (pattern.length > MAX_PATTERN_UNITS) return refuse(`is longer than ${MAX_PATTERN_UNITS}`)
  const regex = compile(pattern)
  if (typeof regex === 'string') return refuse(`is no pattern of RE2: ${regex}`)
  if (regex.programSize() > MAX_INSTRUCTIONS) return refuse('repeats too much to be searched quickly')
  if (regex.test('')) return refuse('matches the empty text')
  const { literals, isAnchored } = requiredLiterals(pattern)
  if (isAnchored) return refuse('asks for an end of the text (^ $ \\A \\z), which a sender moves at will')
  if (literals.length === 0) {
    return refuse('needs two characters in a row that every match has: the pattern is tried only where they stand')
  }
  return { ok: true, pattern }
}

function compile(pattern: string): RE2JS | string {
  try {
    return RE2JS.compile(pattern)
  } catch (error) {
    if (error instanceof RE2JSException) return error.message.replace('error parsing regexp: ', '')
    throw error
  }
}

// Escapes and names keep their capitals; the rest is written as normalized texts are.
const PIECE = /\\[pP]\{[^}]*\}|\\x\{[^}]*\}|\(\?[^)>:]*[)>:]|\\\+|\\.|[A-Z]+|[^\p{ASCII}]+/gsu

function foldPattern(written: string): string {
  return written.replace(PIECE, (piece) => {
    if (piece === '\\+') return '加'
    if (piece.startsWith('\\') || piece.startsWith('(')) return piece
    return normalize(piece).text.replace(/[^\p{L}\p{N}\s]/gu, '\\$&')
  })
}

interface Piece {
  readonly start: number
  readonly end: number
}

/** Finds the matches of a pattern in a piece of a text, in its order, none overlapping another; offsets are of the text. */
export type RegexSearch = (text: string, piece: Piece) => readonly Piece[]

/** Compiles a pattern that `readRegex` took; time is linear in the piece. */
export function compileRegex(pattern: string): RegexSearch {
  const regex = RE2JS.compile(pattern)
  return (text, { start, end }) => {
    const matcher = regex.matcher(text.slice(start, end))
    const found: Piece[] = []
    while (matcher.find()) found.push({ start: start + matcher.start(), end: start + matcher.end() })
    return found
  }
}
