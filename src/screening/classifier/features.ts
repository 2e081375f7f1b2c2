import { readSounds } from '../../text/readings/sound-reading.ts'
import type { CategoryCode } from '../taxonomy.ts'
import { beginHash, endHash, hashName, hashUnit } from './feature-hash.ts'
import { type Reading, readingForModel } from './neutral-marks.ts'
import { respell } from './respelling/respell.ts'
import type { Speller } from './respelling/speller.ts'
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

/** A text with the speller of the model that reads it. */
type SpelledReading = Reading & { readonly speller: Speller }

const KIND = { character: 1, sound: 2, shape: 3, risk: 4, rule: 5, skip: 6, changed: 7 } as const

// How long the runs of each length are together, as a vector, from one unit on. Longer runs are of few texts: given more,
// they learn the training set by heart.
const CHARACTERS = { kind: KIND.character, shares: [0.7, 1, 0.4] }
const SOUNDS = { kind: KIND.sound, shares: [0.4, 0.9, 0.3] }
const SKIPS_SHARE = 0.4
// A disguise is known by itself, too; its characters are those of other texts.
const WRITTEN = { kind: KIND.character, shares: [0.2, 0.4, 0.2] }

/**
 * Describes a text to the model: its character and syllable runs with pictures read aloud, split characters joined, marks in
 * place of emotes, names and links, and what was exchanged put back, how much that was, what it looks like, and what the rules
 * found. Each kind of run has the
 * same length as a vector however long the text is. Takes time linear in the length of the text, of which the first and
 * the last 1,000 units are read. What is returned is overwritten by the next call.
 */
export function featuresOf(reading: SpelledReading, { risk, rules }: RuleEvidence): FeatureVector {
  const { speller } = reading
  const { normalized, restored } = readingForModel(reading)
  const written = ends((restored ?? normalized).text)
  const { text, changed } = respell(written, speller)
  const framed = `\u0002${text}\u0003`
  scratch.length = 0
  pushRuns(framed, CHARACTERS)
  pushRuns(readSounds(text).text, SOUNDS)
  pushSkips(framed)
  if (changed > 0) pushRuns(written, WRITTEN)
  for (const [name, value] of shapeFeatures(normalized)) push(hashOf(KIND.shape, name), value)
  pushChanged(changed, text.length)
  for (const [category, weight] of Object.entries(risk)) push(hashOf(KIND.risk, category), weight)
  for (const rule of rules) push(hashOf(KIND.rule, rule), RULE_VALUE)
  return { hashes: scratch.hashes.subarray(0, scratch.length), values: scratch.values.subarray(0, scratch.length) }
}

const RULE_VALUE = 0.5
const MOST_UNITS = 2000
// Seven runs of characters and three of syllables for each unit; fewer rules than a thousand can speak.
const MOST_FEATURES = (MOST_UNITS + 2) * 10 + 1000

const scratch = {
  hashes: new Uint32Array(MOST_FEATURES),
  values: new Float32Array(MOST_FEATURES),
  starts: new Int32Array(MOST_UNITS + 2),
  length: 0,
}

function push(hash: number, value: number): void {
  scratch.hashes[scratch.length] = hash
  scratch.values[scratch.length] = value
  scratch.length += 1
}

function ends(text: string): string {
  if (text.length <= MOST_UNITS) return text
  return `${text.slice(0, MOST_UNITS / 2)}${text.slice(-MOST_UNITS / 2)}`
}

/** Pushes all runs of one unit, then all of two, and so on; `starts` holds the hash of the run that began at each place. */
function pushRuns(text: string, { kind, shares }: RunKind): void {
  const { hashes, starts } = scratch
  starts.fill(beginHash(kind), 0, text.length)
  for (let shorter = 0; shorter < shares.length; shorter += 1) {
    const from = scratch.length
    let to = from
    for (let at = 0; at + shorter < text.length; at += 1) {
      const hash = hashUnit(starts[at] ?? 0, text.charCodeAt(at + shorter))
      starts[at] = hash
      hashes[to] = endHash(hash)
      to += 1
    }
    scratch.length = to
    level(from, shares[shorter] ?? 0)
  }
}

interface RunKind {
  readonly kind: number
  readonly shares: readonly number[]
}

/** Gives all features from a place on the same value, so that together they are `share` long. */
function level(from: number, share: number): void {
  const { values, length } = scratch
  values.fill(share / Math.sqrt(Math.max(length - from, 1)), from, length)
}

/** Pushes pairs of characters with one between them, which a word with a character in the middle changed still has. */
function pushSkips(text: string): void {
  const from = scratch.length
  const begin = beginHash(KIND.skip)
  for (let at = 0; at + 2 < text.length; at += 1) {
    scratch.hashes[scratch.length] = endHash(hashUnit(hashUnit(begin, text.charCodeAt(at)), text.charCodeAt(at + 2)))
    scratch.length += 1
  }
  level(from, SKIPS_SHARE)
}

/** Says how much was exchanged: few hide what is harmless. */
function pushChanged(changed: number, length: number): void {
  push(hashOf(KIND.changed, CHANGED[Math.min(changed, MOST_CHANGED)] ?? ''), PRESENT)
  if (changed > 0) push(hashOf(KIND.changed, 'share'), Math.min((changed / Math.max(length, 4)) * 3, 1))
}

const PRESENT = 0.5
const MOST_CHANGED = 6
const CHANGED = Array.from({ length: MOST_CHANGED + 1 }, (_, changed) => String(changed))

// Categories, rules and shapes are few, and each is named again for every text.
const known = new Map<number, Map<string, number>>()

function hashOf(kind: number, name: string): number {
  const names = known.get(kind) ?? new Map<string, number>()
  const hash = names.get(name) ?? hashName(kind, name)
  if (names.size === 0) known.set(kind, names)
  names.set(name, hash)
  return hash
}
