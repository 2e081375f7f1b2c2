import { shapeOf } from '../../../text/readings/look-alikes.ts'
import { syllableOf } from '../../../text/readings/syllables.ts'
import { pairLevel } from './character-pairs.ts'
import { EDGE, placeOf, unitAt } from './han-places.ts'
import { type Choice, likeliestChain } from './likeliest-chain.ts'
import { logChance, type Speller } from './speller.ts'

/** A piece of a text; `to` is exclusive. */
interface Piece {
  readonly from: number
  readonly to: number
}

// What an exchange must gain, as a logarithm: cheaper ones mend more disguises and spoil more plain texts.
const HOMOPHONE_COST = 4.5
const LOOK_ALIKE_COST = 5.5
const SWAP_COST = 6
const FARTHER_COST = 1
const FARTHEST_SWAP = 3

/** Writes into a piece what is likelier there than what it has, if anything is: other characters, or two in exchanged places. */
export function mend(places: Uint16Array, piece: Piece, speller: Speller): void {
  const { from, to } = trim(places, piece)
  if (from >= to) return
  const swap = bestSwap(places, { from, to }, speller)
  const choices: Choice[] = []
  for (let at = from; at < to; at += 1) choices.push(choiceOf(places[at] ?? EDGE, speller))
  const chain = likeliestChain(speller, choices, { before: places[from - 1] ?? EDGE, after: places[to] ?? EDGE })
  const gain = chain.score - score(places, { from, to }, speller)
  if (gain > 0 && gain >= (swap?.gain ?? 0)) places.set(chain.places, from)
  else if (swap) exchange(places, swap.one, swap.other)
}

/** Leaves out what is no Han at the ends of a piece. */
function trim(places: Uint16Array, { from, to }: Piece): Piece {
  let [first, end] = [from, Math.min(to + 1, places.length)]
  while (first < end && places[first] === EDGE) first += 1
  while (first < end && places[end - 1] === EDGE) end -= 1
  return { from: first, to: end }
}

/** Returns what is written and what may stand for it. */
function choiceOf(place: number, speller: Speller): Choice {
  const known = speller.choices[place]
  if (known) return known
  const unit = unitAt(place)
  const costs = new Map<number, number>()
  for (const one of speller.byShape.get(placeOf(shapeOf(unit))) ?? []) costs.set(one, LOOK_ALIKE_COST)
  for (const one of speller.bySound.get(syllableOf(unit)) ?? []) costs.set(one, HOMOPHONE_COST)
  costs.delete(place)
  const choice = { places: Uint16Array.of(place, ...costs.keys()), costs: Float32Array.of(0, ...costs.values()) }
  speller.choices[place] = choice
  return choice
}

interface Swap {
  readonly one: number
  readonly other: number
  readonly gain: number
}

function bestSwap(places: Uint16Array, { from, to }: Piece, speller: Speller): Swap | undefined {
  let best: Swap | undefined
  for (let one = from; one < to; one += 1) {
    for (let other = one + 1; other <= one + FARTHEST_SWAP && other < places.length; other += 1) {
      if (places[other] === EDGE || places[one] === EDGE) break
      const piece = { from: one, to: other + 1 }
      const next = other === one + 1 ? one : one + 1
      if (pairLevel(speller.pairs, places[other] ?? EDGE, places[next] ?? EDGE) === 0) continue
      const before = score(places, piece, speller)
      exchange(places, one, other)
      const gain = score(places, piece, speller) - before - SWAP_COST - FARTHER_COST * (other - one - 1)
      exchange(places, one, other)
      if (gain > (best?.gain ?? 0)) best = { one, other, gain }
    }
  }
  return best
}

/** Returns the logarithm of the chance of a piece with the pairs that lead into it and out of it. */
function score(places: Uint16Array, { from, to }: Piece, speller: Speller): number {
  let sum = 0
  for (let at = from; at <= to; at += 1) sum += logChance(speller, places[at - 1] ?? EDGE, places[at] ?? EDGE)
  return sum
}

function exchange(places: Uint16Array, one: number, other: number): void {
  const held = places[one] ?? EDGE
  places[one] = places[other] ?? EDGE
  places[other] = held
}
