import { verify } from 'hono/jwt'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createDemoPortal } from '../../src/demo/portal.ts'

const SECRET = 'a secret that the demo site and the service share'
const NOW = new Date()
const portal = createDemoPortal({ readerTokenSecret: SECRET, now: () => NOW })

async function visit(query = '', cookie = '') {
  const response = await portal.request(`/${query}`, { headers: cookie ? { Cookie: cookie } : {} })
  const page = await response.text()
  const token = /token="([^"]*)"/.exec(page)?.[1] ?? ''
  const set = response.headers.get('Set-Cookie') ?? ''
  return { response, page, token, set, cookie: set.split(';')[0] ?? '' }
}

describe('the article page', () => {
  test('carries the widget for the article at 網友評論', async () => {
    const { response, page } = await visit()
    expect(response.status).toBe(200)
    expect(page).toContain('article="demo-bus-line"')
    expect(page).toContain('<script type="module" src="/widget.js"></script>')
    expect(page).toContain('<a href="/embed/demo-bus-line?lang=zh-Hant">看評論</a>')
    expect(page).toContain('data-yueping-count="demo-bus-line"')
    expect(page).toContain('<a href="/demo/pledge">跟帖評論自律管理承諾書</a>')
  })

  test('allows no inline script or style and no foreign address', async () => {
    const { response, page } = await visit()
    const policy = response.headers.get('Content-Security-Policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain("style-src 'self';")
    expect(page).not.toMatch(/<style|\sstyle=|\son\w+=|<script>/)
    expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff')
    expect(response.headers.get('Cache-Control')).toBe('no-store')
  })

  test('answers with and without the slash at the end', async () => {
    const { Hono } = await import('hono')
    const app = new Hono().route('/demo', portal)
    expect((await app.request('/demo')).status).toBe(200)
    expect((await app.request('/demo/')).status).toBe(200)
    expect((await app.request('/demo/nothing')).status).toBe(404)
  })

  test.each(['/page.css', '/page.js', '/icon.svg', '/pledge'])('%s is there', async (path) => {
    expect((await portal.request(path)).status).toBe(200)
  })

  test('takes theme, language and order from the address, and only known ones', async () => {
    expect((await visit('?theme=dark&lang=en&sort=oldest')).page).toMatch(/lang="en"\s+theme="dark"\s+sort="oldest"/)
    expect((await visit('?theme=%22%3E&lang=xx')).page).toMatch(/lang="zh-Hant"\s+theme="auto"\s+sort="newest"/)
  })
})

describe('the demo reader', () => {
  test('is somebody new at first, with a token for twelve hours, and the same at the second visit', async () => {
    const first = await visit()
    const claims = await verify(first.token, SECRET, 'HS256')
    const issuedAt = Math.floor(NOW.getTime() / 1000)
    expect(claims).toMatchObject({ verified: true, iat: issuedAt, exp: issuedAt + 12 * 3600 })
    expect(claims['name']).toMatch(/^網友\d{4}$/)
    expect(first.set).toMatch(/^demo_reader=.*Path=\/demo; HttpOnly; SameSite=Lax/)
    const second = await verify((await visit('', first.cookie)).token, SECRET, 'HS256')
    expect(second['sub']).toBe(claims['sub'])
    expect((await verify((await visit()).token, SECRET, 'HS256'))['sub']).not.toBe(claims['sub'])
  })

  test('can be named, and the name always means the same reader', async () => {
    const query = `?as=${encodeURIComponent('東昌湖畔')}`
    const one = await verify((await visit(query)).token, SECRET, 'HS256')
    const other = await verify((await visit(query)).token, SECRET, 'HS256')
    expect(one['name']).toBe('東昌湖畔')
    expect(one['sub']).toBe(other['sub'])
  })

  test('can be unverified', async () => {
    const { token } = await visit('?as=a&verified=no')
    expect(await verify(token, SECRET, 'HS256')).toMatchObject({ name: 'a', verified: false })
  })

  test('is signed out by an empty name, also for a reader who was known', async () => {
    const known = await visit()
    const { token, set } = await visit('?as=', known.cookie)
    expect(token).toBe('')
    expect(set).toContain('Max-Age=0')
  })

  test('has a name that stays text and has at most twenty characters', async () => {
    const name = `<img src=x onerror=alert(1)>"'&${'長'.repeat(40)}`
    const { page, token } = await visit(`?as=${encodeURIComponent(name)}`)
    expect(page).not.toContain('<img')
    const claims = await verify(token, SECRET, 'HS256')
    expect(claims['name']).toBe([...name].slice(0, 20).join(''))
  })

  test.each(['demo_reader=x', 'demo_reader=%7B%7D', 'demo_reader=%7B%22subject%22%3A%22%22%7D'])(
    'a cookie %j that says nothing is replaced',
    async (cookie) => {
      const { token } = await visit('', cookie)
      expect((await verify(token, SECRET, 'HS256'))['name']).toMatch(/^網友/)
    },
  )
})

describe('tokens for the traffic replay', () => {
  const ask = (body: string) => portal.request('/tokens', { method: 'POST', body })

  test('are signed one for each name, in order', async () => {
    const response = await ask(JSON.stringify({ names: ['甲', '乙', '甲'] }))
    expect(response.status).toBe(200)
    const { tokens } = z.object({ tokens: z.array(z.string()) }).parse(await response.json())
    const claims = await Promise.all(tokens.map((token) => verify(token, SECRET, 'HS256')))
    expect(claims.map(({ name }) => name)).toEqual(['甲', '乙', '甲'])
    expect(claims[0]!['sub']).toBe(claims[2]!['sub'])
    expect(claims[0]!['sub']).not.toBe(claims[1]!['sub'])
  })

  test.each([
    'no json',
    '{}',
    '{"names":[]}',
    '{"names":[1]}',
    '{"names":["a"],"more":1}',
    JSON.stringify({ names: Array(2001).fill('a') }),
  ])('are refused for %#', async (body) => {
    const response = await ask(body)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ code: 'invalid_request', message: expect.any(String) })
  })

  test('are refused for a body without measure', async () => {
    const response = await ask(JSON.stringify({ names: ['a'.repeat(2 * 1024 * 1024)] }))
    expect(response.status).toBe(413)
  })
})
