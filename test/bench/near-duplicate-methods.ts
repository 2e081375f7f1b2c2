import { areNear, bigramsOf, FEWEST_BIGRAMS } from '../../src/screening/fingerprint/bigrams.ts'
import { bandsOf } from '../../src/screening/fingerprint/min-hash.ts'
import { mix } from '../../src/screening/fingerprint/mix.ts'
import { skeletonOf } from '../../src/screening/fingerprint/skeleton.ts'
import { normalize } from '../../src/text/normalize.ts'

/** One way to find near-duplicates: a text gives keys, and texts that share one at the same place are compared. */
export interface Method {
  readonly name: string
  readonly isShipped: boolean
  skeleton(text: string): string
  /** None for a text that cannot be told from others. */
  keys(text: Prepared): readonly (number | string)[]
  areAlike(one: Prepared, other: Prepared): boolean
}

export interface Prepared {
  readonly text: string
  readonly skeleton: string
  readonly bigrams: ReadonlySet<number>
}

export const METHODS: readonly Method[] = [
  { ...banded('8 bands of 2', 8), isShipped: true },
  banded('12 bands of 2', 12),
  banded('16 bands of 2', 16),
  banded('32 bands of 2', 32),
  { ...banded('8 bands of 2, characters for syllables', 8), skeleton: charactersOf },
  { ...banded('8 bands of 2, Jaccard alone', 8), areAlike: haveJaccard },
  { ...banded('8 bands of 2, or one contained', 8), areAlike: areNearOrContained },
  {
    name: 'equal skeletons',
    isShipped: false,
    skeleton: soundsOf,
    keys: (text) => (isLong(text) ? [text.skeleton] : []),
    areAlike: (one, other) => one.skeleton === other.skeleton,
  },
  {
    name: 'SimHash of 64 bits, distance 3',
    isShipped: false,
    skeleton: charactersOf,
    keys: (text) => (isLong(text) ? quartersOf(simHash(text)) : []),
    areAlike: (one, other) => distance(simHash(one), simHash(other)) <= 3,
  },
]

/** Keeps texts by their keys. `find` tells the places of those that are alike. */
export function index(method: Method, texts: readonly string[]) {
  const prepare = (text: string): Prepared => {
    const skeleton = method.skeleton(text)
    return { text, skeleton, bigrams: bigramsOf(skeleton) }
  }
  const prepared = texts.map(prepare)
  const placesOf = new Map<string, number[]>()
  for (const [place, one] of prepared.entries()) {
    for (const [band, key] of method.keys(one).entries()) {
      const places = placesOf.get(`${band} ${key}`)
      if (places) places.push(place)
      else placesOf.set(`${band} ${key}`, [place])
    }
  }
  const find = (text: string): number[] => {
    const asked = prepare(text)
    const candidates = new Set(method.keys(asked).flatMap((key, band) => placesOf.get(`${band} ${key}`) ?? []))
    return [...candidates].filter((place) => {
      const candidate = prepared[place]
      return candidate !== undefined && method.areAlike(asked, candidate)
    })
  }
  return { prepared, prepare, find }
}

function banded(name: string, bands: number): Method {
  return {
    name,
    isShipped: false,
    skeleton: soundsOf,
    keys: (text) => (isLong(text) ? bandsOf(text.bigrams, bands) : []),
    areAlike: (one, other) => areNear(one.bigrams, other.bigrams),
  }
}

function isLong({ bigrams }: Prepared): boolean {
  return bigrams.size >= FEWEST_BIGRAMS
}

function soundsOf(text: string): string {
  return skeletonOf(normalize(text))
}

function charactersOf(text: string): string {
  return normalize(text)
    .text.replace(/\d+/g, '0')
    .replace(/[^\p{L}0]/gu, '')
}

function haveJaccard({ bigrams: one }: Prepared, { bigrams: other }: Prepared): boolean {
  const shared = [...one].filter((bigram) => other.has(bigram)).length
  return shared >= 0.4 * (one.size + other.size - shared)
}

function areNearOrContained({ bigrams: one }: Prepared, { bigrams: other }: Prepared): boolean {
  const shared = [...one].filter((bigram) => other.has(bigram)).length
  return areNear(one, other) || (shared >= 12 && shared >= 0.8 * Math.min(one.size, other.size))
}

const hashes = new WeakMap<Prepared, readonly [number, number]>()

/** Charikar (2002) over the same bigrams: each bit is what most of their hashes have there. */
function simHash(text: Prepared): readonly [number, number] {
  const known = hashes.get(text)
  if (known) return known
  const votes = new Int32Array(64)
  for (const bigram of text.bigrams) {
    const halves = [mix(bigram), mix(mix(bigram) ^ 0x9e3779b1)]
    for (let bit = 0; bit < 64; bit += 1)
      votes[bit] = (votes[bit] ?? 0) + ((((halves[bit >> 5] ?? 0) >>> (bit & 31)) & 1) === 1 ? 1 : -1)
  }
  const half = (from: number): number =>
    votes.slice(from, from + 32).reduce((bits, vote, bit) => (vote > 0 ? bits | (1 << bit) : bits), 0)
  const made = [half(0), half(32)] as const
  hashes.set(text, made)
  return made
}

/** Of four quarters at least one is equal where at most three bits differ. */
function quartersOf([low, high]: readonly [number, number]): readonly number[] {
  return [low & 0xffff, low >>> 16, high & 0xffff, high >>> 16]
}

function distance(one: readonly [number, number], other: readonly [number, number]): number {
  return ones(one[0] ^ other[0]) + ones(one[1] ^ other[1])
}

function ones(bits: number): number {
  let count = 0
  for (let left = bits; left !== 0; left &= left - 1) count += 1
  return count
}
