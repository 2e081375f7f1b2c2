import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { CommentPage, OwnComment, OwnCommentPage, Permalink, ReplyPage } from '../../src/http/reader/schemas.ts'
import { verifyChain } from '../../src/storage/events.ts'
import { createFactory, SITE } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import { refusal } from './refusal.ts'
import { countRows, createService, ORIGIN, type Post, post, type Service, signToken, TEXTS } from './service.ts'

let database: TestDatabase
let service: Service

beforeAll(async () => {
  database = await createTestDatabase()
  await createFactory(database.db).site.insert({ origins: [ORIGIN] })
})
beforeEach(() => {
  service = createService(database.db)
})
afterAll(() => database.drop())

interface Said {
  readonly name?: string
  readonly replyTo?: string
  readonly text?: string
  readonly headers?: Post['headers']
}

async function say(article: string, { name = '冠縣網友', text = TEXTS.pass, headers = {}, ...said }: Said = {}) {
  const token = await signToken(service.clock, { sub: name, name })
  return post(service, { article, token, headers, body: JSON.stringify({ text, ...said }) })
}

async function said(article: string, wanted: Said = {}): Promise<OwnComment> {
  const response = await say(article, wanted)
  expect(response.status).toBe(201)
  service.clock.advance(1)
  return OwnComment.parse(await response.json())
}

async function get<Read>(path: string, schema: { parse: (body: unknown) => Read }, name?: string): Promise<Read> {
  const headers: Record<string, string> = { Origin: ORIGIN }
  if (name) headers['Authorization'] = `Bearer ${await signToken(service.clock, { sub: name, name })}`
  const response = await service.request(path, { headers })
  expect(response.status).toBe(200)
  return schema.parse(await response.json())
}

const threads = (article: string, query = '') => get(`/v1/articles/${article}/comments${query}`, CommentPage)
const replies = (id: string, query = '') => get(`/v1/comments/${id}/replies${query}`, ReplyPage)

async function withdraw(id: string, name = '冠縣網友') {
  const token = await signToken(service.clock, { sub: name, name })
  const headers = { Origin: ORIGIN, Authorization: `Bearer ${token}` }
  expect((await service.request(`/v1/comments/${id}`, { method: 'DELETE', headers })).status).toBe(204)
}

const stored = (id: string) =>
  database.db.selectFrom('comment').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const listing = (id: string) =>
  database.db.selectFrom('listing').selectAll().where('comment_id', '=', id).executeTakeFirstOrThrow()

describe('a reply', () => {
  test('to a reply stands in the same thread and names whom it answers', async () => {
    const first = await said('nested', { name: '東昌湖畔' })
    const reply = await said('nested', { name: '梁水鎮的風', replyTo: first.id })
    const second = await said('nested', { name: '清泉路', replyTo: reply.id })
    expect(second).toMatchObject({ thread: first.id, replyTo: { id: reply.id, name: '梁水鎮的風' } })
    expect(await stored(second.id)).toMatchObject({ thread_id: first.id, reply_to: reply.id })
    const page = await threads('nested')
    expect(page.comments.map(({ id, replies: count }) => [id, count])).toEqual([[first.id, 2]])
    expect(page.total).toBe(3)
    const shown = (await replies(first.id)).replies
    expect(shown.map(({ id, replyTo }) => [id, replyTo?.name])).toEqual([
      [reply.id, '東昌湖畔'],
      [second.id, '梁水鎮的風'],
    ])
    expect((await replies(reply.id)).replies).toEqual([])
    const received = await database.db
      .selectFrom('event')
      .select('detail')
      .where('comment_id', '=', second.id)
      .where('type', '=', 'comment.received')
      .executeTakeFirstOrThrow()
    expect(received.detail).toEqual({ articleId: 'nested', replyTo: reply.id })
    expect((await verifyChain(database.db, SITE, second.id)).outcome).toBe('intact')
  })

  test('is screened like any other, and counts only once it is public', async () => {
    const first = await said('screened')
    const held = await said('screened', { replyTo: first.id, text: TEXTS.hold })
    expect(held).toMatchObject({ status: 'held', thread: first.id })
    expect((await said('screened', { replyTo: first.id, text: TEXTS.block })).status).toBe('rejected')
    expect((await replies(first.id)).replies).toEqual([])
    expect((await listing(first.id)).replies).toBe(0)
    const own = await get('/v1/me/comments?article=screened', OwnCommentPage, '冠縣網友')
    expect(own.comments.find(({ id }) => id === held.id)).toEqual({ ...held, appeal: null })
    await database.db
      .updateTable('comment')
      .set({ status: 'published', published_at: service.clock.now() })
      .where('id', '=', held.id)
      .execute()
    expect((await replies(first.id)).replies.map(({ id }) => id)).toEqual([held.id])
    expect((await listing(first.id)).replies).toBe(1)
  })

  test('comes page by page, none twice and none left out', async () => {
    const first = await said('paged')
    const wanted: string[] = []
    for (let index = 0; index < 5; index += 1) wanted.push((await said('paged', { replyTo: first.id })).id)
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const next: ReplyPage = await replies(first.id, `?limit=2${cursor === null ? '' : `&cursor=${cursor}`}`)
      seen.push(...next.replies.map(({ id }) => id))
      cursor = next.nextCursor
    } while (cursor !== null)
    expect(seen).toEqual(wanted)
  })

  test('sent again under its key is one reply, and another answer under it is refused', async () => {
    const first = await said('again')
    const other = await said('again')
    const headers = { 'Idempotency-Key': 'reply-1' }
    const one = await said('again', { replyTo: first.id, headers })
    expect(await said('again', { replyTo: first.id, headers })).toEqual(one)
    await refusal(await say('again', { replyTo: other.id, headers }), 422, 'idempotency_conflict')
    expect((await listing(first.id)).replies).toBe(1)
    expect((await listing(other.id)).replies).toBe(0)
  })

  test('is refused where it answers nothing that can be read there, and leaves no row', async () => {
    const elsewhere = await said('elsewhere')
    const held = await said('here', { text: TEXTS.hold })
    const gone = await said('here')
    await withdraw(gone.id)
    const before = await countRows(database.db)
    await refusal(await say('here', { replyTo: elsewhere.id }), 404, 'comment_unknown')
    await refusal(await say('here', { replyTo: held.id }), 404, 'comment_unknown')
    await refusal(await say('here', { replyTo: gone.id }), 409, 'not_answerable')
    await refusal(await say('here', { replyTo: 'no id' }), 400, 'invalid_request')
    expect(await countRows(database.db)).toEqual(before)
  })

  test('of an unverified reader is refused', async () => {
    const first = await said('unverified')
    const token = await signToken(service.clock, { verified: false })
    const body = JSON.stringify({ text: TEXTS.pass, replyTo: first.id })
    await refusal(await post(service, { article: 'unverified', token, body }), 403, 'reader_unverified')
  })

  test('sent by twenty at once is counted twenty times', async () => {
    const first = await said('crowd')
    const sent = Array.from({ length: 20 }, (_, index) => say('crowd', { name: `讀者${index}`, replyTo: first.id }))
    for (const response of await Promise.all(sent)) expect(response.status).toBe(201)
    const { replies: shown } = await replies(first.id, '?limit=50')
    expect((await listing(first.id)).replies).toBe(shown.length)
    expect((await threads('crowd')).total).toBe(1 + shown.length)
  })
})

