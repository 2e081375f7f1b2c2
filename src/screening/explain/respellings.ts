import { foldCharacter } from '../../text/fold-character.ts'
import { FOLD_BITS, type FoldName, foldNames } from '../../text/folds/fold.ts'
import type { Normalized } from '../../text/normalize.ts'

/** A piece of the original that reads otherwise in its plain form. */
export interface Respelling {
  /** Empty for half a surrogate pair, which no fold can read. */
  readonly folds: readonly FoldName[]
  /** UTF-16 offsets into the original, `end` exclusive. */
  readonly start: number
  readonly end: number
  readonly written: string
  /** Empty where the piece was dropped. */
  readonly plain: string
}

const READ_TOGETHER = FOLD_BITS.picture | FOLD_BITS.parts
const PARTING = FOLD_BITS.separator | FOLD_BITS.spaced | FOLD_BITS.space | FOLD_BITS.filler

/**
 * Lists every piece of the original that the folds changed or dropped, in the order of the text; the pieces never overlap,
 * and putting each plain form in the place of what was written gives the normalized text.
 */
export function respellings({ original, units }: Normalized): Respelling[] {
  const found: Respelling[] = []
  let upTo = 0
  for (let at = 0; at < units.length; ) {
    const start = units.starts[at] ?? 0
    const end = units.ends[at] ?? 0
    if (start > upTo) found.push(...dropped(original, { from: upTo, to: start, gap: units.gaps[at] ?? 0 }))
    let plain = ''
    let mask = 0
    for (; at < units.length && units.starts[at] === start; at += 1) {
      plain += String.fromCharCode(units.codes[at] ?? 0)
      mask |= units.masks[at] ?? 0
    }
    const written = original.slice(start, end)
    if (written !== plain) found.push({ folds: foldNames(mask | maskOf(written)), start, end, written, plain })
    upTo = end
  }
  return [...found, ...dropped(original, { from: upTo, to: original.length, gap: 0 })]
}

/** Returns the folds of one character; several are read together, and their own folds say nothing of it. */
function maskOf(written: string): number {
  const codePoint = written.codePointAt(0) ?? 0
  return written.length === String.fromCodePoint(codePoint).length ? foldCharacter(codePoint).mask & ~READ_TOGETHER : 0
}

/** What stands between two characters that were kept, at offsets into the original, and by which folds it went. */
interface Between {
  readonly from: number
  readonly to: number
  readonly gap: number
}

/** Lists what was dropped between two characters, neighbours of one kind as one piece. */
function dropped(original: string, { from, to, gap }: Between): Respelling[] {
  const pieces: Respelling[] = []
  for (let at = from; at < to; ) {
    const codePoint = original.codePointAt(at) ?? 0
    const written = String.fromCodePoint(codePoint)
    const { text, mask } = foldCharacter(codePoint)
    const folds = foldNames(text === '' ? mask : gap & PARTING)
    const last = pieces.at(-1)
    if (last?.folds.join() === folds.join()) {
      pieces[pieces.length - 1] = { ...last, end: at + written.length, written: last.written + written }
    } else {
      pieces.push({ folds, start: at, end: at + written.length, written, plain: '' })
    }
    at += written.length
  }
  return pieces
}
