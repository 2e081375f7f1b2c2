/** Where what a reader left on the device is kept: `localStorage`, or nothing at all where the browser forbids it. */
export type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** The ids of refused comments that the author has put away on this device. */
export function readDismissed(store: Store | undefined, article: string): readonly string[] {
  const value = readJson(store, dismissedName(article))
  return Array.isArray(value) ? value.filter((id) => typeof id === 'string') : []
}

export function writeDismissed(store: Store | undefined, article: string, ids: readonly string[]): void {
  writeJson(store, dismissedName(article), ids.length === 0 ? undefined : ids)
}

const dismissedName = (article: string) => `yueping:dismissed:${article}`

/** `localStorage` throws when the browser blocks site data; a full store throws on writing. Neither may stop a comment. */
export function readJson(store: Store | undefined, name: string): unknown {
  try {
    return JSON.parse(store?.getItem(name) ?? 'null')
  } catch {
    return null
  }
}

export function writeJson(store: Store | undefined, name: string, value: unknown): void {
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
