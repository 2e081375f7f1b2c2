import type { Lexicon } from '../screening/lexicon.ts'
import { type JudgedMatch, judgeEntries } from '../screening/match-entries.ts'
import { createBoundaries, type Segment } from '../screening/segmentation.ts'
import { normalize } from '../text/normalize.ts'
import { restore } from '../text/restore.ts'

/** Finds every entry in a text, those that do not count too; it knows no detectors, so no contact is ever nearby. */
export type EntryJudge = (text: string) => readonly JudgedMatch[]

/** Creates a judge that reads a text as it stands, and with its pictures read aloud and its split characters joined. */
export function createEntryJudge(lexicon: Lexicon, segment: Segment): EntryJudge {
  return (text) => {
    const normalized = normalize(text)
    return [normalized, restore(normalized)].flatMap((read) => {
      if (!read) return []
      const boundaries = createBoundaries(read.text, read.units, segment)
      return judgeEntries({ normalized: read, lexicon, boundaries, contacts: [] })
    })
  }
}
