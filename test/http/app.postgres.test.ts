import { rm } from 'node:fs/promises'
import { Writable } from 'node:stream'
import { Hono } from 'hono'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createDatabase } from '../../src/storage/database.ts'
import { createFactory } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import { refusal } from './refusal.ts'
import { buildAssets, createService, ORIGIN, post, type Service, signToken } from './service.ts'

let database: TestDatabase
let service: Service
let assets: string

beforeAll(async () => {
  database = await createTestDatabase()
  await createFactory(database.db).site.insert({ origins: [ORIGIN] })
  assets = await buildAssets()
})
beforeEach(() => {
  service = createService(database.db, { assets })
})
afterAll(async () => {
  await database.drop()
  await rm(assets, { recursive: true })
})

test('a path that is nobody’s is a 404 like every other error', async () => {
  const { message } = await refusal(await service.request('/v1/nothing/here'), 404, 'not_found')
  expect(message).toContain('/v1/nothing/here')
  await refusal(await service.request('/v2'), 404, 'not_found')
})

test.each([
  ['PUT', '/v1/articles/article-1/comments', 'GET, HEAD, POST'],
  ['PATCH', '/v1/comments/0198', 'DELETE, GET, HEAD, PUT'],
  ['POST', '/v1/counts', 'GET, HEAD'],
  ['PATCH', '/v1/moderator/session', 'DELETE, GET, HEAD, POST'],
  ['OPTIONS', '/healthz', 'GET, HEAD'],
  ['POST', '/widget.js', 'GET, HEAD'],
])('%s %s is a 405 that says what is possible', async (method, path, allow) => {
  const response = await service.request(path, { method })
  expect(response.headers.get('allow')?.split(', ').sort().join(', ')).toBe(allow)
  await refusal(response, 405, 'method_not_allowed')
})

test('every answer carries the security headers and a request id', async () => {
  for (const path of ['/healthz', '/nothing', '/v1/counts?article=a', '/openapi.json', '/docs', '/console/']) {
    const { headers } = await service.request(path)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('strict-origin-when-cross-origin')
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(headers.get('strict-transport-security')).toBeNull()
    expect(headers.get('x-request-id')).toMatch(/./)
  }
})

describe('when something breaks', () => {
  /** A log that can be read. */
  function readableLog() {
    const lines: string[] = []
    const stream = new Writable({
      write(chunk: Buffer, _encoding, done) {
        lines.push(chunk.toString())
        done()
      },
    })
    return { lines, log: pino({ level: 'trace' }, stream) }
  }

  test('the cause goes to the log with the request id, and never to the caller', async () => {
    const { lines, log } = readableLog()
    const demo = new Hono().get('/broken', () => {
      throw new Error('the cause with a secret')
    })
    const broken = createService(database.db, { log, demo })
    const response = await broken.request('/demo/broken', { headers: { 'X-Request-Id': 'request-7' } })
    const body = await refusal(response, 500, 'internal_error')
    expect(JSON.stringify(body)).not.toContain('secret')
    expect(body.message).toContain('request-7')
    const logged = lines.find((line) => line.includes('the cause with a secret'))
    expect(JSON.parse(logged ?? '{}')).toMatchObject({ requestId: 'request-7', level: 50, path: '/demo/broken' })
  })

  test('a body that its sender broke off is neither an error nor an outage', async () => {
    const { lines, log } = readableLog()
    const demo = new Hono().post('/broken', () => {
      throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' })
    })
    const response = await createService(database.db, { log, demo }).request('/demo/broken', { method: 'POST' })
    expect(response.status).not.toBe(503)
    expect(lines.filter((line) => JSON.parse(line).level >= 50)).toEqual([])
  })

  test('neither token nor text is logged', async () => {
    const { lines, log } = readableLog()
    const logged = createService(database.db, { log })
    const token = await signToken(logged.clock)
    await post(logged, { token, text: '一句不該進日誌的話' })
    expect(lines.length).toBeGreaterThan(0)
    expect(lines.join('')).not.toContain(token)
    expect(lines.join('')).not.toContain('不該進日誌')
  })

  test('a database that is away is a 503 everywhere but where none is needed', async () => {
    const away = createDatabase('postgres://nobody@127.0.0.1:1/nothing')
    const cut = createService(away)
    await refusal(await cut.request('/v1/articles/article-1/comments'), 503, 'service_unavailable')
    await refusal(await post(cut), 503, 'service_unavailable')
    await refusal(await cut.request('/readyz'), 503, 'service_unavailable')
    expect((await cut.request('/healthz')).status).toBe(200)
    await away.destroy()
  })
})

test('the service is ready once the database answers and the screener is loaded', async () => {
  const response = await service.request('/readyz')
  expect(response.status).toBe(200)
  expect(await response.json()).toEqual({
    status: 'ok',
    lexiconVersion: 'lexicon-test',
    policyVersion: 'policy-1',
    unreadableModels: 0,
  })
})

describe('the front door', () => {
  test('is the demo when there is one, else the documentation', async () => {
    expect((await service.request('/')).headers.get('location')).toBe('/docs')
    const demo = new Hono().get('/', (c) => c.text('示範'))
    const shown = createService(database.db, { demo })
    expect((await shown.request('/')).headers.get('location')).toBe('/demo/')
    expect(await (await shown.request('/demo')).text()).toBe('示範')
  })
})

