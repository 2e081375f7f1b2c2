import { v4 as uuidv4 } from 'uuid'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Card, Cards } from '../../src/http/moderator/card-schemas.ts'
import { Categories, DecisionConflict, DecisionView, Lease, Made, QueueView } from '../../src/http/moderator/schemas.ts'
import { CommentPage, OwnComment } from '../../src/http/reader/schemas.ts'
import { replay } from '../../src/moderation/life-cycle.ts'
import { noticeFor } from '../../src/moderation/notice.ts'
import { siteTime } from '../../src/moderation/time-zone.ts'
import { listEvents } from '../../src/storage/events.ts'
import { createFactory } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import { addModerator, Console } from './moderator.ts'
import { refusal } from './refusal.ts'
import { createService, ORIGIN, post, type Service, signToken, TEXTS } from './service.ts'

let database: TestDatabase
let service: Service
let chenlan: Console
let wutong: Console

beforeAll(async () => {
  database = await createTestDatabase()
  await createFactory(database.db).site.insert({ origins: [ORIGIN] })
  await addModerator(database.db, { username: 'chenlan', displayName: '陳嵐' })
  await addModerator(database.db, { username: 'wutong', displayName: '吳桐' })
  await addModerator(database.db, { username: 'auditor', role: 'auditor' })
})
beforeEach(async () => {
  service = createService(database.db)
  chenlan = new Console(service)
  wutong = new Console(service)
  await chenlan.enter('chenlan')
  await wutong.enter('wutong')
})
afterEach(async () => {
  // The next test starts with an empty queue.
  const free = { lease_holder: null, lease_token: null, lease_expires_at: null, lease_queue: null }
  await database.db
    .updateTable('comment')
    .set({ status: 'withdrawn', ...free })
    .where('status', '=', 'held')
    .execute()
})
afterAll(() => database.drop())

async function hold(text: string = TEXTS.hold, article = 'article-1'): Promise<string> {
  service.clock.advance(1)
  return OwnComment.parse(await (await post(service, { text, article })).json()).id
}

async function claimBy(console: Console): Promise<Card> {
  const response = await console.send('POST', '/claims', {})
  expect(response.status).toBe(200)
  const [card] = Cards.parse(await response.json()).cards
  if (!card) throw new Error('nothing to claim')
  return card
}

const stored = (id: string) =>
  database.db.selectFrom('comment').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

const decisionsOn = (id: string) =>
  database.db.selectFrom('decision').selectAll().where('comment_id', '=', id).execute()

async function conflict(response: Response, code: string): Promise<DecisionConflict> {
  expect(response.status).toBe(409)
  const body = DecisionConflict.parse(await response.json())
  expect(body.code).toBe(code)
  return body
}

describe('a name that does not pass', () => {
  const under = async (name: string, sub: string) => {
    service.clock.advance(1)
    const token = await signToken(service.clock, { sub, name })
    return OwnComment.parse(await (await post(service, { token })).json())
  }
  const decide = async (verdict: object) => {
    const card = await claimBy(chenlan)
    const body = { leaseToken: card.lease.token, category: null, ...verdict }
    expect((await chenlan.send('POST', `/comments/${card.comment.id}/decisions`, body)).status).toBe(201)
  }

  test('holds its reader no more after a moderator has published beside it, and anyone else still', async () => {
    expect(await under('官微老李V123456', 'lee')).toMatchObject({ status: 'held' })
    await decide({ kind: 'publish' })
    expect(await under('官微老李V123456', 'lee')).toMatchObject({ status: 'published' })
    expect(await under('官微老李V123457', 'lee')).toMatchObject({ status: 'held' })
    expect(await under('官微老李V123456', 'another')).toMatchObject({ status: 'held' })
  })

  test('holds its reader again after a moderator has refused a comment for it', async () => {
    expect(await under('小美V123456', 'mei')).toMatchObject({ status: 'held' })
    await decide({ kind: 'reject', category: 'ad_spam' })
    expect(await under('小美V123456', 'mei')).toMatchObject({ status: 'held' })
  })
})

