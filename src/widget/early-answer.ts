import type { Early } from './early.ts'

/**
 * Makes requests, but answers the first for what was asked for early with that: it is as new as the widget. Where the page
 * has changed its language since, that is asked for anew.
 */
export function withEarly(early: Early | undefined, fetcher: typeof fetch): typeof fetch {
  let waiting = early
  return (input, init) => {
    if (waiting === undefined || String(input) !== waiting.url) return fetcher(input, init)
    const { language, answer } = waiting
    waiting = undefined
    if (new Headers(init?.headers).get('Accept-Language') !== language) return fetcher(input, init)
    return new Promise((resolve, reject) => {
      init?.signal?.addEventListener('abort', reject)
      answer.then(resolve, reject)
    })
  }
}
