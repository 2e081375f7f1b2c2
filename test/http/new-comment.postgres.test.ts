import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createPacing } from '../../src/http/pacing.ts'
import { OwnComment } from '../../src/http/reader/schemas.ts'
import type { Screener } from '../../src/screening/screen.ts'
import { createFactory } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import { refusal } from './refusal.ts'
import { countRows, createService, ORIGIN, post, type Service, signToken, TEXTS } from './service.ts'

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

/** Expects the refusal and that it left no row. */
async function expectRefused(request: () => Promise<Response>, status: number, code: string) {
  const before = await countRows(database.db)
  const body = await refusal(await request(), status, code)
  expect(await countRows(database.db)).toEqual(before)
  return body
}

function storedComment(id: string) {
  return database.db.selectFrom('comment').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
}

function storedScreening(commentId: string) {
  return database.db.selectFrom('screening').selectAll().where('comment_id', '=', commentId).executeTakeFirstOrThrow()
}

describe('a comment', () => {
  test('that passes is published, by a decision of the policy', async () => {
    const response = await post(service, { text: ` ${TEXTS.pass}\r\n`, article: 'article-pass' })
    expect(response.status).toBe(201)
    const comment = OwnComment.parse(await response.json())
    expect(comment).toMatchObject({ status: 'published', text: TEXTS.pass, article: 'article-pass', waiting: null })
    expect(comment).toMatchObject({ notice: null, author: { name: '冠縣網友' }, publishedAt: comment.createdAt })
    const row = await storedComment(comment.id)
    expect(row).toMatchObject({ status: 'published', text: TEXTS.pass, display_name: '冠縣網友' })
    const decision = await database.db
      .selectFrom('decision')
      .selectAll()
      .where('comment_id', '=', comment.id)
      .executeTakeFirstOrThrow()
    expect(decision).toMatchObject({ kind: 'publish', policy_version: 'policy-1', moderator_id: null })
  })

  test('that is doubtful waits, and its author is told why and behind how many', async () => {
    const first = OwnComment.parse(await (await post(service, { text: TEXTS.hold })).json())
    service.clock.advance(1)
    const second = OwnComment.parse(await (await post(service, { text: TEXTS.hold })).json())
    expect(second).toMatchObject({ status: 'held', publishedAt: null, notice: null })
    expect(second.waiting).toMatchObject({ typicalMinutes: null, reason: '文中有一串號碼，要由編輯看一眼。' })
    expect(second.waiting?.ahead).toBe((first.waiting?.ahead ?? 0) + 1)
    expect((await storedComment(second.id)).status).toBe('held')
  })

  test('that is doubtful waits behind fewer where many comment', async () => {
    const hold = async (article: string) =>
      OwnComment.parse(await (await post(service, { text: TEXTS.hold, article })).json())
    const quiet = await hold('article-quiet')
    for (let count = 0; count < 12; count++) await post(service, { article: 'article-busy' })
    const busy = await hold('article-busy')
    const turn = async ({ id }: OwnComment) => (await storedComment(id)).queue_at!.getTime()
    expect(await turn(busy)).toBeLessThan(await turn(quiet))
    expect(busy.waiting!.ahead).toBeLessThanOrEqual(quiet.waiting!.ahead)
  })

  test('under a name that advertises waits too, whatever it says', async () => {
    const token = await signToken(service.clock, { sub: 'seller', name: '加V信kp8866cz' })
    const comment = OwnComment.parse(await (await post(service, { token })).json())
    expect(comment).toMatchObject({ status: 'held', text: TEXTS.pass })
    expect(comment.waiting?.reason).toBe('你顯示的名字裡有聯繫方式或像推廣，要由編輯看一眼。')
    expect((await storedComment(comment.id)).status).toBe('held')
  })

  test('that is junk is refused with the article of the pledge', async () => {
    const response = await post(service, { text: TEXTS.block, headers: { 'Accept-Language': 'zh-CN' } })
    expect(response.status).toBe(201)
    const comment = OwnComment.parse(await response.json())
    expect(comment).toMatchObject({ status: 'rejected', waiting: null })
    expect(comment.notice).toMatchObject({ category: 'porn', decidedBy: 'policy', title: '未通过：淫秽色情' })
    expect(await storedComment(comment.id)).toMatchObject({ status: 'rejected', category: 'porn' })
  })

  test.each([
    ['小美V123456', 'ad_spam', 'detector:name-number', 'V123456', '你顯示的名字裡有聯繫方式或像推廣，要由編輯看一眼。'],
    [
      '冠縣新聞',
      'impersonation',
      'detector:site-name',
      '冠縣新聞',
      '你顯示的名字像是機構、職務或本站，要由編輯看一眼。',
    ],
    ['аdmin', 'impersonation', 'name-scripts', 'аdmin', '你顯示的名字像是機構、職務或本站，要由編輯看一眼。'],
    [
      '小\u0300\u0301\u0302\u0303明',
      'evasion',
      'name-marks',
      'U+0300 U+0301 U+0302 U+0303',
      '你顯示的名字裡有看不見或少見的字符，要由編輯看一眼。',
    ],
  ])('is held for the name %j beside it, and says so', async (name, category, spoke, part, reason) => {
    const token = await signToken(service.clock, { sub: name, name })
    const comment = OwnComment.parse(await (await post(service, { token })).json())
    expect(comment).toMatchObject({ status: 'held', waiting: { reason } })
    const screening = await storedScreening(comment.id)
    expect(screening.evidence.hits).toEqual([])
    expect(screening.evidence.findings).toContainEqual(
      expect.objectContaining({
        rule: 'display-name',
        category,
        detail: { name, spoke, part, policy: 'nickname-1', lists: 'none' },
      }),
    )
  })

  test('is published beside an everyday name', async () => {
    for (const name of ['記者的貓', 'QQ糖', '冠縣新聞的讀者', '123木頭人']) {
      const token = await signToken(service.clock, { sub: name, name })
      expect((await (await post(service, { token })).json()).status).toBe('published')
    }
  })

  test('is held when the screening breaks, never published and never lost', async () => {
    const failing = (): never => {
      throw new Error('the list is gone')
    }
    const broken: Screener = {
      lexiconVersion: 'lexicon-1',
      policyVersion: 'policy-1',
      modelVersion: null,
      screen: failing,
      explain: failing,
      screenNickname: failing,
      addFindings: (screening) => screening,
      judge: failing,
      opine: failing,
      withModel: failing,
    }
    const response = await post(createService(database.db, { screener: broken }), { text: TEXTS.pass })
    const comment = OwnComment.parse(await response.json())
    expect(comment).toMatchObject({ status: 'held', waiting: { reason: '這條評論要由編輯看過才公開。' } })
    expect((await storedComment(comment.id)).status).toBe('held')
  })

  test('waits for a person under an article in human mode', async () => {
    await createFactory(database.db).article.insert({ id: 'article-human' })
    await database.db.updateTable('article').set({ mode: 'human' }).where('id', '=', 'article-human').execute()
    const comment = OwnComment.parse(await (await post(service, { article: 'article-human' })).json())
    expect(comment).toMatchObject({ status: 'held', waiting: { reason: '這條評論要由編輯看過才公開。' } })
  })

  test('leaves neither the address nor the subject readable in the database', async () => {
    const token = await signToken(service.clock, { sub: '13900001111' })
    const comment = OwnComment.parse(await (await post(service, { token, address: '198.51.100.77' })).json())
    const { address_sealed, reader_id } = await storedComment(comment.id)
    const reader = await database.db
      .selectFrom('reader')
      .selectAll()
      .where('id', '=', reader_id)
      .executeTakeFirstOrThrow()
    expect(address_sealed?.length).toBe(12 + '198.51.100.77'.length + 16)
    expect(address_sealed?.includes('198.51')).toBe(false)
    expect(JSON.stringify(reader)).not.toContain('13900001111')
    expect(reader.identity).toHaveLength(32)
  })
})

