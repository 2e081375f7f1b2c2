// Only `reader-comments.ts` imports this, for what it says there of its own imports.

import type { Language } from './language.ts'

/** What was asked of the service before the widget was there to ask. */
export interface Early {
  readonly url: string
  readonly language: Language
  readonly answer: Promise<Response>
}

type Attributes = (name: 'article' | 'sort' | 'site') => string | null

/** Where the first page stands that `Api.list` will ask for; an unknown `sort` leads to one that it will not. */
export function firstPageUrl(service: string, attribute: Attributes): string {
  const article = encodeURIComponent(attribute('article')?.trim() ?? '')
  const url = new URL(`/v1/articles/${article}/comments?limit=20&sort=${attribute('sort') ?? 'newest'}`, service)
  const site = attribute('site')
  if (site) url.searchParams.set('site', site)
  return url.href
}

/** Asks for the first page, while a slow processor reads the rest of the widget; nothing without an article. */
export function askEarly(service: string, language: Language, attribute: Attributes): Early | undefined {
  if (!attribute('article')?.trim()) return undefined
  const url = firstPageUrl(service, attribute)
  const answer = fetch(url, { headers: { 'Accept-Language': language }, cache: 'no-cache', credentials: 'omit' })
  // Told to whoever takes it; nobody may.
  answer.catch(() => undefined)
  return { url, language, answer }
}
