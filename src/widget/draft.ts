/** A comment that is not sent yet, and the key under which the service knows the attempt to send it. */
export interface Draft {
  readonly text: string
  /** Empty until the first attempt. The same for every retry of the same text, so that a retry never posts twice. */
  readonly key: string
}

export const EMPTY_DRAFT: Draft = { text: '', key: '' }

/** Where drafts are kept: `localStorage`, or nothing at all where the browser forbids it. */
export type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** `place` is the key of the article, with that of the comment that is answered for a reply. */
export function readDraft(store: Store | undefined, place: string): Draft {
  const value = readJson(store, draftName(place))
  if (typeof value !== 'object' || value === null) return EMPTY_DRAFT
  const text: unknown = Reflect.get(value, 'text')
  const key: unknown = Reflect.get(value, 'key')
  return typeof text === 'string' && typeof key === 'string' ? { text, key } : EMPTY_DRAFT
}

export function writeDraft(store: Store | undefined, place: string, draft: Draft): void {
  writeJson(store, draftName(place), draft.text === '' ? undefined : draft)
}

/** Replaces the stored draft of this very text; another tab may have stored another since, which stays. */
export function replaceDraft(store: Store | undefined, place: string, text: string, draft: Draft): void {
  if (readDraft(store, place).text === text) writeDraft(store, place, draft)
}

/** The ids of refused comments that the author has put away on this device. */
export function readDismissed(store: Store | undefined, article: string): readonly string[] {
  const value = readJson(store, dismissedName(article))
  return Array.isArray(value) ? value.filter((id) => typeof id === 'string') : []
}

export function writeDismissed(store: Store | undefined, article: string, ids: readonly string[]): void {
  writeJson(store, dismissedName(article), ids.length === 0 ? undefined : ids)
}

/** A new text is a new attempt; changing nothing keeps the key. */
export function withText(draft: Draft, text: string): Draft {
  return text === draft.text ? draft : { text, key: '' }
}

const draftName = (place: string) => `yueping:draft:${place}`
const dismissedName = (article: string) => `yueping:dismissed:${article}`

/** `localStorage` throws when the browser blocks site data; a full store throws on writing. Neither may stop a comment. */
function readJson(store: Store | undefined, name: string): unknown {
  try {
    return JSON.parse(store?.getItem(name) ?? 'null')
  } catch {
    return null
  }
}

function writeJson(store: Store | undefined, name: string, value: unknown): void {
  try {
    if (value === undefined) store?.removeItem(name)
    else store?.setItem(name, JSON.stringify(value))
  } catch {
    // The text stays in the box; only the copy on the device is missing.
  }
}

export function browserStore(): Store | undefined {
  try {
    return localStorage
  } catch {
    return undefined
  }
}

/** 128 random bits. `crypto.randomUUID` is missing on plain http. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
