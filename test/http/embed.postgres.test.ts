import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { OwnComment } from '../../src/http/reader/schemas.ts'
import { createFactory, screened } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import { createService, ORIGIN, post, type Service, signToken, TEXTS } from './service.ts'

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

const open = (path: string, headers: Record<string, string> = {}) => service.request(`/embed/${path}`, { headers })

async function say(article: string, text: string, more: { name?: string; replyTo?: string } = {}): Promise<OwnComment> {
  const { name = '冠縣網友', replyTo } = more
  const token = await signToken(service.clock, { sub: name, name })
  const response = await post(service, { article, token, body: JSON.stringify({ text, replyTo }) })
  service.clock.advance(1)
  return OwnComment.parse(await response.json())
}

test('what is published stands in the page and nothing else does, as plain HTML under a strict policy', async () => {
  const first = await say('shown', TEXTS.pass)
  await say('shown', '下個月貼在站牌上。', { name: '梁水鎮的風', replyTo: first.id })
  await say('shown', TEXTS.hold)
  await say('shown', TEXTS.block)
  const response = await open('shown')
  const page = await response.text()
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toMatch(/^text\/html/)
  expect(page).toContain('<html lang="zh-Hant">')
  expect(page).toContain(`id="yueping-${first.id}"`)
  expect(page).toContain(TEXTS.pass)
  expect(page).toContain('下個月貼在站牌上。')
  expect(page).toContain('回覆 冠縣網友')
  expect(page).not.toContain('13812345678')
  expect(page).not.toContain('国产99')
  expect(page).not.toMatch(/<script|<iframe|\son\w+=|\sstyle=/)
  const policy = response.headers.get('content-security-policy') ?? ''
  expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/=]+'; base-uri 'none'; form-action 'none'/)
  expect(policy).toContain(`frame-ancestors ${ORIGIN}`)
  expect(response.headers.get('set-cookie')).toBeNull()
})

test('markup in text and name stays text, and nobody reads what the first to write said of the article', async () => {
  const markup = '<img src=x onerror="document.title=1">&amp;'
  await createFactory(database.db).article.insert({ id: 'markup', title: '沒有人讀過的題', url: `${ORIGIN}/elsewhere` })
  await say('markup', `${markup}支持`, { name: '<i>甲</i>' })
  const page = await (await open('markup')).text()
  expect(page).toContain('&lt;img src=x onerror=&quot;document.title=1&quot;&gt;&amp;amp;支持')
  expect(page).toContain('&lt;i&gt;甲&lt;/i&gt;')
  expect(page).not.toMatch(/沒有人讀過的題|elsewhere/)
  expect(page).not.toMatch(/<(img|i|b)[ >](?!<bdi>)/)
})

test('the language is asked for in the address or by the browser', async () => {
  await say('spoken', TEXTS.pass)
  const texts = await Promise.all([
    open('spoken?lang=en').then((response) => response.text()),
    open('spoken', { 'Accept-Language': 'zh-CN' }).then((response) => response.text()),
  ])
  expect(texts[0]).toContain('<html lang="en">')
  expect(texts[0]).toContain('Comments')
  expect(texts[1]).toContain('<html lang="zh-Hans">')
  expect(texts[1]).toContain('网友评论')
  expect((await open('spoken')).headers.get('vary')).toContain('Accept-Language')
})

test('an unchanged page is not sent again, a changed one is', async () => {
  await say('kept', TEXTS.pass)
  const etag = (await open('kept')).headers.get('etag') ?? ''
  const again = await open('kept', { 'If-None-Match': etag })
  expect([again.status, await again.text()]).toEqual([304, ''])
  await say('kept', '支持家鄉建設！')
  expect((await open('kept', { 'If-None-Match': etag })).status).toBe(200)
})

