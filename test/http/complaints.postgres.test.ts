import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Card, Cards } from '../../src/http/moderator/card-schemas.ts'
import { AppealsView, OverturnedView } from '../../src/http/moderator/complaint-schemas.ts'
import { LiveFeed } from '../../src/http/moderator/live/feed.ts'
import { Made } from '../../src/http/moderator/schemas.ts'
import { createPacing } from '../../src/http/pacing.ts'
import { ReportCategories, ReportPage, ReportView } from '../../src/http/reader/report-schemas.ts'
import { Appeal, OwnComment, OwnCommentPage } from '../../src/http/reader/schemas.ts'
import { createFactory } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import { EventStream } from './event-stream.ts'
import { addModerator, Console } from './moderator.ts'
import { refusal } from './refusal.ts'
import { createService, ORIGIN, post, type Service, signToken, TEXTS } from './service.ts'

let database: TestDatabase
let service: Service
let chenlan: Console
let wutong: Console

beforeAll(async () => {
  database = await createTestDatabase(20)
  await createFactory(database.db).site.insert({ origins: [ORIGIN] })
  await addModerator(database.db, { username: 'chenlan', displayName: '陳嵐' })
  await addModerator(database.db, { username: 'wutong', displayName: '吳桐' })
  await addModerator(database.db, { username: 'auditor', role: 'auditor' })
})

beforeEach(async () => {
  service = createService(database.db)
  await database.db
    .updateTable('comment')
    .set({
      status: 'withdrawn',
      published_at: null,
      lease_holder: null,
      lease_token: null,
      lease_expires_at: null,
      lease_queue: null,
    })
    .where('status', '!=', 'withdrawn')
    .execute()
  chenlan = new Console(service)
  wutong = new Console(service)
  await chenlan.enter('chenlan')
  await wutong.enter('wutong')
})

afterAll(() => database.drop())

interface Asking {
  readonly body?: unknown
  readonly language?: string
}

