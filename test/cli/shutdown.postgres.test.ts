import { request } from 'node:http'
import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { createDataFolder, fetchTokens, findPostmasterPid, startService, until } from './service.ts'

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  test(`${signal} answers the request under way, stops PostgreSQL and ends with 0`, async () => {
    const folder = await createDataFolder()
    const service = await startService({ YUEPING_DATA: folder })
    const [token] = await fetchTokens(service.origin, ['冠縣網友'])
    const post = await beginPost(service.origin, token!)

    service.child.kill(signal)
    await until(() => isRefused(service.origin))
    const answer = await post.finish('{"text":"公交開到家門口，老人進城方便多了。"}')

    expect(answer.status).toBe(201)
    expect(JSON.parse(answer.body)).toMatchObject({ status: 'published' })
    const { code, err } = await service.ended
    expect(code).toBe(0)
    expect(err).not.toMatch(/error|"level":(50|60)/i)
    expect(await findPostmasterPid(folder)).toBeUndefined()
  })
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

function isRefused(origin: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(origin).port), '127.0.0.1')
    socket.once('connect', () => resolve(false)).once('error', () => resolve(true))
    socket.unref()
  })
}
