import { describe, expect, test } from 'vitest'
import { createApi } from '../../src/widget/api.ts'
import { matchLanguage } from '../../src/widget/language.ts'
import { signedApi } from '../../src/widget/own-api.ts'
import { readSettings } from '../../src/widget/settings.ts'

interface Seen {
  readonly url: URL
  readonly init: RequestInit
  readonly headers: Headers
}

function answering(answer: () => Response | Promise<Response>, attributes: Record<string, string> = {}) {
  const seen: Seen[] = []
  const given = new Map(Object.entries({ article: '縣/a b', token: 't.o.k', lang: 'zh-Hans', ...attributes }))
  const settings = readSettings((name) => given.get(name) ?? null, matchLanguage)

  const fetcher = async (url: string | URL | Request, init: RequestInit = {}) => {
    seen.push({ url: new URL(String(url)), init, headers: new Headers(init.headers) })
    return answer()
  }
  return { api: signedApi(createApi('https://comments.example', settings, fetcher)), seen }
}

const json = (body: unknown, status = 200, headers = {}) => new Response(JSON.stringify(body), { status, headers })

describe('requests', () => {
  test('the list is asked for by article, order and cursor, without the token or a cookie', async () => {
    const { api, seen } = answering(() => json({ comments: [] }))
    await api.list('oldest', 'c+1')
    const { url, init, headers } = seen[0]!
    expect(url.origin).toBe('https://comments.example')
    expect(url.pathname).toBe('/v1/articles/%E7%B8%A3%2Fa%20b/comments')
    expect(Object.fromEntries(url.searchParams)).toEqual({ sort: 'oldest', limit: '20', cursor: 'c+1' })
    expect(headers.get('Accept-Language')).toBe('zh-Hans')
    expect(headers.has('Authorization')).toBe(false)
    expect(init.credentials).toBe('omit')
  })

  test('a comment travels with the token, its key and the page', async () => {
    const { api, seen } = answering(() => json({ id: '1' }, 201))
    const comment = { text: '你好', page: { title: '題', url: 'https://portal.example/a' } }
    expect(await api.post(comment, 'key-1')).toEqual({ ok: true, value: { id: '1' } })
    const { init, headers } = seen[0]!
    expect(init.method).toBe('POST')
    expect(headers.get('Authorization')).toBe('Bearer t.o.k')
    expect(headers.get('Idempotency-Key')).toBe('key-1')
    expect(JSON.parse(String(init.body))).toEqual(comment)
  })

  test('the site is named when the portal names it', async () => {
    const { api, seen } = answering(() => json({ counts: { '縣/a b': 7 } }), { site: 'north' })
    const path = `/v1/counts?article=${api.article}`
    expect(await api.read(path)).toEqual({ ok: true, value: { counts: { '縣/a b': 7 } } })
    expect(api.at('/v1/articles/a/events').search).toBe('?site=north')
    expect(Object.fromEntries(seen[0]!.url.searchParams)).toEqual({ article: '縣/a b', site: 'north' })
  })

  test.each([
    () => json({ code: 'article_unknown', message: '說明' }, 404),
    () => new Response('<html>a login page</html>'),
    () => Promise.reject(new TypeError('Failed to fetch')),
  ])('what could not be read is no more than that: answer %#', async (answer) => {
    const { api } = answering(answer)
    expect(await api.list('newest', null)).toEqual({ ok: false })
  })

  test('withdrawing has no body to read', async () => {
    const { api, seen } = answering(() => new Response(null, { status: 204 }))
    expect(await api.withdraw('id/1')).toEqual({ ok: true, value: null })
    expect(seen[0]!.url.pathname).toBe('/v1/comments/id%2F1')
  })
})

describe('problems', () => {
  const refusal = (code: string) => ({ code, message: '說明' })
  test.each([
    [() => json(refusal('token_missing'), 401), { kind: 'signed_out' }],
    [() => json(refusal('token_expired'), 401), { kind: 'expired' }],
    [() => json(refusal('token_invalid'), 401), { kind: 'expired' }],
    [() => json(refusal('reader_unverified'), 403), { kind: 'unverified' }],
    [() => json(refusal('article_closed'), 403), { kind: 'closed' }],
    [() => json(refusal('text_too_long'), 422), { kind: 'refused', code: 'text_too_long', message: '說明' }],
    [
      () =>
        json(
          {
            code: 'too_many_requests',
            message: '歇一歇，38 秒後可以再發。每人每 10 分鐘最多 5 條。',
            retryAfterSeconds: 38,
          },
          429,
        ),
      { kind: 'slow', seconds: 38, why: '每人每 10 分鐘最多 5 條。' },
    ],
    [() => json(refusal('too_many_requests'), 429, { 'Retry-After': '7' }), { kind: 'slow', seconds: 7, why: '' }],
    [() => new Response('busy', { status: 429 }), { kind: 'slow', seconds: 10, why: '' }],
    [() => json(refusal('internal_error'), 500), { kind: 'server' }],
    [() => new Response('<html>bad gateway</html>', { status: 502 }), { kind: 'server' }],
    [() => new Response('<html>a login page</html>'), { kind: 'server' }],
    [() => Promise.reject(new TypeError('Failed to fetch')), { kind: 'offline' }],
  ])('answer %# is told apart by what the reader can do', async (answer, problem) => {
    const { api } = answering(answer)
    expect(await api.post({ text: '你好' }, 'key')).toEqual({ ok: false, problem })
  })
})