describe('a first comment under an article', () => {
  const page = { title: ' 冠縣：項目如峰聚\n 發展起宏圖 ', url: `${ORIGIN}/2023/08/23.html` }

  test('makes it known with the page that shows it', async () => {
    const response = await post(service, { article: '文章 / 一', body: JSON.stringify({ text: TEXTS.pass, page }) })
    expect(response.status).toBe(201)
    const article = await database.db
      .selectFrom('article')
      .selectAll()
      .where('id', '=', '文章 / 一')
      .executeTakeFirstOrThrow()
    expect(article).toMatchObject({ title: '冠縣：項目如峰聚 發展起宏圖', url: page.url, mode: null })
  })

  test('is refused when it comes from no page', async () => {
    const headers = { Origin: undefined }
    await expectRefused(() => post(service, { article: 'never-seen', headers }), 404, 'article_unknown')
  })

  test('may name no page of another website', async () => {
    for (const url of ['https://evil.example/', `${ORIGIN}.evil.example/`, 'https://a:b@news.example/']) {
      const body = JSON.stringify({ text: TEXTS.pass, page: { ...page, url } })
      const { issues } = await expectRefused(() => post(service, { article: 'a2', body }), 400, 'invalid_request')
      expect(issues?.[0]?.path).toBe('page.url')
    }
    const body = JSON.stringify({ text: TEXTS.pass, page: { ...page, url: 'javascript:alert(1)' } })
    await expectRefused(() => post(service, { article: 'a2', body }), 400, 'invalid_request')
  })

  test('is refused where comments are closed', async () => {
    await createFactory(database.db).article.insert({ id: 'article-closed' })
    await database.db.updateTable('article').set({ mode: 'closed' }).where('id', '=', 'article-closed').execute()
    const { message } = await expectRefused(() => post(service, { article: 'article-closed' }), 403, 'article_closed')
    expect(message).toContain('已關閉')
  })
})