describe('a claim', () => {
  test('takes the comment that has waited longest, with all its evidence', async () => {
    const id = await hold()
    await hold('另有一事，微信 abc12345')
    const card = await claimBy(chenlan)
    expect(card.comment).toMatchObject({ id, text: TEXTS.hold, status: 'held' })
    expect(card.comment.normalized).toContain('13812345678')
    expect(card.screening).toMatchObject({ verdict: 'hold', category: 'ad_spam', policyVersion: 'policy-1' })
    const [hit] = card.screening.hits
    expect(card.comment.text.slice(hit!.start, hit!.end)).toBe(hit!.text)
    expect(card.suggestion).toBe('ad_spam')
    expect(card.author).toMatchObject({ name: '冠縣網友' })
    expect(card.events.map(({ type, actor }) => `${type} ${actor}`)).toEqual([
      'comment.received reader',
      'comment.screened policy',
      'comment.held policy',
      'lease.claimed 陳嵐',
    ])
    expect(card.lease.seconds).toBe(600)
    expect((await stored(id)).lease_token).toBe(card.lease.token)
  })

  test('of two moderators at once takes two comments', async () => {
    await hold()
    await hold()
    const cards = await Promise.all([claimBy(chenlan), claimBy(wutong)])
    expect(new Set(cards.map(({ comment }) => comment.id)).size).toBe(2)
  })

  test('of an empty queue takes nothing', async () => {
    const response = await chenlan.send('POST', '/claims', {})
    expect([response.status, await response.json()]).toEqual([200, { cards: [] }])
  })

  test('needs the CSRF token', async () => {
    const id = await hold()
    await refusal(await chenlan.send('POST', '/claims', {}, { 'X-CSRF-Token': 'x' }), 403, 'csrf_invalid')
    expect((await stored(id)).lease_holder).toBeNull()
  })
})

