/** What the highlighting needs of a hit: UTF-16 offsets, `end` exclusive. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** A piece of the text: plain, or a hit (by its index) around further pieces. */
export type Piece =
  | { readonly kind: 'plain'; readonly text: string }
  | {
      readonly kind: 'hit'
      readonly index: number
      /** False when the hit goes on in a later piece: the number stands at the last one only. */
      readonly isLast: boolean
      readonly pieces: readonly Piece[]
    }

interface Part extends Span {
  readonly index: number
}

/**
 * Cuts the text into pieces that, joined, are the text, and in which every hit encloses exactly its range.
 * A hit inside another is nested; of two that cross, the earlier stays whole and the later is cut at its end.
 */
export function segments(text: string, spans: readonly Span[]): readonly Piece[] {
  const parts = spans.map((span, index) => ({
    start: Math.max(0, span.start),
    end: Math.min(text.length, span.end),
    index,
  }))
  const ends = new Map(parts.map((part) => [part.index, part.end]))
  return pieces(text, { start: 0, end: text.length }, { parts: parts.filter((part) => part.start < part.end), ends })
}

/** Orders hits as they are numbered: by first character, the longer first, then as the evidence lists them. */
export function numbered<Hit extends Span>(hits: readonly Hit[]): readonly Hit[] {
  return [...hits].sort((a, b) => a.start - b.start || b.end - a.end)
}

interface Inside {
  readonly parts: readonly Part[]
  readonly ends: ReadonlyMap<number, number>
}

function pieces(text: string, range: Span, { parts, ends }: Inside): readonly Piece[] {
  const found: Piece[] = []
  let at = range.start
  let rest = [...parts].sort(byPlace)
  for (let first = rest[0]; first !== undefined; first = rest[0]) {
    const hit = first
    const others = rest.slice(1)
    if (at < hit.start) found.push({ kind: 'plain', text: text.slice(at, hit.start) })
    const inner = others
      .filter((part) => part.start < hit.end)
      .map((part) => ({ ...part, end: Math.min(part.end, hit.end) }))
    const beyond = others
      .filter((part) => part.end > hit.end)
      .map((part) => ({ ...part, start: Math.max(part.start, hit.end) }))
    found.push({
      kind: 'hit',
      index: hit.index,
      isLast: ends.get(hit.index) === hit.end,
      pieces: pieces(text, hit, { parts: inner, ends }),
    })
    at = hit.end
    rest = beyond.sort(byPlace)
  }
  if (at < range.end) found.push({ kind: 'plain', text: text.slice(at, range.end) })
  return found
}

function byPlace(a: Part, b: Part): number {
  return a.start - b.start || b.end - a.end || a.index - b.index
}