test('pages link to the next, and threads to all their replies, each comment once', async () => {
  const factory = createFactory(database.db)
  await factory.article.insert({ id: 'long' })
  const firsts = []
  for (let index = 0; index < 25; index += 1)
    firsts.push(await say('long', `第 ${index} 條，支持家鄉建設`, { name: `r${index}` }))
  const thread = firsts.at(-1)!
  for (let index = 0; index < 22; index += 1)
    await say('long', `回 ${index}，說得在理`, { name: `a${index}`, replyTo: thread.id })
  const seen = (page: string) => [...page.matchAll(/id="yueping-([\w-]+)"/g)].map(([, id]) => id)
  const hrefs = (page: string) =>
    [...page.matchAll(/href="(\?[^"]*)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'))

  const one = await (await open('long?lang=en')).text()
  expect(seen(one)).toHaveLength(30)
  const [all = '', older = ''] = hrefs(one)
  expect(one).toContain('All 22 replies')
  const two = await (await open(`long${older}`)).text()
  expect(two).toContain('<html lang="en">')
  expect(new Set([...seen(one), ...seen(two)]).size).toBe(35)

  const replies = await (await open(`long${all}`)).text()
  expect(seen(replies)).toHaveLength(21)
  const rest = await (await open(`long${hrefs(replies)[0]}`)).text()
  expect(seen(rest)).toHaveLength(3)
  expect(hrefs(rest)).toEqual(['?lang=en'])
})

test('where nobody has commented yet that is said, also in a frame on the portal, with 404', async () => {
  const response = await open('nobody-was-here')
  expect(response.status).toBe(404)
  const page = await response.text()
  expect(page).toContain('還沒有人評論。')
  expect(page).not.toContain('找不到這一頁')
  expect(response.headers.get('content-security-policy')).toContain(`frame-ancestors ${ORIGIN}`)
})

describe('a page that is not there', () => {
  test.each([
    'nobody-was-here?cursor=x',
    'shown?site=third',
    'shown?cursor=x',
    'shown?thread=x',
    'shown?thread=00000000-0000-4000-8000-000000000000',
  ])('%s is 404, in HTML', async (path) => {
    await say('shown', TEXTS.pass)
    const response = await open(path)
    expect(response.status).toBe(404)
    expect(await response.text()).toContain('找不到這一頁')
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  test('a thread of another article is none of this one', async () => {
    const { id } = await say('mine', TEXTS.pass)
    await say('other', TEXTS.pass)
    expect((await open(`mine?thread=${id}`)).status).toBe(200)
    expect((await open(`other?thread=${id}`)).status).toBe(404)
  })
})

test('an article whose comments all wait is a page without comments', async () => {
  const factory = createFactory(database.db)
  await factory.article.insert({ id: 'waiting' })
  await factory.comment.insert({ articleId: 'waiting', screening: screened('hold') })
  const response = await open('waiting')
  expect(response.status).toBe(200)
  expect(await response.text()).toContain('還沒有人評論')
})

test('the official note and what the portal vouches for are told', async () => {
  const { db } = database
  await createFactory(db).article.insert({ id: 'noted' })
  const note = { note: '本文數據截至三月十八日。', noted_at: new Date() }
  await db.updateTable('article').set(note).where('id', '=', 'noted').execute()
  const token = await signToken(service.clock, { sub: 'editor', name: '冠縣新聞小編', staff: true })
  await post(service, { article: 'noted', token, text: TEXTS.pass })
  const page = await (await open('noted?lang=en')).text()
  expect(page).toMatch(
    /<aside>\s*<b>From the editors<\/b>\s*<p lang="zh-Hant" dir="auto">本文數據截至三月十八日。<\/p>/,
  )
  expect(page).toMatch(/冠縣新聞小編<\/bdi><\/b>\s*<span>Staff<\/span>/)
})

test('a removed comment leaves its place for its replies', async () => {
  const first = await say('gone', TEXTS.pass, { name: '馬頰河' })
  await say('gone', '下個月貼在站牌上。', { replyTo: first.id })
  const token = await signToken(service.clock, { sub: '馬頰河', name: '馬頰河' })
  const headers = { Origin: ORIGIN, Authorization: `Bearer ${token}` }
  await service.request(`/v1/comments/${first.id}`, { method: 'DELETE', headers })
  const page = await (await open('gone')).text()
  expect(page).toContain('作者已撤回這條評論')
  expect(page).toContain('下個月貼在站牌上。')
  expect(page).not.toContain('馬頰河')
})
