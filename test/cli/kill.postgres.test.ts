import { expect, test, vi } from 'vitest'
import { createDataFolder, fetchTokens, findPostmasterPid, json, type Service, startService, until } from './service.ts'

// Every test starts the whole program, on a machine that may be busy with the other tests.
vi.setConfig({ testTimeout: 120_000 })

const WRITERS = 6
const ENOUGH = 60

test('no acknowledged comment is missing after the service is killed in the middle of a stream of posts', async () => {
  const folder = await createDataFolder()
  const variables = {
    YUEPING_DATA: folder,
    YUEPING_COMMENTS_PER_READER: '1000',
    YUEPING_REQUESTS_PER_ADDRESS: '100000',
    YUEPING_ARTICLE_COMMENTS: '1000000',
  }
  const first = await startService(variables)
  expect(first.firstPassword).toMatch(/^[a-z2-9-]{19}$/)

  const acknowledged = new Map<string, string>()
  const names = Array.from({ length: WRITERS }, (_, index) => `寫手${index}`)
  const tokens = await fetchTokens(first.origin, names)
  const streams = tokens.map((token, index) => postForEver(first, token, `article-${index}`, acknowledged))
  await until(async () => acknowledged.size >= ENOUGH)
  first.child.kill('SIGKILL')
  await Promise.all(streams)
  await first.ended
  expect(await findPostmasterPid(folder)).toBeDefined()

  const second = await startService(variables)
  expect(second.firstPassword).toBeUndefined()
  const stored = new Map<string, string>()
  for (const [index, token] of (await fetchTokens(second.origin, names)).entries()) {
    for (const own of await listPublished(second, token, `article-${index}`)) stored.set(own.id, own.text)
  }
  const missing = [...acknowledged].filter(([id, text]) => stored.get(id) !== text)
  expect(missing).toEqual([])
  expect(stored.size).toBeGreaterThanOrEqual(ENOUGH)

  second.child.kill('SIGTERM')
  expect((await second.ended).code).toBe(0)
  expect(await findPostmasterPid(folder)).toBeUndefined()
})

test('when PostgreSQL is killed it is started again, and the service goes on with what was stored', async () => {
  const folder = await createDataFolder()
  const service = await startService({ YUEPING_DATA: folder })
  const [token] = await fetchTokens(service.origin, ['冠縣網友'])
  const headers = { origin: service.origin, authorization: `Bearer ${token}` }
  const post = async (text: string) => {
    const answer = await fetch(`${service.origin}/v1/articles/guanxian/comments`, json({ text }, headers))
    return { status: answer.status, body: (await answer.json()) as { code?: string } }
  }
  expect((await post('公交開到家門口，真好。')).status).toBe(201)

  const killed = await findPostmasterPid(folder)
  process.kill(killed!, 'SIGKILL')
  // Meanwhile a comment is refused with a reason or stored, never lost or half stored.
  const refused: string[] = []
  await until(async () => {
    const { status, body } = await post('公交開到門口，老人方便。')
    if (status !== 201) refused.push(`${status} ${body.code}`)
    return status === 201
  })

  expect(new Set(refused)).toEqual(new Set(refused.length > 0 ? ['503 service_unavailable'] : []))
  expect(await findPostmasterPid(folder)).not.toBe(killed)
  const texts = (await listPublished(service, token!, 'guanxian')).map((comment) => comment.text)
  expect(texts).toEqual(['公交開到門口，老人方便。', '公交開到家門口，真好。'])
  service.child.kill('SIGTERM')
  expect((await service.ended).code).toBe(0)
  expect(await findPostmasterPid(folder)).toBeUndefined()
})

async function postForEver(service: Service, token: string, article: string, acknowledged: Map<string, string>) {
  for (let number = 1; ; number += 1) {
    const text = `第 ${number} 天，公交很方便。`
    try {
      const headers = { origin: service.origin, authorization: `Bearer ${token}` }
      const answer = await fetch(`${service.origin}/v1/articles/${article}/comments`, json({ text }, headers))
      const { id, status } = (await answer.json()) as { id: string; status: string }
      if (answer.status !== 201 || status !== 'published') throw new Refused(`${answer.status} ${status}`)
      acknowledged.set(id, text)
    } catch (error) {
      if (error instanceof Refused) throw error
      return
    }
  }
}

class Refused extends Error {}

async function listPublished(service: Service, token: string, article: string) {
  const found: { id: string; text: string }[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const url = new URL(`/v1/articles/${article}/comments?limit=50`, service.origin)
    if (cursor !== '') url.searchParams.set('cursor', cursor)
    const answer = await fetch(url, { headers: { origin: service.origin, authorization: `Bearer ${token}` } })
    expect(answer.status).toBe(200)
    const page = (await answer.json()) as { comments: { id: string; text: string }[]; nextCursor: string | null }
    found.push(...page.comments)
    cursor = page.nextCursor
  }
  return found
}
