import type { Page } from 'playwright-core'

/** Has the page note how long after a key press the next comment is painted. */
export async function watchPaints(page: Page): Promise<void> {
  await page.evaluate(() => {
    const paints: number[] = []
    Object.assign(window, { paints })
    const front = () => document.querySelector<HTMLElement>('.card')?.dataset['comment']
    let pressedAt = 0
    let shown = front()
    // Before the page hears of it: what it renders, it may render before the event has come to the end of its way.
    addEventListener(
      'keydown',
      (event) => {
        pressedAt = event.timeStamp
      },
      true,
    )
    new MutationObserver(() => {
      const next = front()
      if (next === undefined || next === shown) return
      shown = next
      const from = pressedAt
      // A message posted from within a frame is delivered after that frame was painted.
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => paints.push(performance.now() - from)
        port2.postMessage(null)
      })
    }).observe(document.body, { subtree: true, childList: true, attributes: true })
  })
}

/** What was noted, in milliseconds, in the order of the presses. */
export async function paintsOf(page: Page): Promise<number[]> {
  return page.evaluate(() => (window as unknown as { paints: number[] }).paints)
}
