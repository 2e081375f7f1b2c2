import { cutsLatinWord } from '../../text/latin-words.ts'
import { compileAutomaton, searchAutomaton } from '../automaton.ts'

/** A stem at offsets into the normalized text, with the list it comes from. */
export interface FoundStem<List> {
  readonly start: number
  readonly end: number
  readonly stem: string
  readonly list: List
}

interface StemList<List> {
  readonly list: List
  /** Separated by spaces; a stem that stands in several lists belongs to the first. */
  readonly stems: string
}

/** Returns a search that covers a text with stems, the longest first at each place; they come in order and never overlap. */
export function createStemSearch<List>(lists: readonly StemList<List>[]): (text: string) => readonly FoundStem<List>[] {
  const listOf = new Map<string, List>()
  for (const { list, stems } of lists) {
    for (const stem of stems.trim().split(/\s+/)) if (!listOf.has(stem)) listOf.set(stem, list)
  }
  const known = [...listOf].map(([stem, list]) => ({ stem, list }))
  const automaton = compileAutomaton(known.map(({ stem }) => stem))
  return (text) => {
    const found: FoundStem<List>[] = []
    searchAutomaton(automaton, text, (pattern, start, end) => {
      const one = known[pattern]
      if (one && !cutsLatinWord(text, { start, end })) found.push({ start, end, stem: one.stem, list: one.list })
    })
    return found.length < 2 ? found : withoutOverlaps(found)
  }
}

function withoutOverlaps<List>(found: FoundStem<List>[]): FoundStem<List>[] {
  found.sort((one, other) => one.start - other.start || other.end - one.end)
  let covered = 0
  return found.filter(({ start, end }) => {
    if (start < covered) return false
    covered = end
    return true
  })
}
