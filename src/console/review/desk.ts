import type { Action } from './keyboard.ts'

/** Over what nobody should have to see: down, lifted on demand, or lifted because it was to be published unread. */
export type Veil = 'down' | 'lifted' | 'lifted_first'

/** What is open on the page around the card; the card itself is the review's. */
export interface Desk {
  readonly picker: 'closed' | 'fixed' | 'all' | 'reasons' | 'macros'
  readonly form: 'none' | 'note' | 'ask'
  readonly isHelpOpen: boolean
  readonly isDrawerOpen: boolean
  readonly isNormalizedWhole: boolean
  /** G was pressed: a digit opens a queue. */
  readonly isChoosingQueue: boolean
  /** The refusal is also for hiding what it says. */
  readonly isEvasion: boolean
  /** The code of the category under the pointer or focus in the picker. */
  readonly looked: string | null
  /** Which of its wordings is chosen for a category, by place; the first unless told. */
  readonly wording: Readonly<Record<string, number>>
  readonly veil: Veil
}

export const CLEAR_DESK: Desk = {
  picker: 'closed',
  form: 'none',
  isHelpOpen: false,
  isDrawerOpen: false,
  isNormalizedWhole: false,
  isChoosingQueue: false,
  isEvasion: false,
  looked: null,
  wording: {},
  veil: 'down',
}

/** What stays as the moderator left it when the next comment comes; a G before it still waits for its digit. */
export function forNextComment({ isHelpOpen, isDrawerOpen, isNormalizedWhole, isChoosingQueue }: Desk): Desk {
  return { ...CLEAR_DESK, isHelpOpen, isDrawerOpen, isNormalizedWhole, isChoosingQueue }
}

/** The desk after an action that only opens or closes something; decisions and leases are not its business. */
export function rearranged(desk: Desk, action: Action): Desk {
  switch (action.type) {
    case 'pick':
      return { ...desk, picker: desk.picker === 'closed' ? 'fixed' : 'closed' }
    case 'all_codes':
      return { ...desk, picker: 'all' }
    case 'reasons':
    case 'macros':
      return { ...desk, picker: desk.picker === action.type ? 'closed' : action.type }
    case 'evasion':
      return { ...desk, isEvasion: !desk.isEvasion }
    case 'normalized':
      return { ...desk, isNormalizedWhole: !desk.isNormalizedWhole }
    case 'veil':
      return { ...desk, veil: desk.veil === 'down' ? 'lifted' : 'down' }
    case 'drawer':
      return { ...desk, isDrawerOpen: !desk.isDrawerOpen }
    case 'note':
    case 'ask':
      return { ...desk, picker: 'closed', form: desk.form === action.type ? 'none' : action.type }
    case 'help':
      return { ...desk, isHelpOpen: !desk.isHelpOpen }
    case 'queues':
      return { ...desk, isChoosingQueue: true }
    case 'back':
      return backFrom(desk)
    default:
      return desk
  }
}

// One press closes one thing, the uppermost. An open note stays open: Escape only leaves it.
function backFrom(desk: Desk): Desk {
  if (desk.isHelpOpen) return { ...desk, isHelpOpen: false }
  if (desk.isChoosingQueue) return { ...desk, isChoosingQueue: false }
  if (desk.picker === 'all') return { ...desk, picker: 'fixed' }
  if (desk.picker !== 'closed') return { ...desk, picker: 'closed' }
  if (desk.form === 'ask') return { ...desk, form: 'none' }
  return { ...desk, isDrawerOpen: false }
}