describe('nothing is stored of', () => {
  test('a website that is not registered, and its pages may not read the answer', async () => {
    const headers = { Origin: 'https://evil.example' }
    const response = await post(service, { headers })
    expect(response.headers.get('access-control-allow-origin')).toBeNull()
    await expectRefused(() => post(service, { headers }), 403, 'origin_not_allowed')
    await expectRefused(() => post(service, { headers: { Origin: 'null' } }), 403, 'origin_not_allowed')
    await expectRefused(() => post(service, { headers, query: '?site=demo' }), 403, 'origin_not_allowed')
  })

  test('no token, a forged one, one without algorithm, one that expired', async () => {
    const body = [{ alg: 'none' }, { sub: 'x', name: 'x', verified: true, exp: service.clock.time / 1000 + 60 }]
    const none = body.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
    const forged = await signToken(service.clock, { secret: 'another secret of thirty-two chars' })
    const old = await signToken(service.clock, { exp: service.clock.time / 1000 - 1 })
    const missing = { Authorization: undefined }
    await expectRefused(() => post(service, { headers: missing }), 401, 'token_missing')
    await expectRefused(() => post(service, { token: forged }), 401, 'token_invalid')
    await expectRefused(() => post(service, { token: `${none}.` }), 401, 'token_invalid')
    const { message } = await expectRefused(() => post(service, { token: old }), 401, 'token_expired')
    expect(message).toContain('重新登入')
  })

  test('a reader whose identity is not verified', async () => {
    const token = await signToken(service.clock, { verified: false })
    await expectRefused(() => post(service, { token }), 403, 'reader_unverified')
  })

  test.each([
    ['no text', '', 'text_empty'],
    ['blank text', ' \u3000\n', 'text_empty'],
    ['2,001 characters', '字'.repeat(2001), 'text_too_long'],
    ['NUL', '好\u0000', 'text_invalid'],
    ['a lone surrogate', '好\ud800', 'text_invalid'],
  ])('a comment with %s', async (_, text, code) => {
    await expectRefused(() => post(service, { text }), 422, code)
  })

  test.each([
    ['bytes that are no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), 400, 'invalid_encoding'],
    ['a surrogate encoded as UTF-8', Buffer.from('7b2261223a22eda080227d', 'hex'), 400, 'invalid_encoding'],
    ['no body', '', 400, 'invalid_json'],
    ['half a body', '{"text":"好', 400, 'invalid_json'],
    ['a list', '["好"]', 400, 'invalid_request'],
    ['null', 'null', 400, 'invalid_request'],
    ['no text at all', '{}', 400, 'invalid_request'],
    ['a number as text', '{"text":7}', 400, 'invalid_request'],
    ['a field that nobody knows', '{"text":"好","status":"published"}', 400, 'invalid_request'],
    ['thirty thousand brackets', '['.repeat(30_000), 400, 'invalid_json'],
    ['a deep value', `{"text":${'['.repeat(30_000)}${']'.repeat(30_000)}}`, 400, 'invalid_json'],
    ['17 levels', `{"text":"[[","a":${'[{"a":'.repeat(8)}7${'}]'.repeat(8)}}`, 400, 'invalid_json'],
    ['16 levels', `{"text":"[[","a":${'[{"\\"[":'.repeat(7)}[7]${'}]'.repeat(7)}}`, 400, 'invalid_request'],
    ['more than 64 KiB', JSON.stringify({ text: '字'.repeat(22_000) }), 413, 'body_too_large'],
  ])('a body of %s', async (_, body, status, code) => {
    await expectRefused(() => post(service, { body }), status, code)
  })

  test('a body of brackets, before it costs anything, and is told how deep it may be', async () => {
    const body = '['.repeat(65_000)
    const { message } = await refusal(await post(service, { body }), 400, 'invalid_json')
    expect(message).toContain('最多 16 層，第 17 個字符處')
    expect((await post(service, { text: `括號不算在內：${'['.repeat(50)}"${'{'.repeat(50)}` })).status).toBe(201)
  })

  test('a body of more than 64 KiB that comes in pieces without a length', async () => {
    const piece = new TextEncoder().encode(`{"text":"${'字'.repeat(1000)}`)
    let sent = 0
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1
        controller.enqueue(piece)
      },
    })
    const token = await signToken(service.clock)
    const headers = { Origin: ORIGIN, Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }
    const init = { method: 'POST', headers, body, duplex: 'half' } as RequestInit
    await expectRefused(() => service.request('/v1/articles/a1/comments', init), 413, 'body_too_large')
    expect(sent).toBeLessThan(40)
  })

  test('another content type, in whatever words', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/json; charset=gbk', undefined])
      await expectRefused(() => post(service, { headers: { 'Content-Type': type } }), 415, 'unsupported_media_type')
  })

  test.each(['%', '%zz', '%e4%b8', '%ff', '%ed%a0%80', 'a%00b', '%0a', '%20', 'x'.repeat(201)])(
    'the article key %s',
    async (key) => {
      const token = await signToken(service.clock)
      const headers = { Origin: ORIGIN, Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }
      const init = { method: 'POST', headers, body: JSON.stringify({ text: TEXTS.pass }) }
      await expectRefused(() => service.request(`/v1/articles/${key}/comments`, init), 400, 'invalid_request')
    },
  )
})

