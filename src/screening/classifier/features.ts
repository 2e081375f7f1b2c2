import type { Normalized } from '../../text/normalize.ts'
import { readSounds } from '../../text/readings/sound-reading.ts'
import type { CategoryCode } from '../taxonomy.ts'
import { beginHash, endHash, hashName, hashUnit } from './feature-hash.ts'
import { shapeFeatures } from './shape-features.ts'

/** What a text has, by the hash of its name: a sparse vector in which one hash may stand several times and adds up. */
export interface FeatureVector {
  readonly hashes: Uint32Array
  readonly values: Float32Array
}

/** What the rules found in a text before the model reads it. */
export interface RuleEvidence {
  readonly risk: Readonly<Partial<Record<CategoryCode, number>>>
  /** The rules that found anything, each once. */
  readonly rules: readonly string[]
}

/** A text as it was normalized, and with its pictures read aloud and split characters joined where it has any. */
interface Reading {
  readonly normalized: Normalized
  readonly restored: Normalized | undefined
}

const KIND = { character: 1, sound: 2, shape: 3, risk: 4, rule: 5, skip: 6 } as const

// How long the runs of each length are together, as a vector, from one unit on. Longer runs are of few texts: given more,
// they learn the training set by heart.
const CHARACTERS = { kind: KIND.character, shares: [0.7, 1, 0.4, 0.2] }
const SOUNDS = { kind: KIND.sound, shares: [0.4, 0.9, 0.3] }
const SKIPS_SHARE = 0.4

/**
 * Describes a text to the model: its character and syllable runs with pictures read aloud and split characters joined,
 * what it looks like, and what the rules found. Each kind of run has the same length as a vector however long the text is.
 * Takes time linear in the length of the text, of which the first and the last 1,000 units are read.
 */
export function featuresOf({ normalized, restored }: Reading, { risk, rules }: RuleEvidence): FeatureVector {
  const text = ends((restored ?? normalized).text)
  const framed = `\u0002${text}\u0003`
  const sounds = readSounds(text).text
  const vector = allocate(
    framed.length * (CHARACTERS.shares.length + 1) + sounds.length * SOUNDS.shares.length + MOST_NAMED,
  )
  pushRuns(vector, framed, CHARACTERS)
  pushRuns(vector, sounds, SOUNDS)
  pushSkips(vector, framed)
  for (const [name, value] of shapeFeatures(normalized)) push(vector, hashName(KIND.shape, name), value)
  for (const [category, weight] of Object.entries(risk)) push(vector, hashName(KIND.risk, category), weight)
  for (const rule of rules) push(vector, hashName(KIND.rule, rule), RULE_VALUE)
  return { hashes: vector.hashes.subarray(0, vector.length), values: vector.values.subarray(0, vector.length) }
}

const RULE_VALUE = 0.5
// More rules than there are cannot speak; the shape has a dozen names.
const MOST_NAMED = 256
const MOST_UNITS = 2000

interface Growing {
  readonly hashes: Uint32Array
  readonly values: Float32Array
  length: number
}

function allocate(capacity: number): Growing {
  return { hashes: new Uint32Array(capacity), values: new Float32Array(capacity), length: 0 }
}

function push(vector: Growing, hash: number, value: number): void {
  vector.hashes[vector.length] = hash
  vector.values[vector.length] = value
  vector.length += 1
}

function ends(text: string): string {
  if (text.length <= MOST_UNITS) return text
  return `${text.slice(0, MOST_UNITS / 2)}${text.slice(-MOST_UNITS / 2)}`
}

/** Pushes all runs of one unit, then all of two, and so on; `starts` holds the hash of the run that began at each place. */
function pushRuns(vector: Growing, text: string, { kind, shares }: RunKind): void {
  const starts = new Int32Array(text.length).fill(beginHash(kind))
  for (const [shorter, share] of shares.entries()) {
    const from = vector.length
    for (let at = 0; at + shorter < text.length; at += 1) {
      const hash = hashUnit(starts[at] ?? 0, text.charCodeAt(at + shorter))
      starts[at] = hash
      push(vector, endHash(hash), 0)
    }
    level(vector, from, share)
  }
}

interface RunKind {
  readonly kind: number
  readonly shares: readonly number[]
}

/** Gives all features from a place on the same value, so that together they are `share` long. */
function level(vector: Growing, from: number, share: number): void {
  vector.values.fill(share / Math.sqrt(Math.max(vector.length - from, 1)), from, vector.length)
}

/** Pushes pairs of characters with one between them, which a word with a character in the middle changed still has. */
function pushSkips(vector: Growing, text: string): void {
  const from = vector.length
  for (let at = 0; at + 2 < text.length; at += 1) {
    const hash = hashUnit(hashUnit(beginHash(KIND.skip), text.charCodeAt(at)), text.charCodeAt(at + 2))
    push(vector, endHash(hash), 0)
  }
  level(vector, from, SKIPS_SHARE)
}
