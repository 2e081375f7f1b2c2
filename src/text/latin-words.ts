interface Piece {
  readonly start: number
  readonly end: number
}

const LATIN = /[a-z]/

/**
 * Tells whether a piece of a normalized text that begins or ends with a Latin letter is cut out of something longer: av
 * out of java. Where more than letters may go on, `goesOn` says what, as in addresses and names.
 */
export function cutsLatinWord(text: string, { start, end }: Piece, goesOn = LATIN): boolean {
  const cutsBefore = isLatin(text.charCodeAt(start)) && goesOn.test(text.charAt(start - 1))
  return cutsBefore || (isLatin(text.charCodeAt(end - 1)) && goesOn.test(text.charAt(end)))
}

function isLatin(unit: number): boolean {
  return unit >= 0x61 && unit <= 0x7a
}
