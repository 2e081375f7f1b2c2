interface Page {
  readonly visibilityState: string
  addEventListener(type: 'visibilitychange', listener: () => void): void
  removeEventListener(type: 'visibilitychange', listener: () => void): void
}

/** Calls at the interval while the page is visible, and once as soon as it becomes visible again; returns how to stop. */
export function pollWhileVisible(page: Page, seconds: number, ask: () => void): () => void {
  const askIfVisible = () => {
    if (page.visibilityState === 'visible') ask()
  }
  const timer = setInterval(askIfVisible, seconds * 1000)
  page.addEventListener('visibilitychange', askIfVisible)
  return () => {
    clearInterval(timer)
    page.removeEventListener('visibilitychange', askIfVisible)
  }
}
