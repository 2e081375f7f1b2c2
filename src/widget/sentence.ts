/** Ends a sentence that another follows: a Latin one needs a space before the next, a Chinese one must not have it. */
export function endSentence(text: string): string {
  const trimmed = text.trim()
  if (trimmed === '' || /[。！？]$/.test(trimmed)) return trimmed
  return /\p{Script=Han}$/u.test(trimmed) ? `${trimmed}。` : `${trimmed} `
}
