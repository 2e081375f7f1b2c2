import { FINE, labelOf } from '../moderation/second-opinion.ts'
import { CLASSES, classOf } from '../screening/classifier/classes.ts'
import { BENIGN } from '../screening/classifier/measures/judged.ts'
import type { DecidedComment } from '../storage/decided-comments.ts'

/** A judgement of a comment, standing for as many as would have been judged so had all been read. */
export interface DecidedRow {
  readonly text: string
  readonly label: string
  readonly weight: number
}

/** Decisions as rows that a model can learn from or be measured on. */
interface DecidedRows {
  readonly rows: readonly DecidedRow[]
  /** Decisions of categories that the model does not know. */
  readonly leftOut: number
}

/**
 * Turns decided comments into rows, in their order. What was drawn from many stands for all of them (Horvitz and Thompson
 * 1952); what came to a moderator otherwise stands for itself. Where two moderators thought of one decision each has half
 * of it, so that a comment counts once however often it was looked at.
 */
export function toRows(comments: readonly DecidedComment[]): DecidedRows {
  let leftOut = 0
  const rows = comments.flatMap(({ text, opinions, chance }) => {
    const weight = 1 / (chance ?? 1) / opinions.length
    return opinions.flatMap((opinion) => {
      const category = labelOf(opinion)
      const label = category === FINE ? BENIGN : (WIDE[category] ?? category)
      if (classOf(label) !== undefined) return { text, label, weight }
      leftOut += 1
      return []
    })
  })
  return { rows, leftOut }
}

/** Names the class that the model answers with for a category; others name themselves. */
export function classNameOf(category: string): string {
  const wide = WIDE[category] ?? category
  return CLASSES[classOf(wide) ?? -1] ?? wide
}

// What moderators name more narrowly than the model.
const WIDE: Readonly<Record<string, string>> = { profanity: 'abuse', sexual_suggestive: 'porn', privacy: 'doxxing' }
