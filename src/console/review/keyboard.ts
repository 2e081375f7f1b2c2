/** What of a `keydown` decides its meaning. */
export interface KeyPress {
  readonly key: string
  readonly keyCode: number
  readonly repeat: boolean
  readonly isComposing: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
  /** The focus is in something that takes text. */
  readonly isInField: boolean
}

/** What is in front of the moderator; `idle` has no card to act on, and `drawer` hides it. */
export type View = 'card' | 'drawer' | 'picker' | 'codes' | 'reasons' | 'macros' | 'queues' | 'help' | 'idle'

type Plain =
  | ('approve' | 'pick' | 'reject_suggested' | 'all_codes' | 'evasion' | 'wording' | 'reasons' | 'ask' | 'undo')
  | (
      | 'normalized'
      | 'drawer'
      | 'veil'
      | 'note'
      | 'renew'
      | 'next'
      | 'previous'
      | 'macros'
      | 'many'
      | 'queues'
      | 'help'
      | 'back'
    )

export type Action =
  | { readonly type: Plain }
  | { readonly type: 'reject_digit' | 'skip' | 'queue'; readonly digit: number }
  | { readonly type: 'macro'; readonly key: string }

const ANYWHERE: Readonly<Record<string, Action>> = {
  g: { type: 'queues' },
  z: { type: 'undo' },
}

const CARD_KEYS: Readonly<Record<string, Action>> = {
  ...ANYWHERE,
  a: { type: 'approve' },
  r: { type: 'pick' },
  e: { type: 'ask' },
  s: { type: 'reasons' },
  n: { type: 'note' },
  v: { type: 'normalized' },
  i: { type: 'drawer' },
  l: { type: 'renew' },
  h: { type: 'veil' },
  j: { type: 'next' },
  k: { type: 'previous' },
  m: { type: 'macros' },
  b: { type: 'many' },
  t: { type: 'wording' },
}

const PICKER_KEYS: Readonly<Record<string, Action>> = {
  r: { type: 'reject_suggested' },
  0: { type: 'all_codes' },
  d: { type: 'evasion' },
  t: { type: 'wording' },
  m: { type: 'macros' },
}

/** `keyCode` of every key that an input method has taken for itself, in browsers that say so before composing. */
const INPUT_METHOD_KEY_CODE = 229

/**
 * Maps a key press to what it means in this view, or to nothing. Escape always means back, except while an input method
 * composes, where it belongs to that; single keys mean nothing in fields, with modifiers, when held down, or turned off.
 */
export function actionOf(press: KeyPress, view: View, areSingleKeysOn: boolean): Action | undefined {
  if (press.isComposing || press.keyCode === INPUT_METHOD_KEY_CODE || press.repeat) return undefined
  if (press.ctrlKey || press.metaKey || press.altKey) return undefined
  if (press.key === 'Escape') return { type: 'back' }
  if (press.isInField || !areSingleKeysOn) return undefined
  // On several layouts the question mark needs Shift; the full-width one comes from Chinese keyboards.
  if (press.key === '?' || press.key === '？') return { type: 'help' }
  if (press.shiftKey) return undefined
  return keyIn(view, press.key.toLowerCase())
}

function keyIn(view: View, key: string): Action | undefined {
  switch (view) {
    case 'card':
      return ofTable(CARD_KEYS, key)
    case 'idle':
      return ofTable(ANYWHERE, key)
    case 'drawer':
      return key === 'i' ? CARD_KEYS[key] : undefined
    case 'picker':
      return /^[1-9]$/.test(key) ? { type: 'reject_digit', digit: Number(key) } : ofTable(PICKER_KEYS, key)
    case 'reasons':
      // A second S is in a hurry and gives no reason.
      return /^[1-5]$/.test(key)
        ? { type: 'skip', digit: Number(key) }
        : ofTable({ s: { type: 'skip', digit: 1 } }, key)
    case 'macros':
      return /^[a-z0-9]$/.test(key) ? { type: 'macro', key } : undefined
    case 'queues':
      // Any other key takes the G back; Shift alone and the like are no keys of one character.
      if (/^[1-7]$/.test(key)) return { type: 'queue', digit: Number(key) }
      return key.length === 1 ? { type: 'back' } : undefined
    default:
      return undefined
  }
}

function ofTable(table: Readonly<Record<string, Action>>, key: string): Action | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined
}
