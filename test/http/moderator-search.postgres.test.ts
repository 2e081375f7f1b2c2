import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { SearchPage } from '../../src/http/moderator/search/search-schemas.ts'
import { createFactory, screened } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import { addModerator, Console } from './moderator.ts'
import { refusal } from './refusal.ts'
import { createService, ORIGIN, type Service } from './service.ts'

let database: TestDatabase
let service: Service
let chenlan: Console

beforeAll(async () => {
  database = await createTestDatabase()
  const factory = createFactory(database.db)
  await factory.site.insert({ origins: [ORIGIN] })
  await factory.article.insert()
  await addModerator(database.db, { username: 'chenlan', displayName: '陳嵐' })
  await addModerator(database.db, { username: 'auditor', role: 'auditor' })
  for (let minute = 0; minute < 5; minute += 1)
    await factory.comment.insert({ text: `公交 ${minute}`, at: new Date(Date.UTC(2026, 10, 28, 8, minute)) })
  await factory.comment.insert({
    text: '=HYPERLINK("http://x","點")\n第二行',
    displayName: '＠cmd',
    at: new Date(Date.UTC(2026, 10, 28, 7)),
    screening: screened('block'),
  })
})

beforeEach(async () => {
  service = createService(database.db)
  chenlan = new Console(service)
  await chenlan.enter('chenlan')
})

afterAll(() => database.drop())

async function search(query: string, console = chenlan): Promise<SearchPage> {
  const response = await console.send('GET', `/comments?${query}`)
  expect(response.status).toBe(200)
  return SearchPage.parse(await response.json())
}

const saying = (text: string) => `text=${encodeURIComponent(text)}`

describe('a search', () => {
  test('gives one page after the other, and the number with the first', async () => {
    const first = await search(`${saying('公交')}&limit=3`)
    expect(first.comments.map(({ text }) => text)).toEqual(['公交 4', '公交 3', '公交 2'])
    expect(first.total).toEqual({ count: 5, isAtLeast: false })
    const second = await search(`${saying('公交')}&limit=3&cursor=${first.nextCursor}`)
    expect(second.comments.map(({ text }) => text)).toEqual(['公交 1', '公交 0'])
    expect([second.total, second.nextCursor]).toEqual([null, null])
  })

  test('tells what became of a comment', async () => {
    const { comments } = await search('status=rejected')
    expect(comments).toMatchObject([
      {
        status: 'rejected',
        category: 'ad_spam',
        verdict: 'block',
        suspected: 'ad_spam',
        author: { name: '＠cmd' },
        article: { title: '公交開到家門口' },
        decision: { kind: 'reject', by: 'policy' },
        holder: null,
        queues: [],
      },
    ])
    expect((await search('author=%40cmd&entry=detector%3Acontact&from=2026-11-28T07:00:00Z')).comments).toHaveLength(1)
    expect((await search('moderator=chenlan')).comments).toEqual([])
    expect((await search(`article=${encodeURIComponent('公交开到')}`)).comments).toHaveLength(6)
    expect((await search('article=nowhere')).comments).toEqual([])
  })

  test.each([
    ['text=', 'text'],
    [saying('！？'), 'text'],
    ['match=fuzzy', 'match'],
    ['category=nonsense', 'category'],
    ['status=lost', 'status'],
    ['queue=lost', 'queue'],
    ['verdict=maybe', 'verdict'],
    ['from=yesterday', 'from'],
    ['from=2026-11-28T00:00:00Z&to=2026-11-28T00:00:00Z', 'to'],
    ['limit=0', 'limit'],
    ['limit=101', 'limit'],
    ['cursor=bm8', 'cursor'],
    ['colour=red', 'query'],
    [`text=${'長'.repeat(101)}`, 'text'],
    ['author=%00', 'author'],
  ])('refuses %s and names what is wrong', async (query, path) => {
    const body = await refusal(await chenlan.send('GET', `/comments?${query}`), 400, 'invalid_request')
    expect(body.issues?.[0]?.path).toBe(path)
  })

  test('looks into the queue of the leads only for those who may', async () => {
    await refusal(await chenlan.send('GET', '/comments?queue=escalated'), 403, 'role_forbidden')
    const auditor = new Console(service)
    await auditor.enter('auditor')
    expect((await search('queue=escalated', auditor)).comments).toEqual([])
  })
})

describe('the table', () => {
  test('holds exactly what the search shows, with no formula in it, for an auditor too', async () => {
    const auditor = new Console(service)
    await auditor.enter('auditor')
    const response = await auditor.send('GET', '/comments.csv?lang=zh-Hant')
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(response.headers.get('content-disposition')).toMatch(
      /^attachment; filename="comments-demo-\d{4}-\d\d-\d\d\.csv"$/,
    )
    const bytes = new Uint8Array(await response.arrayBuffer())
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const lines = new TextDecoder().decode(bytes).split('\r\n')
    expect(lines[0]).toContain('評論編號,時間,狀態')
    expect(lines).toHaveLength(8)
    const { comments } = await search('')
    expect(lines.slice(1, 7).map((line) => line.slice(0, 36))).toEqual(comments.map(({ id }) => id))
    expect(lines[1]).toContain(',2026-11-28 16:04:00,held,')
    expect(lines[6]).toContain(`"'=HYPERLINK(""http://x"",""點"")\n第二行"`)
    expect(lines[6]).toContain(`,'＠cmd,`)
    expect(lines[6]).toContain(',商業廣告或招攬,')
  })

  test('goes through all pages', async () => {
    const reader = await createFactory(database.db).reader.insert()
    for (let count = 0; count < 501; count += 1)
      await createFactory(database.db).comment.insert({ text: '地鐵', readerId: reader.id })
    const response = await chenlan.send('GET', `/comments.csv?${saying('地铁')}`)
    expect((await response.text()).split('\r\n')).toHaveLength(503)
  })

  test('takes no cursor and no wrong filter', async () => {
    await refusal(await chenlan.send('GET', '/comments.csv?cursor=x'), 400, 'invalid_request')
    await refusal(await chenlan.send('GET', '/comments.csv?status=lost'), 400, 'invalid_request')
  })
})
