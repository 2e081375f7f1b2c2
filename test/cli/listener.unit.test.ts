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
