import { readJson, type Store, writeJson } from './store.ts'

/** A comment that is not sent yet, and the key under which the service knows the attempt to send it. */
export interface Draft {
  readonly text: string
  /** Empty until the first attempt. The same for every retry of the same text, so that a retry never posts twice. */
  readonly key: string
}

export const EMPTY_DRAFT: Draft = { text: '', key: '' }

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

/** A new text is a new attempt; changing nothing keeps the key. */
export function withText(draft: Draft, text: string): Draft {
  return text === draft.text ? draft : { text, key: '' }
}

const draftName = (place: string) => `yueping:draft:${place}`

/** 128 random bits. `crypto.randomUUID` is missing on plain http. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
