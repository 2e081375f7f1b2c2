import { words } from '../../moderation/language.ts'
import { countGraphemes, graphemesOf } from '../../text/graphemes.ts'
import { Refusal } from '../refusal.ts'

/** As a person counts them. */
const TEXT_LIMIT_CHARACTERS = 2_000

/** Room for 2,000 of the family of four, 11 units each; it bounds what is screened and stored. */
const TEXT_LIMIT_UNITS = 24_000

/** Twice the longest emoji there is, 15 units; beyond it a wall of marks would be one character. */
const CHARACTER_LIMIT_UNITS = 32

/** Lone surrogates, and every control character but line feed and tab. */
const UNFIT = /[^\P{Cc}\n\t]|\p{Cs}/u

/** Returns the text as it will be stored: line ends unified and trimmed, otherwise exactly as written. */
export function acceptText(written: string): string {
  const text = written.replace(/\r\n?/g, '\n').trim()
  const fault = UNFIT.exec(text)
  if (fault) throw new Refusal('text_invalid', { parameters: locate(text, fault) })
  if (text === '' || !VISIBLE.test(text)) throw new Refusal('text_empty')
  const count = countGraphemes(text)
  if (count > TEXT_LIMIT_CHARACTERS) {
    throw new Refusal('text_too_long', { parameters: { limit: TEXT_LIMIT_CHARACTERS, count } })
  }
  if (text.length > TEXT_LIMIT_UNITS) {
    const parameters = { limit: TEXT_LIMIT_UNITS, count: text.length }
    throw new Refusal('text_too_long', { message: TOO_MANY_UNITS, parameters })
  }
  const position = count === text.length ? 0 : findHeaped(text)
  if (position > 0) {
    const parameters = { position, limit: CHARACTER_LIMIT_UNITS }
    throw new Refusal('text_invalid', { message: HEAPED, parameters })
  }
  return text
}

const TOO_MANY_UNITS = words(
  '評論裡疊加的符號太多：最多 {limit} 個編碼單元，現有 {count} 個，請刪減後再發。',
  'There are too many combined symbols: at most {limit} code units, this has {count}. Remove some and post again.',
)

const HEAPED = words(
  '評論第 {position} 字疊加的符號太多，每字最多 {limit} 個編碼單元，請刪減後再發。',
  'The character at position {position} has too many symbols on it: at most {limit} code units. Remove some and post again.',
)

/** Something that leaves ink: zero-width and other format characters alone are an empty comment. */
const VISIBLE = /[^\p{Cf}\p{Z}\p{M}\s\u115f\u1160\u2800\u3164\uffa0]/u

/** The place, from 1, of the first character that is built of too much; 0 when there is none. */
function findHeaped(text: string): number {
  let position = 0
  for (const { segment } of graphemesOf(text)) {
    position += 1
    if (segment.length > CHARACTER_LIMIT_UNITS) return position
  }
  return 0
}

function locate(text: string, fault: RegExpExecArray) {
  const code = text.charCodeAt(fault.index).toString(16).toUpperCase().padStart(4, '0')
  return { position: countGraphemes(text.slice(0, fault.index)) + 1, character: `U+${code}` }
}