async function ask(subject: string, method: string, path: string, { body, language = 'zh-Hant' }: Asking = {}) {
  const token = await signToken(service.clock, { sub: subject, name: subject })
  const headers = {
    Origin: ORIGIN,
    Authorization: `Bearer ${token}`,
    'Accept-Language': language,
    ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
  }
  return service.request(`/v1${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
}

async function write(text: string, subject = 'author'): Promise<OwnComment> {
  service.clock.advance(1)
  const token = await signToken(service.clock, { sub: subject, name: subject })
  return OwnComment.parse(await (await post(service, { token, text })).json())
}

const report = (subject: string, id: string, body: object = { category: 'abuse' }) =>
  ask(subject, 'POST', `/comments/${id}/reports`, { body })

const appeal = (id: string, body: object = { reason: '我只是問路' }, subject = 'author') =>
  ask(subject, 'POST', `/comments/${id}/appeals`, { body })

async function claim(console: Console, queue: string): Promise<Card | undefined> {
  const response = await console.send('POST', '/claims', { queue })
  expect(response.status).toBe(200)
  return Cards.parse(await response.json()).cards[0]
}

async function decide(console: Console, card: Card, ruling: object): Promise<Made> {
  const body = { leaseToken: card.lease.token, category: null, ...ruling }
  const response = await console.send('POST', `/comments/${card.comment.id}/decisions`, body)
  expect(response.status).toBe(201)
  return Made.parse(await response.json())
}

async function own(id: string): Promise<OwnComment> {
  const page = OwnCommentPage.parse(await (await ask('author', 'GET', '/me/comments')).json())
  return page.comments.find((comment) => comment.id === id)!
}

const reportsOf = async (subject: string, query = '') =>
  ReportPage.parse(await (await ask(subject, 'GET', `/me/reports${query}`)).json())

const stored = (id: string) =>
  database.db.selectFrom('comment').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

describe('a report', () => {
  test('has a number and a promise, waits on one card with the others, and its reader reads what became of it', async () => {
    const { id } = await write(TEXTS.pass)
    const response = await report('reporter', id, { category: 'fraud', text: ' 他騙我加微信 ' })
    expect([response.status, response.headers.get('cache-control')]).toEqual([201, 'private, no-store'])
    const made = ReportView.parse(await response.json())
    expect(made).toMatchObject({
      ticket: expect.stringMatching(/^\d{3}-\d{3}-\d{3}$/),
      comment: { id, text: TEXTS.pass },
      category: 'fraud',
      categoryName: '詐騙',
      text: '他騙我加微信',
      status: 'open',
    })
    expect(Date.parse(made.dueAt) - Date.parse(made.reportedAt)).toBe(3_600_000)
    expect((await report('reporter', id, { category: 'ad_spam' })).status).toBe(200)
    await report('another', id)
    const card = (await claim(chenlan, 'reported'))!
    expect(card).toMatchObject({ comment: { id, status: 'published' }, reports: { count: 2 }, isBlind: false })
    expect(card.reports.listed).toMatchObject([
      { ticket: made.ticket, category: 'ad_spam', name: '廣告', reader: { name: 'reporter', decided: 0, upheld: 0 } },
      { category: 'abuse', name: '罵人、侮辱', reader: { name: 'another' } },
    ])
    await decide(chenlan, card, { kind: 'remove', category: 'ad_spam' })
    expect(await reportsOf('reporter')).toMatchObject({
      reports: [
        {
          ticket: made.ticket,
          status: 'upheld',
          answer: '編輯看過，已移除這條評論。謝謝你指出來。',
          comment: { text: null },
        },
      ],
      nextCursor: null,
    })
    const refused = await refusal(await report('reporter', id), 409, 'report_answered')
    expect(refused.message).toContain('已移除')
    await refusal(await report('a third', id), 409, 'not_reportable')
    expect(await database.db.selectFrom('report').select('ticket').where('comment_id', '=', id).execute()).toHaveLength(
      2,
    )
  })

  test('that is not upheld says so, in the language of the reader', async () => {
    const { id } = await write(TEXTS.pass)
    await report('reporter-2', id)
    await decide(chenlan, (await claim(chenlan, 'reported'))!, { kind: 'publish' })
    const english = ReportPage.parse(await (await ask('reporter-2', 'GET', '/me/reports', { language: 'en' })).json())
    expect(english.reports).toMatchObject([
      { status: 'not_upheld', categoryName: 'Insults someone', comment: { text: TEXTS.pass } },
    ])
    expect(english.reports[0]?.answer).toContain('may stay')
    const simplified = ReportPage.parse(
      await (await ask('reporter-2', 'GET', '/me/reports', { language: 'zh-Hans' })).json(),
    )
    expect(simplified.reports[0]?.answer).toBe('编辑看过，这条评论可以保留。')
    expect((await stored(id)).status).toBe('published')
  })

  test.each([
    [{ category: 'clickbait' }],
    [{ category: 'nothing' }],
    [{}],
    [{ category: 'abuse', text: 'a\u0000b' }],
    [{ category: 'abuse', text: '長'.repeat(501) }],
    [{ category: 'abuse', remove: true }],
  ])('of %j is refused and nothing is stored', async (body) => {
    const { id } = await write(TEXTS.pass)
    await refusal(await report('careless', id, body), 400, 'invalid_request')
    expect(await database.db.selectFrom('report').select('ticket').where('comment_id', '=', id).execute()).toEqual([])
    expect(
      await database.db.selectFrom('reader').select('id').where('display_name', '=', 'careless').execute(),
    ).toEqual([])
  })

  test('of one’s own comment, of a held one, of nothing, without a token or a proof or too often is refused', async () => {
    const { id } = await write(TEXTS.pass)
    await refusal(await report('author', id), 409, 'own_comment')
    await refusal(await report('stranger', (await write(TEXTS.hold)).id), 409, 'not_reportable')
    await refusal(await report('stranger', '0198c0de-0000-7000-8000-000000000000'), 404, 'comment_unknown')
    expect(
      await database.db.selectFrom('reader').select('id').where('display_name', '=', 'stranger').execute(),
    ).toEqual([])
    const headers = { Origin: ORIGIN, 'Content-Type': 'application/json' }
    const bare = { method: 'POST', headers, body: JSON.stringify({ category: 'abuse' }) }
    await refusal(await service.request(`/v1/comments/${id}/reports`, bare), 428, 'proof_required')
    service = createService(database.db, {
      pacing: createPacing({
        commentsPerReader: 9,
        reportsPerReader: 2,
        readerMinutes: 10,
        requestsPerAddressPerMinute: 999,
      }),
    })
    const outcomes = [await report('eager', id), await report('eager', id)].map(({ status }) => status)
    expect(outcomes).toEqual([201, 200])
    const slow = await refusal(await report('eager', id), 429, 'too_many_requests')
    expect(slow.message).toContain('檢舉')
  })

  test('may be for what is offered, in plain words', async () => {
    const response = await service.request('/v1/report-categories?lang=en')
    const { categories } = ReportCategories.parse(await response.json())
    expect(categories).toContainEqual({ code: 'cyberviolence', name: 'Many people attacking one person' })
  })

  test('is listed page by page', async () => {
    for (let count = 0; count < 3; count += 1) await report('diligent', (await write(TEXTS.pass)).id)
    const first = await reportsOf('diligent', '?limit=2')
    const second = await reportsOf('diligent', `?limit=2&cursor=${first.nextCursor}`)
    expect([first.reports.length, second.reports.length, second.nextCursor]).toEqual([2, 1, null])
    await refusal(await ask('diligent', 'GET', '/me/reports?cursor=x'), 400, 'invalid_request')
    expect(await reportsOf('nobody')).toEqual({ reports: [], nextCursor: null })
  })
})

describe('an appeal', () => {
  test('is made on the notice, goes to another, and the author reads the outcome; the first is told, and nobody else', async () => {
    const { db, connectionString } = database
    const live = new LiveFeed({ db, connectionString, log: pino({ level: 'silent' }) })
    service = createService(db, { live })
    ;[chenlan, wutong] = [new Console(service), new Console(service)]
    await chenlan.enter('chenlan')
    await wutong.enter('wutong')
    const { id } = await write(TEXTS.hold)
    await decide(chenlan, (await claim(chenlan, 'held'))!, { kind: 'reject', category: 'ad_spam', note: '有電話' })
    const refused = await own(id)
    expect(refused).toMatchObject({ status: 'rejected', appeal: null })
    expect(Date.parse(refused.appealUntil!) - Date.parse(refused.notice!.decidedAt)).toBe(30 * 86_400_000)
    expect(refused.appealHours).toBe(24)
    const response = await appeal(id)
    expect(response.status).toBe(201)
    const made = Appeal.parse(await response.json())
    expect(made).toMatchObject({ status: 'open', reason: '我只是問路', answeredAt: null })
    expect(Date.parse(made.dueAt) - Date.parse(made.madeAt)).toBe(24 * 3_600_000)
    expect(await own(id)).toMatchObject({ appeal: made, appealUntil: null, appealHours: null })
    await refusal(await appeal(id), 409, 'already_appealed')

    expect(await claim(chenlan, 'appeals')).toBeUndefined()
    const [first, other] = [await chenlan.send('GET', '/events'), await wutong.send('GET', '/events')].map(
      (answer) => new EventStream(answer),
    ) as [EventStream, EventStream]
    await first.next('counts')
    await other.next('counts')
    const card = (await claim(wutong, 'appeals'))!
    expect(card).toMatchObject({ appeal: { reason: '我只是問路', outcome: null, nobodyLeft: null } })
    await decide(wutong, card, { kind: 'restore', note: '確實是問路' })
    expect(await first.change('overturned', id)).toMatchObject({ isOwn: true })
    await live.stop()
    const changes = (await other.rest()).flatMap(({ event, content }) =>
      event === 'changes' ? content['changes'] : [],
    )
    expect(changes).toContainEqual(expect.objectContaining({ type: 'decided', commentId: id }))
    expect(changes).not.toContainEqual(expect.objectContaining({ type: 'overturned' }))
    await Promise.all([first.close(), other.close()])

    expect(await own(id)).toMatchObject({
      status: 'published',
      notice: null,
      appeal: { status: 'overturned', answer: expect.stringContaining('推翻') },
      appealUntil: null,
    })
    const mine = OverturnedView.parse(await (await chenlan.send('GET', '/me/overturned')).json())
    expect(mine.decisions).toMatchObject([
      { commentId: id, how: 'appeal', kind: 'reject', category: 'ad_spam', insteadKind: 'restore', note: '確實是問路' },
    ])
    const theirs = OverturnedView.parse(await (await wutong.send('GET', '/me/overturned')).json())
    expect(theirs.decisions).toEqual([])
  })

  test('is upheld with the sentence of the category, and that is final', async () => {
    const { id } = await write(TEXTS.block)
    const earlier = new Date(Date.now() - 60_000)
    await database.db.updateTable('decision').set({ decided_at: earlier }).where('comment_id', '=', id).execute()
    await appeal(id, { reason: '誤判' })
    await decide(chenlan, (await claim(chenlan, 'appeals'))!, { kind: 'reject', category: 'porn' })
    const upheld = await own(id)
    expect(upheld).toMatchObject({
      status: 'rejected',
      notice: { category: 'porn', decidedBy: 'moderator' },
      appeal: { status: 'upheld', answer: expect.stringContaining('維持') },
      appealUntil: null,
    })
    await refusal(await appeal(id), 409, 'already_appealed')
  })

  test('of a published comment, of another’s, too late or without a reason is refused', async () => {
    await refusal(await appeal((await write(TEXTS.pass)).id), 409, 'not_appealable')
    const { id } = await write(TEXTS.block)
    await refusal(await appeal(id, { reason: '替他申訴' }, 'busybody'), 404, 'comment_unknown')
    await refusal(await appeal(id, { reason: '  ' }), 400, 'invalid_request')
    const old = new Date(Date.now() - 31 * 86_400_000)
    await database.db.updateTable('decision').set({ decided_at: old }).where('comment_id', '=', id).execute()
    const late = await refusal(await appeal(id), 409, 'appeal_too_late')
    expect(late.message).toContain('30')
    expect(await database.db.selectFrom('appeal').select('id').where('comment_id', '=', id).execute()).toEqual([])
  })

  test('for which nobody is left says so on the card and in the list, which tells what is overdue', async () => {
    const { id } = await write(TEXTS.hold)
    await decide(chenlan, (await claim(chenlan, 'held'))!, { kind: 'reject', category: 'abuse' })
    await appeal(id)
    await database.db
      .updateTable('moderator')
      .set({ disabled_at: new Date() })
      .where('username', '=', 'wutong')
      .execute()
    await database.db
      .updateTable('appeal')
      .set({ due_at: new Date(0) })
      .where('comment_id', '=', id)
      .execute()
    const auditor = new Console(service)
    await auditor.enter('auditor')
    const { appeals } = AppealsView.parse(await (await auditor.send('GET', '/appeals')).json())
    expect(appeals).toMatchObject([{ commentId: id, isOverdue: true, nobodyLeft: expect.stringContaining('沒有別人') }])
    const looked = await (await auditor.send('GET', `/comments/${id}`)).json()
    expect(looked.appeal.nobodyLeft).toContain('沒有別人')
    expect(await claim(chenlan, 'appeals')).toBeUndefined()
    const barred = await refusal(await chenlan.send('POST', `/comments/${id}/claims`), 403, 'role_forbidden')
    expect(barred.message).toContain('對你先前的裁決提出的申訴')
    await database.db.updateTable('moderator').set({ disabled_at: null }).where('username', '=', 'wutong').execute()
  })
})
