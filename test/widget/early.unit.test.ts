import { afterEach, expect, test, vi } from 'vitest'
import { createApi } from '../../src/widget/api.ts'
import { askEarly, firstPageUrl } from '../../src/widget/early.ts'
import { withEarly } from '../../src/widget/early-answer.ts'
import { matchLanguage } from '../../src/widget/language.ts'
import { readSettings } from '../../src/widget/settings.ts'

const SERVICE = 'https://comments.example'

const of = (attributes: Record<string, string>) => (name: string) => attributes[name] ?? null

const PAGES: readonly Record<string, string>[] = [
  { article: ' 縣/a b ' },
  { article: 'a', site: 'north & south', lang: 'zh-CN' },
  { article: 'a', sort: 'hot', site: '', lang: 'en_GB' },
]

afterEach(() => vi.unstubAllGlobals())

test.each(PAGES)('what is asked early is the very list that the widget asks for: %j', async (attributes) => {
  let asked = ''
  const fetcher = async (url: string | URL | Request) => {
    asked = String(url)
    return new Response('{}')
  }
  const settings = readSettings(of(attributes), matchLanguage)
  await createApi(SERVICE, settings, fetcher).list(settings.sort, null)
  expect(firstPageUrl(SERVICE, of(attributes))).toBe(asked)
})

test('the first page is asked for once, and every other request as ever', async () => {
  const attributes = of({ article: 'a', lang: 'zh-CN' })
  const fetched = vi.fn(async (_: unknown, __?: RequestInit) => new Response('{"comments":[]}'))
  vi.stubGlobal('fetch', fetched)
  const early = askEarly(SERVICE, 'zh-Hans', attributes)
  expect(new Headers(fetched.mock.calls[0]?.[1]?.headers).get('Accept-Language')).toBe('zh-Hans')
  const api = createApi(SERVICE, readSettings(attributes, matchLanguage), withEarly(early, fetch))
  expect(await api.list('newest', null)).toEqual({ ok: true, value: { comments: [] } })
  expect(fetched).toHaveBeenCalledTimes(1)
  await api.list('newest', null)
  await api.list('hot', null)
  expect(fetched).toHaveBeenCalledTimes(3)
  expect(askEarly(SERVICE, 'zh-Hans', of({ article: ' ' }))).toBeUndefined()
  expect(fetched).toHaveBeenCalledTimes(3)
})

test('what was asked early in another language than the page has by now is asked for anew', async () => {
  const fetched = vi.fn(async (_: unknown, init?: RequestInit) => {
    const language = new Headers(init?.headers).get('Accept-Language')
    return new Response(JSON.stringify({ comments: [language] }))
  })
  vi.stubGlobal('fetch', fetched)
  const early = askEarly(SERVICE, 'zh-Hans', of({ article: 'a' }))
  const fetcher = withEarly(early, fetch)
  const list = (lang: string) =>
    createApi(SERVICE, readSettings(of({ article: 'a', lang }), matchLanguage), fetcher).list('newest', null)
  expect(await list('en-GB')).toEqual({ ok: true, value: { comments: ['en'] } })
  // Nor is it kept for a page that changes back, by when it is old.
  expect(await list('zh-CN')).toEqual({ ok: true, value: { comments: ['zh-Hans'] } })
})

test('what was asked early and fails is an error to tell, and one that never comes is given up', async () => {
  const attributes = of({ article: 'a' })
  const url = firstPageUrl(SERVICE, attributes)
  const broken = { url, language: 'zh-Hant' as const, answer: Promise.reject(new TypeError('network')) }
  const settings = readSettings(attributes, matchLanguage)
  expect(await createApi(SERVICE, settings, withEarly(broken, fetch)).list('newest', null)).toEqual({ ok: false })
  vi.useFakeTimers()
  const silent = { ...broken, answer: new Promise<Response>(() => undefined) }
  const answer = createApi(SERVICE, settings, withEarly(silent, fetch)).list('newest', null)
  await vi.advanceTimersByTimeAsync(15_000)
  vi.useRealTimers()
  expect(await answer).toEqual({ ok: false })
})
