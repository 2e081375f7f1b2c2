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
export type View = 'card' | 'drawer' | 'picker' | 'codes' | 'help' | 'idle'

export type Action =
  | { readonly type: 'publish' | 'pick' | 'reject_suggested' | 'all_codes' | 'skip' | 'normalized' | 'drawer' | 'veil' }
  | { readonly type: 'note' | 'renew' | 'help' | 'back' }
  | { readonly type: 'reject_digit'; readonly digit: number }

const CARD_KEYS: Readonly<Record<string, Action>> = {
  a: { type: 'publish' },
  r: { type: 'pick' },
  s: { type: 'skip' },
  n: { type: 'note' },
  v: { type: 'normalized' },
  i: { type: 'drawer' },
  l: { type: 'renew' },
  h: { type: 'veil' },
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
  const key = press.key.toLowerCase()
  if (view === 'card') return Object.hasOwn(CARD_KEYS, key) ? CARD_KEYS[key] : undefined
  if (view === 'drawer') return key === 'i' ? CARD_KEYS[key] : undefined
  return view === 'picker' ? pickerAction(key) : undefined
}

function pickerAction(key: string): Action | undefined {
  if (key === 'r') return { type: 'reject_suggested' }
  if (key === '0') return { type: 'all_codes' }
  return /^[1-9]$/.test(key) ? { type: 'reject_digit', digit: Number(key) } : undefined
}
