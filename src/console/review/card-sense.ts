import type { Card } from '../../http/moderator/card-schemas.ts'
import type { CategoryView } from '../../http/moderator/schemas.ts'
import type { MacroView } from '../../http/moderator/wording-schemas.ts'
import { withNameNotice } from '../card/name-finding.ts'
import { type Wording, wordingsOf } from '../card/wording.ts'
import { veiledFor } from '../care/veil.ts'
import type { Texts } from '../texts/texts.ts'
import { type Asked, askedOf } from './asked-of.ts'
import { choicesFor } from './choices.ts'
import type { Intent } from './review-state.ts'

/** What the card in front means for the decision bar. */
export interface CardSense {
  readonly card: Card
  /** With the sentences that this comment's author would read. */
  readonly categories: readonly CategoryView[]
  readonly approve: Intent['kind']
  readonly refuse: Intent['kind']
  /** What stands already, or else what the screening suggests. */
  readonly suggestion: CategoryView | undefined
  /** Why the card is blurred; empty for most. */
  readonly veiled: readonly string[]
  /** Those that may be used on it. */
  readonly macros: readonly MacroView[]
  /** What a decision is besides. */
  readonly asked: Asked | null
  /** A lead may answer what a moderator asks. */
  readonly isAsked: boolean
}

interface Surroundings {
  readonly categories: readonly CategoryView[]
  readonly macros: readonly MacroView[]
  readonly isBlurOn: boolean
  readonly isLead: boolean
}

/** Returns nothing for a comment of which nothing can be decided. */
export function senseOf(card: Card, around: Surroundings, t: Texts['t']): CardSense | undefined {
  const choices = choicesFor(card.comment.status)
  if (!choices) return undefined
  const categories = around.categories.map((one) => withNameNotice(one, card.screening, t))
  const code = card.comment.category ?? card.suggestion
  return {
    card,
    categories,
    ...choices,
    suggestion: categories.find((one) => one.code === code),
    veiled: around.isBlurOn ? veiledFor(card) : [],
    macros: around.macros.filter(({ kind }) => kind === choices.approve || kind === choices.refuse),
    asked: askedOf(card),
    isAsked: around.isLead && card.escalation !== null && card.escalation.answeredAt === null,
  }
}

/** The wording that is chosen for a category, and how many there are. */
export function chosenWording(
  { card }: CardSense,
  category: CategoryView,
  { place, t }: { readonly place: number; readonly t: Texts['t'] },
): { readonly wording: Wording; readonly place: number; readonly count: number } {
  const all = wordingsOf(category, card.screening, t)
  const at = place % all.length
  return { wording: all[at] ?? all[0], place: at, count: all.length }
}
