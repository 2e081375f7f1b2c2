import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { expect, test } from 'vitest'
import { openListener } from '../../src/cli/listener.ts'

const NEVER = new AbortController().signal
const REQUEST = 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'

test('a connection that asks just after draining began is answered and closed', async () => {
  const listener = await openAnswering()
  const [fresh, kept] = await Promise.all([open(listener.port), open(listener.port)])
  kept.write(REQUEST)
  await once(kept, 'data')

  const drained = listener.drain(NEVER)
  const answers = Promise.all([readAll(fresh), readAll(kept)])
  for (const socket of [fresh, kept]) socket.write(REQUEST)
  for (const answer of await answers) expect(answer).toMatch(/^HTTP\/1\.1 200 .*connection: close.*yes/is)
  await drained
})

test('silent connections hold the end up by no more than the grace', async () => {
  const listener = await openAnswering()
  const silent = await open(listener.port)
  const closed = once(silent, 'close')
  const from = performance.now()
  await listener.drain(NEVER)
  await closed
  expect(performance.now() - from).toBeLessThan(1500)
})

test.each([
  [`GET /?q=${'a'.repeat(20_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`, 431, 'headers_too_large'],
  ['BREW /pot HTCPCP/1.0\r\n\r\n', 400, 'request_unreadable'],
])('a request that cannot be read is refused in JSON', async (request, status, code) => {
  const listener = await openAnswering()
  const socket = await open(listener.port)
  socket.write(request)
  const [head = '', body = ''] = (await readAll(socket)).split('\r\n\r\n')
  expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} .*content-type: application/json`, 'is'))
  expect(head).toContain(`Content-Length: ${Buffer.byteLength(body)}`)
  expect(JSON.parse(body)).toEqual({ code, message: expect.stringMatching(/請求|網址.*[a-z]/) })
  await listener.drain(NEVER)
})

async function openAnswering() {
  const listener = await openListener('127.0.0.1', 0)
  listener.answerWith(() => new Response('yes'))
  return listener
}

async function open(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  return socket
}

async function readAll(socket: Socket): Promise<string> {
  let text = ''
  for await (const chunk of socket.setEncoding('utf8')) text += chunk
  return text
}
