import type { Action } from './keyboard.ts'

/** Over what nobody should have to see: down, lifted on demand, or lifted because it was to be published unread. */
export type Veil = 'down' | 'lifted' | 'lifted_first'

/** What is open on the page around the card; the card itself is the review's. */
export interface Desk {
  readonly picker: 'closed' | 'fixed' | 'all'
  readonly isHelpOpen: boolean
  readonly isNoteOpen: boolean
  readonly isDrawerOpen: boolean
  readonly isNormalizedWhole: boolean
  readonly veil: Veil
}

export const CLEAR_DESK: Desk = {
  picker: 'closed',
  isHelpOpen: false,
  isNoteOpen: false,
  isDrawerOpen: false,
  isNormalizedWhole: false,
  veil: 'down',
}

/** What stays as the moderator left it when the next comment comes. */
export function forNextComment(desk: Desk): Desk {
  return { ...desk, picker: 'closed', isNoteOpen: false, veil: 'down' }
}

/** The desk after an action that only opens or closes something; decisions and leases are not its business. */
export function rearranged(desk: Desk, action: Action): Desk {
  switch (action.type) {
    case 'pick':
      return { ...desk, picker: desk.picker === 'closed' ? 'fixed' : 'closed' }
    case 'all_codes':
      return { ...desk, picker: 'all' }
    case 'normalized':
      return { ...desk, isNormalizedWhole: !desk.isNormalizedWhole }
    case 'veil':
      return { ...desk, veil: desk.veil === 'down' ? 'lifted' : 'down' }
    case 'drawer':
      return { ...desk, isDrawerOpen: !desk.isDrawerOpen }
    case 'note':
      return { ...desk, isNoteOpen: !desk.isNoteOpen }
    case 'help':
      return { ...desk, isHelpOpen: !desk.isHelpOpen }
    case 'back':
      return backFrom(desk)
    default:
      return desk
  }
}

// One press closes one thing, the uppermost. An open note stays open: Escape only leaves it.
function backFrom(desk: Desk): Desk {
  if (desk.isHelpOpen) return { ...desk, isHelpOpen: false }
  if (desk.picker === 'all') return { ...desk, picker: 'fixed' }
  if (desk.picker === 'fixed') return { ...desk, picker: 'closed' }
  return { ...desk, isDrawerOpen: false }
}
