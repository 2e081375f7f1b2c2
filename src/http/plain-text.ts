/** Control characters, lone surrogates, line and paragraph separators, and the marks that turn writing direction. */
const UNFIT = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u

/** Tells whether a name, title or key is one line of plain text that looks the same to everyone. */
export function isPlain(text: string): boolean {
  return !UNFIT.test(text)
}
