type Page = Pick<Document, 'visibilityState' | 'addEventListener' | 'removeEventListener'>

export interface Live {
  /** Whether news arrives by itself; otherwise it has to be asked for. */
  isOpen(): boolean
  /** Tries again where the service refused a stream. */
  retry(): void
  stop(): void
}

/**
 * Follows how many comments are public, while the page can be seen: a tab in the background holds no connection. The first
 * that a new stream tells is how things stand, so that nothing is missed in between.
 */
export function followCount(page: Page, url: string, onCount: (total: number) => void): Live {
  let source: EventSource | undefined
  const close = () => {
    source?.close()
    source = undefined
  }
  const open = () => {
    if (source || page.visibilityState !== 'visible' || typeof EventSource !== 'function') return
    source = new EventSource(url)
    source.addEventListener('count', (event) => {
      const total = readTotal(event.data)
      if (total !== undefined) onCount(total)
    })
    // A browser comes back by itself after a lost connection, but not after a refusal.
    source.addEventListener('error', () => {
      if (source?.readyState === 2) close()
    })
  }
  const follow = () => (page.visibilityState === 'visible' ? open() : close())
  page.addEventListener('visibilitychange', follow)
  follow()
  return {
    isOpen: () => source?.readyState === 1,
    retry: open,
    stop() {
      page.removeEventListener('visibilitychange', follow)
      close()
    },
  }
}

function readTotal(json: string): number | undefined {
  const told: unknown = JSON.parse(json)
  const total: unknown = typeof told === 'object' && told !== null ? Reflect.get(told, 'total') : undefined
  return typeof total === 'number' ? total : undefined
}