describe('a decision', () => {
  test('to publish shows the comment to everyone', async () => {
    const id = await hold(TEXTS.hold, 'article-published')
    const { lease } = await claimBy(chenlan)
    const body = { leaseToken: lease.token, kind: 'publish', category: null, note: ' 沒有問題 ' }
    const response = await chenlan.send('POST', `/comments/${id}/decisions`, body)
    expect(response.status).toBe(201)
    const decision = DecisionView.parse(await response.json())
    expect(decision).toMatchObject({ commentId: id, kind: 'publish', category: null, decidedBy: '陳嵐' })
    expect(await decisionsOn(id)).toMatchObject([{ id: decision.id, note: '沒有問題' }])
    expect(await stored(id)).toMatchObject({ status: 'published', lease_token: null })
    expect(replay(await listEvents(database.db, 'demo', id))).toBe('published')
    const page = await service.request('/v1/articles/article-published/comments')
    expect(CommentPage.parse(await page.json()).comments.map((comment) => comment.id)).toEqual([id])
  })

  test('to reject needs a category of the taxonomy, to publish none', async () => {
    const id = await hold()
    const { lease } = await claimBy(chenlan)
    for (const [kind, category] of [
      ['reject', null],
      ['reject', 'spam'],
      ['reject', 'toString'],
      ['publish', 'abuse'],
    ]) {
      const body = { leaseToken: lease.token, kind, category }
      const { issues } = await refusal(
        await chenlan.send('POST', `/comments/${id}/decisions`, body),
        400,
        'invalid_request',
      )
      expect(issues?.[0]?.path).toBe('category')
    }
    expect(await decisionsOn(id)).toEqual([])
    const body = { leaseToken: lease.token, kind: 'reject', category: 'ad_spam' }
    expect((await chenlan.send('POST', `/comments/${id}/decisions`, body)).status).toBe(201)
    expect(await stored(id)).toMatchObject({ status: 'rejected', category: 'ad_spam' })
  })

  test.each([
    [{ leaseToken: 'x' }, 'leaseToken'],
    [{ kind: 'remove' }, 'category'],
    [{ kind: 'ban' }, 'kind'],
    [{ templateId: 'x' }, 'templateId'],
    [{ note: '好\u0000' }, 'note'],
    [{ note: '字'.repeat(1001) }, 'note'],
    [{ category: 7 }, 'category'],
  ])('with %j is refused and changes nothing', async (changes, path) => {
    const id = await hold()
    const { lease } = await claimBy(chenlan)
    const body = { leaseToken: lease.token, kind: 'publish', category: null, ...changes }
    const { issues } = await refusal(
      await chenlan.send('POST', `/comments/${id}/decisions`, body),
      400,
      'invalid_request',
    )
    expect(issues?.map((issue) => issue.path)).toEqual([path])
    expect(await stored(id)).toMatchObject({ status: 'held', lease_token: lease.token })
  })

  test('under an expired lease decides nothing, and says who holds the comment now', async () => {
    const id = await hold()
    const { lease } = await claimBy(chenlan)
    await database.db
      .updateTable('comment')
      .set({ lease_expires_at: new Date(0) })
      .where('id', '=', id)
      .execute()
    const body = { leaseToken: lease.token, kind: 'reject', category: 'ad_spam' }
    const gone = await conflict(await chenlan.send('POST', `/comments/${id}/decisions`, body), 'lease_lost')
    expect(gone).toMatchObject({ holder: null, decision: null })
    await claimBy(wutong)
    const taken = await conflict(await chenlan.send('POST', `/comments/${id}/decisions`, body), 'lease_lost')
    expect(taken.holder).toBe('吳桐')
    expect(taken.message).toContain('吳桐')
    expect(await decisionsOn(id)).toEqual([])
    expect((await stored(id)).status).toBe('held')
  })

  test('under a token that is not that of their lease is told so, and decides nothing', async () => {
    const id = await hold()
    await claimBy(chenlan)
    const body = { leaseToken: uuidv4(), kind: 'publish', category: null }
    const told = await conflict(await chenlan.send('POST', `/comments/${id}/decisions`, body), 'lease_lost')
    expect(told.message).toContain('令牌不符')
    expect(told.holder).toBeNull()
    expect(await decisionsOn(id)).toEqual([])
    expect((await stored(id)).status).toBe('held')
  })

  test('that comes second is told the first one', async () => {
    const id = await hold()
    const { lease } = await claimBy(chenlan)
    const body = { leaseToken: lease.token, kind: 'publish', category: null }
    await chenlan.send('POST', `/comments/${id}/decisions`, body)
    const other = { ...body, kind: 'reject', category: 'abuse' }
    const told = await conflict(await wutong.send('POST', `/comments/${id}/decisions`, other), 'already_decided')
    expect(told.decision).toMatchObject({ commentId: id, kind: 'publish', decidedBy: '陳嵐' })
    expect(told.message).toContain(`陳嵐已於 ${siteTime(new Date(told.decision?.decidedAt ?? 0))} 裁決`)
    expect(await decisionsOn(id)).toHaveLength(1)
    expect((await stored(id)).status).toBe('published')
  })

  test('on a comment that its author withdrew is told so', async () => {
    const id = await hold()
    const { lease } = await claimBy(chenlan)
    const free = { lease_holder: null, lease_token: null, lease_expires_at: null, lease_queue: null }
    await database.db
      .updateTable('comment')
      .set({ status: 'withdrawn', ...free })
      .where('id', '=', id)
      .execute()
    const body = { leaseToken: lease.token, kind: 'publish', category: null }
    const told = await conflict(await chenlan.send('POST', `/comments/${id}/decisions`, body), 'lease_lost')
    expect(told.message).toContain('撤回')
  })

  test('sent more than once at once is made once, and answered alike', async () => {
    const id = await hold()
    const { lease } = await claimBy(chenlan)
    const body = { leaseToken: lease.token, kind: 'publish', category: null }
    const send = () => chenlan.send('POST', `/comments/${id}/decisions`, body)
    const responses = await Promise.all([send(), send(), send()])
    expect(responses.map(({ status }) => status)).toEqual([201, 201, 201])
    const told = await Promise.all(responses.map(async (response) => Made.parse(await response.json())))
    expect(new Set(told.map((one) => JSON.stringify(one))).size).toBe(1)
    expect(await decisionsOn(id)).toHaveLength(1)
  })

  test('on an id that nobody has finds no lease', async () => {
    const body = { leaseToken: uuidv4(), kind: 'publish', category: null }
    await conflict(await chenlan.send('POST', `/comments/${uuidv4()}/decisions`, body), 'lease_lost')
    await refusal(await chenlan.send('POST', '/comments/x/decisions', body), 400, 'invalid_request')
  })
})

