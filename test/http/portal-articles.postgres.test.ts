import { sign } from 'hono/jwt'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { CommentPage } from '../../src/http/reader/schemas.ts'
import { setRiskLevel } from '../../src/storage/article-risk.ts'
import { createFactory, SITE } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import { refusal } from './refusal.ts'
import { createService, ORIGIN, post, type Service, signToken, TEXTS } from './service.ts'

const SECRET = 'a secret of thirty-two characters'
const DESCRIBED = { title: '早班車開進開發區', url: `${ORIGIN}/a/1` }

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

interface Claims {
  readonly secret?: string
  readonly [claim: string]: unknown
}

async function portalToken({ secret = SECRET, ...changes }: Claims = {}): Promise<string> {
  const seconds = Math.floor(service.clock.time / 1000)
  return sign({ aud: 'portal', exp: seconds + 60, ...changes }, secret, 'HS256')
}

async function put(article: string, body: object, token?: string): Promise<Response> {
  return service.request(`/v1/articles/${article}`, {
    method: 'PUT',
    headers: { Authorization: `Bearer ${token ?? (await portalToken())}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
}

async function list(article: string): Promise<CommentPage> {
  return CommentPage.parse(await (await service.request(`/v1/articles/${article}/comments`)).json())
}

const row = (id: string) => database.db.selectFrom('article').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

test('an article is made known, and said anew; what is left out stays', async () => {
  const first = await put('told', {
    ...DESCRIBED,
    mode: 'human',
    note: '更新見續報。',
    authors: ['記者甲'],
    riskLevel: 'elevated',
  })
  expect(first.status).toBe(200)
  expect(await first.json()).toEqual({
    article: 'told',
    ...DESCRIBED,
    mode: 'human',
    riskLevel: 'elevated',
    note: '更新見續報。',
    authors: 1,
  })
  const kept = await row('told')
  expect(kept.authors[0]).toHaveLength(32)
  expect(JSON.stringify(kept)).not.toContain('記者甲')
  service.clock.advance(5)
  const again = await put('told', { ...DESCRIBED, title: '早班車又開進開發區', note: '更新見續報。' })
  expect(await again.json()).toMatchObject({ title: '早班車又開進開發區', mode: 'human', authors: 1 })
  expect((await row('told')).noted_at).toEqual(kept.noted_at)
  expect(await (await put('told', { ...DESCRIBED, mode: null, note: null, authors: [] })).json()).toMatchObject({
    mode: null,
    note: null,
    authors: 0,
  })
})

test('the mode and the note hold from then on', async () => {
  await put('closing', { ...DESCRIBED, mode: 'closed', note: '評論已關閉，\n謝謝參與。' })
  const { mode, note } = await list('closing')
  expect(mode).toBe('closed')
  expect(note).toMatchObject({ text: '評論已關閉，\n謝謝參與。', lang: 'zh-Hant' })
  await refusal(await post(service, { article: 'closing' }), 403, 'article_closed')
})

test('the risk level is the portal’s until a lead sets one', async () => {
  await put('risky', { ...DESCRIBED, riskLevel: 'sensitive' })
  await put('risky', { ...DESCRIBED, riskLevel: 'normal' })
  const moderator = await createFactory(database.db).moderator.insert({ role: 'lead' })
  const set = { siteId: SITE, articleId: 'risky', id: uuidv7(), level: 'elevated', moderatorId: moderator.id } as const
  await setRiskLevel(database.db, set)
  expect(await (await put('risky', { ...DESCRIBED, riskLevel: 'normal' })).json()).toMatchObject({
    riskLevel: 'elevated',
  })
  const levels = await database.db.selectFrom('article_risk').select(['level', 'set_by']).orderBy('set_at').execute()
  expect(levels.filter(({ set_by }) => set_by === null).map(({ level }) => level)).toContain('sensitive')
  expect(levels.at(-1)).toEqual({ level: 'elevated', set_by: moderator.id })
})

const STRANGERS: readonly (readonly [who: string, token: () => Promise<string>, code: string])[] = [
  ['no token', async () => '', 'token_missing'],
  ['another secret', () => portalToken({ secret: 'a secret of some other site, long enough' }), 'token_invalid'],
  ['another audience', () => portalToken({ aud: 'reader' }), 'token_invalid'],
  ['no end', () => portalToken({ exp: undefined }), 'token_invalid'],
  ['a day', () => portalToken({ exp: Math.floor(service.clock.time / 1000) + 86_400 }), 'token_invalid'],
  ['the past', () => portalToken({ exp: Math.floor(service.clock.time / 1000) - 1 }), 'token_expired'],
  ['a reader', () => signToken(service.clock), 'token_invalid'],
]

describe('nobody but the portal', () => {
  test.each(STRANGERS)('%s is refused and nothing is stored', async (_, token, code) => {
    await refusal(await put('forbidden', DESCRIBED, await token()), 401, code)
    expect(await database.db.selectFrom('article').where('id', '=', 'forbidden').selectAll().execute()).toEqual([])
  })

  test('a portal’s token is no reader’s', async () => {
    await refusal(await post(service, { token: await portalToken() }), 401, 'token_invalid')
  })
})

test.each([
  [{ url: `${ORIGIN}/a` }, 'title'],
  [{ ...DESCRIBED, title: ' ' }, 'title'],
  [{ ...DESCRIBED, url: 'https://evil.example/a' }, 'url'],
  [{ ...DESCRIBED, url: 'javascript:1' }, 'url'],
  [{ ...DESCRIBED, mode: 'open' }, 'mode'],
  [{ ...DESCRIBED, note: ' ' }, 'note'],
  [{ ...DESCRIBED, note: '長'.repeat(1001) }, 'note'],
  [{ ...DESCRIBED, authors: ['\n'] }, 'authors.0'],
])('%j is refused and named', async (body, path) => {
  const { issues } = await refusal(await put('wrong', body), 400, 'invalid_request')
  expect(issues?.map((issue) => issue.path)).toEqual([path])
})

test('staff and the article’s authors are marked, each under the claim and the article that say so', async () => {
  await put('signed', { ...DESCRIBED, authors: ['reporter'] })
  const say = async (article: string, claims: object) =>
    post(service, { article, token: await signToken(service.clock, { ...claims }), text: TEXTS.pass })
  await say('signed', { sub: 'reader', name: '冠州老王' })
  await say('signed', { sub: 'editor', name: '冠縣新聞小編', staff: true })
  await say('signed', { sub: 'reporter', name: '朱海波', staff: true })
  await say('elsewhere', { sub: 'reporter', name: '朱海波' })
  const { comments } = await list('signed')
  expect(Object.fromEntries(comments.map(({ author }) => [author.name, author.badge]))).toEqual({
    冠州老王: null,
    冠縣新聞小編: 'staff',
    朱海波: 'author',
  })
  expect((await list('elsewhere')).comments.map(({ author }) => author.badge)).toEqual([null])
})

test('the name of staff is the portal’s word; a reader of that name waits', async () => {
  const say = async (claims: object) => {
    const token = await signToken(service.clock, { name: '冠縣新聞小編', ...claims })
    return (await post(service, { article: 'named', token, text: TEXTS.pass })).json()
  }
  expect(await say({ sub: 'editor', staff: true })).toMatchObject({ status: 'published' })
  expect(await say({ sub: 'somebody' })).toMatchObject({ status: 'held' })
})