describe('too fast', () => {
  test('a reader is told when to come back, exactly, and nothing is stored', async () => {
    const pacing = createPacing({ commentsPerReader: 5, readerMinutes: 10, requestsPerAddressPerMinute: 1000 })
    const paced = createService(database.db, { pacing })
    const token = await signToken(paced.clock, { sub: 'a fast reader' })
    for (let count = 0; count < 5; count += 1) expect((await post(paced, { token })).status).toBe(201)
    paced.clock.advance(562)
    const response = await post(paced, { token })
    expect(response.headers.get('retry-after')).toBe('38')
    const body = await expectRefused(() => post(paced, { token }), 429, 'too_many_requests')
    expect(body).toMatchObject({ retryAfterSeconds: 38 })
    expect(body.message).toBe('歇一歇，38 秒後可以再發。每人每 10 分鐘最多 5 條。')
    const other = await signToken(paced.clock, { sub: 'another reader' })
    expect((await post(paced, { token: other })).status).toBe(201)
    paced.clock.advance(38)
    expect((await post(paced, { token })).status).toBe(201)
  })

  test('a comment that is refused for its form costs nothing of the allowance', async () => {
    const pacing = createPacing({ commentsPerReader: 1, readerMinutes: 10, requestsPerAddressPerMinute: 1000 })
    const paced = createService(database.db, { pacing })
    const token = await signToken(paced.clock, { sub: 'a clumsy reader' })
    await refusal(await post(paced, { token, text: '' }), 422, 'text_empty')
    await refusal(await post(paced, { token, body: '{' }), 400, 'invalid_json')
    await refusal(await post(paced, { token, article: 'article-closed' }), 403, 'article_closed')
    expect((await post(paced, { token })).status).toBe(201)
    await refusal(await post(paced, { token }), 429, 'too_many_requests')
  })

  test('an address is paced whoever writes from it, also without a good token', async () => {
    const pacing = createPacing({ commentsPerReader: 100, readerMinutes: 10, requestsPerAddressPerMinute: 2 })
    const paced = createService(database.db, { pacing })
    await post(paced, { address: '198.51.100.9', token: 'x.y.z' })
    await post(paced, { address: '198.51.100.9', token: 'x.y.z' })
    const body = await expectRefused(() => post(paced, { address: '198.51.100.9' }), 429, 'too_many_requests')
    expect(body.retryAfterSeconds).toBeGreaterThan(50)
    expect((await post(paced, { address: '198.51.100.10' })).status).toBe(201)
  })
})