describe('a lease', () => {
  test('is renewed for the whole term by its holder only', async () => {
    const id = await hold()
    const { lease } = await claimBy(chenlan)
    const soon = new Date(Date.now() + 5_000)
    await database.db.updateTable('comment').set({ lease_expires_at: soon }).where('id', '=', id).execute()
    const body = { leaseToken: lease.token }
    await conflict(await wutong.send('POST', `/comments/${id}/lease`, body), 'lease_lost')
    const response = await chenlan.send('POST', `/comments/${id}/lease`, body)
    expect(response.status).toBe(200)
    const renewed = Lease.parse(await response.json())
    expect(Date.parse(renewed.expiresAt) - Date.now()).toBeGreaterThan(590_000)
    expect((await stored(id)).lease_expires_at?.toISOString()).toBe(renewed.expiresAt)
  })

  test('given back leaves the comment to the next', async () => {
    const id = await hold()
    const { lease } = await claimBy(chenlan)
    const response = await chenlan.send('DELETE', `/comments/${id}/lease`, { leaseToken: lease.token })
    expect(response.status).toBe(204)
    await conflict(await chenlan.send('DELETE', `/comments/${id}/lease`, { leaseToken: lease.token }), 'lease_lost')
    expect((await claimBy(wutong)).comment.id).toBe(id)
  })
})

test('an auditor sees the queue and can neither claim nor decide', async () => {
  const id = await hold()
  const { lease } = await claimBy(chenlan)
  const auditor = new Console(service)
  await auditor.enter('auditor')
  expect(QueueView.parse(await (await auditor.send('GET', '/queue')).json()).held).toBe(1)
  const body = { leaseToken: lease.token, kind: 'publish', category: null }
  await refusal(await auditor.send('POST', '/claims', {}), 403, 'role_forbidden')
  await refusal(await auditor.send('POST', `/comments/${id}/decisions`, body), 403, 'role_forbidden')
  await refusal(await auditor.send('POST', `/comments/${id}/lease`, { leaseToken: lease.token }), 403, 'role_forbidden')
  expect((await stored(id)).status).toBe('held')
})

test('the categories carry the very notices that authors read, and nine fixed digits', async () => {
  const read = async (query: string) =>
    Categories.parse(await (await chenlan.send('GET', `/categories${query}`)).json()).categories
  const categories = await read('?lang=en')
  for (const { code, notice } of categories) expect(notice).toBe(noticeFor(code as 'abuse', 'en').message)
  const digits = (await read('')).filter(({ digit }) => digit !== null).sort((one, other) => one.digit! - other.digit!)
  expect(digits.map(({ digit, code }) => `${digit} ${code}`)).toEqual([
    '1 ad_spam',
    '2 gambling',
    '3 fraud',
    '4 porn',
    '5 abuse',
    '6 profanity',
    '7 privacy',
    '8 off_topic',
    '9 meaningless',
  ])
})