describe('a first comment that is gone', () => {
  test('leaves its place while it has public replies, without text and name', async () => {
    const first = await said('gone', { name: '東昌湖畔' })
    const reply = await said('gone', { name: '梁水鎮的風', replyTo: first.id })
    await withdraw(first.id, '東昌湖畔')
    const [place] = (await threads('gone')).comments
    expect(place).toMatchObject({
      id: first.id,
      gone: 'withdrawn',
      text: '',
      lang: null,
      author: { name: '' },
      replies: 1,
    })
    expect((await threads('gone')).total).toBe(1)
    expect((await replies(first.id)).replies[0]).toMatchObject({ id: reply.id, replyTo: { id: first.id, name: null } })
    await withdraw(reply.id, '梁水鎮的風')
    expect(await threads('gone')).toMatchObject({ comments: [], total: 0 })
  })

  test('comes back with its replies when it is restored', async () => {
    const first = await said('restored')
    await said('restored', { replyTo: first.id })
    const set = (status: 'removed' | 'published', published_at: Date | null) =>
      database.db.updateTable('comment').set({ status, published_at }).where('id', '=', first.id).execute()
    await set('removed', null)
    expect((await threads('restored')).comments[0]).toMatchObject({ gone: 'removed', text: '' })
    await set('published', service.clock.now())
    expect((await threads('restored')).comments[0]).toMatchObject({ gone: null, text: TEXTS.pass, replies: 1 })
  })
})

describe('the hot order', () => {
  test('puts what is answered before what is only newer, page by page', async () => {
    const quiet = await said('hot')
    const answered = await said('hot')
    const late = await said('hot')
    await said('hot', { replyTo: answered.id })
    const page = await threads('hot', '?sort=hot&limit=2')
    expect(page.comments.map(({ id }) => id)).toEqual([answered.id, late.id])
    const next = await threads('hot', `?sort=hot&limit=2&cursor=${page.nextCursor}`)
    expect(next.comments.map(({ id }) => id)).toEqual([quiet.id])
    expect(next.nextCursor).toBeNull()
  })

  test('forgets what was answered once it is old', async () => {
    const old = await said('aged')
    await said('aged', { replyTo: old.id })
    service.clock.advance(12 * 3600)
    const fresh = await said('aged')
    expect((await threads('aged', '?sort=hot')).comments.map(({ id }) => id)).toEqual([fresh.id, old.id])
  })

  test('takes no cursor of another order', async () => {
    await said('mixed-up')
    await said('mixed-up')
    const { nextCursor } = await threads('mixed-up', '?limit=1')
    const response = await service.request(`/v1/articles/mixed-up/comments?sort=hot&cursor=${nextCursor}`, {
      headers: { Origin: ORIGIN },
    })
    await refusal(response, 400, 'invalid_request')
  })
})

describe('a link to a comment', () => {
  test('leads to the page that begins with its thread', async () => {
    const first = await said('linked')
    const reply = await said('linked', { replyTo: first.id })
    await said('linked')
    const link = await get(`/v1/comments/${reply.id}`, Permalink)
    expect(link.comment).toMatchObject({ id: reply.id, thread: first.id, text: TEXTS.pass })
    const page = await threads('linked', `?cursor=${link.cursor}`)
    expect(page.comments.map(({ id }) => id)).toEqual([first.id])
  })

  test('tells nothing of what is not public', async () => {
    const held = await said('unlinked', { text: TEXTS.hold })
    const gone = await said('unlinked')
    await withdraw(gone.id)
    for (const id of [held.id, gone.id]) {
      const response = await service.request(`/v1/comments/${id}`, { headers: { Origin: ORIGIN } })
      await refusal(response, 404, 'comment_unknown')
    }
  })
})
