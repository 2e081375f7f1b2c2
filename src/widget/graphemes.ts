/** Counts what a person counts as one character: 👨‍👩‍👧 and a Han character with a variation selector are one each. */
export function countGraphemes(text: string): number {
  // Firefox before 125 has no Segmenter; code points are the nearest thing it offers.
  if (typeof Intl.Segmenter !== 'function') return [...text].length
  let count = 0
  for (const _ of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)) count += 1
  return count
}
