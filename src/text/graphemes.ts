// Building a segmenter costs about 20 µs, counting a short text about as much.
const SEGMENTER = new Intl.Segmenter('zh', { granularity: 'grapheme' })

// Every code unit here is one grapheme whatever stands beside it: no marks, joiners, surrogates, jamo or carriage return.
const ONE_UNIT_EACH = /^[\n\u0020-\u007e\u3000-\u3029\u3040-\u3096\u30a0-\u30ff\u3400-\u9fff\uff01-\uff9d]*$/

/** Counts characters as a person does: an emoji with its modifiers, or a letter with its marks, is one. */
export function countGraphemes(text: string): number {
  if (ONE_UNIT_EACH.test(text)) return text.length
  let count = 0
  for (const _ of SEGMENTER.segment(text)) count += 1
  return count
}
