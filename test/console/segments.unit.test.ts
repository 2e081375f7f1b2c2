import fc from 'fast-check'
import { expect, test } from 'vitest'
import { numbered, type Piece, type Span, segments } from '../../src/console/card/segments.ts'

const textAndSpans = fc.string({ unit: 'binary', maxLength: 40 }).chain((text) =>
  fc.record({
    text: fc.constant(text),
    spans: fc.array(
      fc
        .tuple(fc.integer({ min: -2, max: text.length + 2 }), fc.integer({ min: -2, max: text.length + 2 }))
        .map(([start, end]) => ({ start, end })),
      { maxLength: 8 },
    ),
  }),
)

function joined(pieces: readonly Piece[]): string {
  return pieces.map((piece) => (piece.kind === 'plain' ? piece.text : joined(piece.pieces))).join('')
}

/** For every hit, the offsets of the characters that its pieces enclose. */
function covered(pieces: readonly Piece[], at = 0, over = new Map<number, number[]>()): Map<number, number[]> {
  let place = at
  for (const piece of pieces) {
    const length = piece.kind === 'plain' ? piece.text.length : joined(piece.pieces).length
    if (piece.kind === 'hit') {
      const offsets = Array.from({ length }, (_, index) => place + index)
      over.set(piece.index, [...(over.get(piece.index) ?? []), ...offsets])
      covered(piece.pieces, place, over)
    }
    place += length
  }
  return over
}

function lasts(pieces: readonly Piece[]): number[] {
  return pieces.flatMap((piece) =>
    piece.kind === 'plain' ? [] : [...(piece.isLast ? [piece.index] : []), ...lasts(piece.pieces)],
  )
}

function range(text: string, { start, end }: Span): number[] {
  const [from, to] = [Math.max(0, start), Math.min(text.length, end)]
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index)
}

test('joined segments are the text, whatever the hits', () => {
  fc.assert(fc.property(textAndSpans, ({ text, spans }) => joined(segments(text, spans)) === text))
})

test('the pieces of every hit cover its range exactly once, and no other character', () => {
  fc.assert(
    fc.property(textAndSpans, ({ text, spans }) => {
      const over = covered(segments(text, spans))
      spans.forEach((span, index) => {
        expect((over.get(index) ?? []).toSorted((a, b) => a - b)).toEqual(range(text, span))
      })
    }),
  )
})

test('every hit with a character in it has exactly one last piece', () => {
  fc.assert(
    fc.property(textAndSpans, ({ text, spans }) => {
      const shown = spans.flatMap((span, index) => (range(text, span).length > 0 ? [index] : []))
      expect(lasts(segments(text, spans)).toSorted((a, b) => a - b)).toEqual(shown)
    }),
  )
})

test('a hit inside another is nested in it', () => {
  expect(
    segments('加微信號', [
      { start: 0, end: 4 },
      { start: 1, end: 3 },
    ]),
  ).toEqual([
    {
      kind: 'hit',
      index: 0,
      isLast: true,
      pieces: [
        { kind: 'plain', text: '加' },
        { kind: 'hit', index: 1, isLast: true, pieces: [{ kind: 'plain', text: '微信' }] },
        { kind: 'plain', text: '號' },
      ],
    },
  ])
})

test('of two hits that cross, the later is cut at the end of the earlier', () => {
  expect(
    segments('abcd', [
      { start: 0, end: 3 },
      { start: 2, end: 4 },
    ]),
  ).toEqual([
    {
      kind: 'hit',
      index: 0,
      isLast: true,
      pieces: [
        { kind: 'plain', text: 'ab' },
        { kind: 'hit', index: 1, isLast: false, pieces: [{ kind: 'plain', text: 'c' }] },
      ],
    },
    { kind: 'hit', index: 1, isLast: true, pieces: [{ kind: 'plain', text: 'd' }] },
  ])
})

test('hits are numbered by their first character, the longer first', () => {
  const hits = [
    { start: 5, end: 6 },
    { start: 0, end: 2 },
    { start: 0, end: 4 },
  ]
  expect(numbered(hits)).toEqual([
    { start: 0, end: 4 },
    { start: 0, end: 2 },
    { start: 5, end: 6 },
  ])
})
