import { sign } from 'hono/jwt'
import { describe, expect, test } from 'vitest'
import { matchLanguage } from '../../src/widget/language.ts'
import { describePage } from '../../src/widget/page.ts'
import { readSettings } from '../../src/widget/settings.ts'
import { readReader } from '../../src/widget/token.ts'

const settings = (attributes: Record<string, string>) => readSettings((name) => attributes[name] ?? null, matchLanguage)

describe('attributes', () => {
  test('have defaults', () => {
    expect(settings({ article: ' a ' })).toEqual({
      article: 'a',
      token: '',
      language: 'zh-Hant',
      theme: 'auto',
      sort: 'newest',
      site: '',
      signInUrl: '',
      verifyUrl: '',
      pledgeUrl: '',
    })
  })

  test('that are unknown fall back', () => {
    const { theme, sort, language } = settings({ theme: 'blue', sort: 'best', lang: 'xx' })
    expect([theme, sort, language]).toEqual(['auto', 'newest', 'zh-Hant'])
  })

  test.each([
    ['/login?back=1', '/login?back=1'],
    ['https://portal.example/login', 'https://portal.example/login'],
    ['javascript:alert(1)', ''],
    [' JaVaScRiPt:alert(1)', ''],
    ['data:text/html,x', ''],
  ])('the link %j leads to %j', (value, target) => {
    expect(settings({ 'sign-in-url': value }).signInUrl).toBe(target)
  })
})

describe('the reader of a token', () => {
  const now = new Date('2026-03-18T00:00:00Z')
  const second = now.getTime() / 1000
  const read = async (claims: Record<string, unknown>) => readReader(await sign(claims, 'secret', 'HS256'), now)

  test('is ready when verified, with the name in any script', async () => {
    expect(await read({ name: '東昌湖畔', verified: true, exp: second + 60 })).toEqual({
      standing: 'ready',
      name: '東昌湖畔',
    })
  })

  test('is unverified when the portal says so', async () => {
    expect(await read({ name: 'a', verified: false, exp: second + 60 })).toEqual({ standing: 'unverified', name: 'a' })
  })

  test('has expired with the token', async () => {
    expect(await read({ name: 'a', verified: true, exp: second })).toEqual({ standing: 'expired', name: 'a' })
  })

  test('is nobody without a token', () => {
    expect(readReader('', now)).toEqual({ standing: 'signed_out' })
  })

  test.each(['x', 'a.b.c', 'a.bnVsbA.c', '..'])('an unreadable token %j asks for a reload', (token) => {
    expect(readReader(token, now)).toEqual({ standing: 'expired', name: '' })
  })
})

describe('the page of an article', () => {
  const here = 'https://portal.example/news/1?from=app#comments'

  test('has the canonical address of the same origin', () => {
    expect(describePage(' 題 ', here, '/news/1')).toEqual({ title: '題', url: 'https://portal.example/news/1' })
  })

  test.each([null, '', 'https://elsewhere.example/news/1', 'http://['])(
    'ignores %j as canonical address',
    (canonical) => {
      expect(describePage('題', here, canonical)?.url).toBe('https://portal.example/news/1?from=app')
    },
  )

  test('is left out when it was not loaded over http', () => {
    expect(describePage('題', 'file:///a.html', null)).toBeUndefined()
  })

  test('has a title that is never cut within a character', () => {
    const title = describePage(`${'a'.repeat(299)}😀`, here, null)?.title
    expect(title).toBe('a'.repeat(299))
  })
})
