import { once } from 'node:events'
import { request } from 'node:http'
import { connect } from 'node:net'
import { expect, test, vi } from 'vitest'
import { createDataFolder, fetchTokens, findPostmasterPid, json, startService, until } from './service.ts'

// Every test starts the whole program, on a machine that may be busy with the other tests.
vi.setConfig({ testTimeout: 120_000 })

/** When this is reached the rest is dropped, not answered: whatever kept the service was no request. */
const DRAIN_LIMIT_MS = 10_000

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  test(`${signal} answers the request under way, stops PostgreSQL and ends with 0`, async () => {
    const folder = await createDataFolder()
    const service = await startService({ YUEPING_DATA: folder })
    const [token] = await fetchTokens(service.origin, ['冠縣網友'])
    const post = await beginPost(service.origin, token!)
    await openSilently(service.origin)

    const signalledAt = performance.now()
    service.child.kill(signal)
    await until(() => isRefused(service.origin))
    const answer = await post.finish('{"text":"公交開到家門口，老人進城方便多了。"}')

    expect(answer.status).toBe(201)
    expect(JSON.parse(answer.body)).toMatchObject({ status: 'published' })
    const { code, err } = await service.ended
    expect(code).toBe(0)
    expect(performance.now() - signalledAt).toBeLessThan(DRAIN_LIMIT_MS)
    expect(err).not.toMatch(/error|"level":(50|60)/i)
    expect(await findPostmasterPid(folder)).toBeUndefined()
  })
}

test('a console that watches is told the end, and holds up nothing', async () => {
  const folder = await createDataFolder()
  const service = await startService({ YUEPING_DATA: folder })
  const stream = await watch(service.origin, service.firstPassword ?? '')
  const first = await stream.getReader().read()
  expect(new TextDecoder().decode(first.value)).toContain('event: counts')

  const signalledAt = performance.now()
  service.child.kill('SIGTERM')
  const { code, err } = await service.ended
  expect(code).toBe(0)
  expect(performance.now() - signalledAt).toBeLessThan(DRAIN_LIMIT_MS)
  expect(err).not.toMatch(/error|"level":(50|60)/i)
})

/** Signs the first admin in, past the one-time password, and opens the stream of changes. */
async function watch(origin: string, password: string): Promise<ReadableStream<Uint8Array>> {
  const api = `${origin}/v1/moderator`
  const entered = await fetch(`${api}/session`, json({ username: 'admin', password }, { origin }))
  const cookie = (entered.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const { csrfToken } = (await entered.json()) as { csrfToken: string }
  const headers = { origin, cookie, 'x-csrf-token': csrfToken }
  expect((await fetch(`${api}/password`, json({ password: '一個只有我知道的好密碼' }, headers))).status).toBe(200)
  const { body } = await fetch(`${api}/events`, { headers: { cookie } })
  if (!body) throw new Error('no stream')
  return body
}

test('a second Ctrl-C drops the request under way and still stops PostgreSQL', async () => {
  const folder = await createDataFolder()
  const service = await startService({ YUEPING_DATA: folder })
  const [token] = await fetchTokens(service.origin, ['冠縣網友'])
  const post = await beginPost(service.origin, token!)

  const press = setInterval(() => service.child.kill('SIGINT'), 600)
  await expect(post.ended).rejects.toThrow()
  clearInterval(press)
  expect((await service.ended).code).toBe(0)
  expect(await findPostmasterPid(folder)).toBeUndefined()
})

/** Sends the head of a POST; the service has read it when it asks for the body. */
async function beginPost(origin: string, token: string) {
  const url = new URL('/v1/articles/guanxian/comments', origin)
  const outgoing = request(url, {
    method: 'POST',
    headers: { origin, authorization: `Bearer ${token}`, 'content-type': 'application/json', expect: '100-continue' },
  })
  const ended = new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
    outgoing.on('error', reject)
    outgoing.on('response', async (incoming) => {
      let body = ''
      for await (const chunk of incoming.setEncoding('utf8')) body += chunk
      resolve({ status: incoming.statusCode, body })
    })
  })
  const asked = new Promise((resolve) => outgoing.once('continue', resolve))
  outgoing.flushHeaders()
  await asked
  return {
    ended,
    finish(body: string) {
      outgoing.end(body)
      return ended
    },
  }
}

/** A connection that never asks anything, as browsers open them in advance. */
function openSilently(origin: string): Promise<unknown> {
  const socket = connect(Number(new URL(origin).port), '127.0.0.1').unref()
  return once(
    socket.on('error', () => undefined),
    'connect',
  )
}

function isRefused(origin: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(origin).port), '127.0.0.1')
    socket
      .once('error', () => resolve(true))
      .once('connect', () => {
        socket.destroy()
        resolve(false)
      })
  })
}
