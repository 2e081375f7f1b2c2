import nodejieba from 'nodejieba'
import { keyOf, spread } from '../screening/automaton/pairs.ts'
import type { Segment } from '../screening/segmentation.ts'

// nodejieba has one dictionary a process, and reading it again would forget every word that was added.
const added = new Set<string>()
const waiting = new Set<string>()
const waitingNames = new Set<string>()
let isLoaded = false

/**
 * Returns a segmentation by the dictionary's words and by those of every caller of this process, read at first use; the
 * hidden-Markov guesser would invent words. Words of names that the dictionary has are left as common as it knows them.
 */
export function createJieba(
  words: readonly string[],
  names: readonly string[] = [],
): { segment: Segment; warm: () => void } {
  for (const word of words) if (!added.has(word)) waiting.add(word)
  for (const name of names) if (!added.has(name)) waitingNames.add(name)
  return { segment, warm }
}

function warm(): void {
  if (isLoaded && waiting.size + waitingNames.size === 0) return
  if (!isLoaded) nodejieba.load()
  isLoaded = true
  for (const word of waiting) add(word)
  for (const name of waitingNames) if (nodejieba.cut(name).length > 1) add(name)
  waiting.clear()
  waitingNames.clear()
  // What were two words may be one now.
  counts.fill(0)
  recent.clear()
}

function add(word: string): void {
  nodejieba.insertWord(word)
  added.add(word)
}

// The same pairs are asked for again and again: 17,000 of them by 40,000 comments.
const PAIR_BITS = 16
const keys = new Int32Array(2 ** PAIR_BITS)
const counts = new Uint8Array(2 ** PAIR_BITS)

// A comment that repeats itself asks for the same surroundings again.
const MOST_RECENT = 256
const recent = new Map<string, readonly string[]>()

/** Remembers for texts of two units whether they are one word; of two that share a place, the later. */
function segment(text: string): readonly string[] {
  warm()
  if (text.length !== 2) return recent.get(text) ?? cutAnew(text)
  const key = keyOf(text.charCodeAt(0), text.charCodeAt(1))
  const place = spread(key, PAIR_BITS)
  if (keys[place] !== key || counts[place] === 0) {
    keys[place] = key
    counts[place] = nodejieba.cut(text).length
  }
  return counts[place] === 1 ? [text] : [text.charAt(0), text.charAt(1)]
}

function cutAnew(text: string): readonly string[] {
  const words = nodejieba.cut(text)
  if (recent.size === MOST_RECENT) recent.clear()
  recent.set(text, words)
  return words
}
