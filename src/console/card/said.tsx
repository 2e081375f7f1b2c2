import type { Card, HitView } from '../../http/moderator/card-schemas.ts'
import { isEvasive } from './evasion.ts'
import { type Piece, segments } from './segments.ts'

interface Props {
  readonly comment: Card['comment']
  readonly hits: readonly HitView[]
  readonly isVeiled: boolean
}

/** The comment itself, every hit in its place; `hits` are in the order of their numbers. */
export function Said({ comment, hits, isVeiled }: Props) {
  return (
    <p
      class={isVeiled ? 'said veiled' : 'said'}
      id="said"
      aria-hidden={isVeiled}
      lang={comment.lang ?? undefined}
      dir="auto"
    >
      <Pieces pieces={segments(comment.text, hits)} hits={hits} />
    </p>
  )
}

function Pieces({ pieces, hits }: { pieces: readonly Piece[]; hits: readonly HitView[] }) {
  return pieces.map((piece, place) => {
    if (piece.kind === 'plain') return piece.text
    const hit = hits[piece.index]
    return (
      <span
        key={place}
        class={hit && isEvasive(hit.folds) ? 'hit evasion' : 'hit'}
        data-c={hit?.category}
        data-hit={piece.index + 1}
      >
        <Pieces pieces={piece.pieces} hits={hits} />
        {piece.isLast && <HitNumber value={piece.index + 1} />}
      </span>
    )
  })
}

// The word joiner keeps the number on the line of what it counts.
function HitNumber({ value }: { value: number }) {
  return (
    <>
      <span class="join">{'\u2060'}</span>
      <sup>{value}</sup>
    </>
  )
}