describe('the widget', () => {
  test('may be loaded by every website and is asked after again', async () => {
    const response = await service.request('/widget.js', { headers: { Origin: 'https://any.example' } })
    expect([response.status, await response.text()]).toEqual([200, 'export {}'])
    expect(response.headers.get('content-type')).toMatch(/^text\/javascript/)
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    const etag = response.headers.get('etag') ?? ''
    const again = await service.request('/widget.js', { headers: { 'If-None-Match': etag } })
    expect([again.status, await again.text()]).toEqual([304, ''])
    expect(again.headers.get('access-control-allow-origin')).toBe('*')
  })

  test('brings files that never change, which every website may load as modules too', async () => {
    const file = await service.request('/widget/draw-1a2b.js', { headers: { Origin: 'https://any.example' } })
    expect([file.status, await file.text()]).toEqual([200, 'export {}'])
    expect(file.headers.get('access-control-allow-origin')).toBe('*')
    expect(file.headers.get('cache-control')).toContain('immutable')
    expect((await service.request('/widget.js')).headers.get('cache-control')).toBe('no-cache')
    expect((await service.request('/counts.js')).headers.get('access-control-allow-origin')).toBe('*')
    for (const path of ['/widget/gone.js', '/widget/..%2fwidget.js', '/widget/%2e%2e%2f%2e%2e%2fsecret.txt'])
      await refusal(await service.request(path), 404, 'not_found')
  })

  test('that was not built is not found', async () => {
    await refusal(await createService(database.db).request('/widget.js'), 404, 'not_found')
  })
})

describe('the console', () => {
  test('is one page under every path, with files that never change', async () => {
    for (const path of ['/console/', '/console/queue/7']) {
      const response = await service.request(path)
      expect(await response.text()).toContain('審核台')
      expect(response.headers.get('content-type')).toMatch(/^text\/html/)
      expect(response.headers.get('cache-control')).toBe('no-cache')
      expect(response.headers.get('content-security-policy')).toContain("script-src 'self';")
    }
    expect((await service.request('/console')).headers.get('location')).toBe('/console/')
    const file = await service.request('/console/assets/index-1a2b.js')
    expect(file.headers.get('cache-control')).toContain('immutable')
    await refusal(await service.request('/console/assets/gone.js'), 404, 'not_found')
  })

  test.each([
    '/console/../secret.txt',
    '/console/%2e%2e/secret.txt',
    '/console/..%2fsecret.txt',
    '/console/%2e%2e%2fsecret.txt',
    '/console/..%5csecret.txt',
    '/console//etc/passwd',
    '/docs/..%2fpackage.json',
    '/docs/package.json',
  ])('%s leads out of no folder', async (path) => {
    const body = await (await service.request(path)).text()
    expect(body).not.toContain('not to be served')
    expect(body).not.toContain('root:')
    expect(body).not.toContain('"version"')
  })
})

describe('the documentation', () => {
  test('runs only scripts from here', async () => {
    const response = await service.request('/docs')
    const page = await response.text()
    expect(page).not.toMatch(/<script(?![^>]*\bsrc="\/docs\/)/)
    expect(response.headers.get('content-security-policy')).toContain("script-src 'self';")
    for (const [, path = ''] of page.matchAll(/(?:src|href)="([^"]+)"/g))
      expect((await service.request(path)).status).toBe(200)
  })

  test('tells every route of the interface with its errors', async () => {
    const document: unknown = await (await service.request('/openapi.json')).json()
    expect(document).toMatchObject({
      openapi: '3.1.0',
      servers: [{ url: '/' }],
      components: {
        securitySchemes: {
          readerToken: { scheme: 'bearer' },
          session: { in: 'cookie' },
          csrfToken: { in: 'header', name: 'X-CSRF-Token' },
        },
      },
      paths: {
        '/v1/counts': { get: { parameters: [{ name: 'article' }, { name: 'site' }, { name: 'lang' }] } },
        '/v1/moderator/claims': { post: { security: [{ session: [], csrfToken: [] }] } },
      },
    })
    const { paths } = document as { paths: Record<string, Record<string, { responses: object; summary?: string }>> }
    const documented = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
    )
    const served = service.app.routes
      .filter(({ method, path }) => method !== 'ALL' && (path.startsWith('/v1/') || path.endsWith('z')))
      .map(({ method, path }) => `${method} ${path}`)
    expect(documented.sort()).toEqual([...new Set(served)].sort())
    for (const methods of Object.values(paths))
      for (const { responses, summary } of Object.values(methods)) {
        expect(summary).toMatch(/./)
        expect(Object.keys(responses)).toEqual(expect.arrayContaining(['400', '405', '500', '503']))
      }
    const posting = paths['/v1/articles/{article}/comments']?.['post']?.responses ?? {}
    expect(Object.keys(posting)).toEqual([
      '201',
      '400',
      '401',
      '403',
      '404',
      '405',
      '409',
      '413',
      '415',
      '422',
      '428',
      '429',
      '500',
      '503',
    ])
  })
})
