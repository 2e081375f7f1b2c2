/** Tells whether a word may be a username: 1 to 64 letters, digits or `. _ @ -` of any script, without spaces. */
export function isUsername(word: string): boolean {
  return /^[\p{L}\p{N}._@-]{1,64}$/u.test(word) && word.length <= 64
}
