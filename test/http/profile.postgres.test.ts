import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Export } from '../../src/http/reader/export.ts'
import { BlockList, Profile, ProtectionView } from '../../src/http/reader/profile-schemas.ts'
import { CommentPage, OwnCommentPage, ReplyPage } from '../../src/http/reader/schemas.ts'
import { replay } from '../../src/moderation/life-cycle.ts'
import { RETENTION_DAYS } from '../../src/moderation/retention.ts'
import { startBulk } from '../../src/review/bulk/act.ts'
import { loadCard } from '../../src/review/card.ts'
import { open } from '../../src/review/open.ts'
import { imposeSanction } from '../../src/review/sanction.ts'
import { listDecidedComments } from '../../src/storage/decided-comments.ts'
import { deleteProfile } from '../../src/storage/delete-profile.ts'
import { listEvents, verifyChain } from '../../src/storage/events.ts'
import { purgeProfiles } from '../../src/storage/purge-profiles.ts'
import { recordComment } from '../../src/storage/record-comment.ts'
import { purgeRestrictedTexts } from '../../src/storage/restricted-texts.ts'
import { createFactory, newComment, SITE } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import { newName, TestReader } from './reader.ts'
import { refusal } from './refusal.ts'
import { createService, ORIGIN, type Service, TEXTS } from './service.ts'

let database: TestDatabase
let service: Service
let me: TestReader
let other: TestReader
let article: string

beforeAll(async () => {
  database = await createTestDatabase()
  await createFactory(database.db).site.insert({ origins: [ORIGIN] })
})
beforeEach(() => {
  service = createService(database.db)
  article = uuidv7()
  me = reader('我')
  other = reader('別人')
})
afterAll(() => database.drop())

const reader = (name: string, claims: Record<string, unknown> = {}) => new TestReader(service, newName(name), claims)

async function get<Read>(who: TestReader, path: string, schema: { parse: (body: unknown) => Read }): Promise<Read> {
  const response = await who.send(path)
  expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'private, no-store'])
  return schema.parse(await response.json())
}

const profile = (who: TestReader) => get(who, '/v1/me', Profile)
const threads = async () => CommentPage.parse(await (await service.request(`/v1/articles/${article}/comments`)).json())
const keyOf = async (id: string) => (await stored(id)).reader_id
const stored = (id: string) =>
  database.db.selectFrom('comment').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const block = (who: TestReader, key: string, method = 'PUT') => who.send(`/v1/me/blocks/${key}`, { method })
const protect = (who: TestReader, isOn: boolean) => who.send('/v1/me/protection', { method: 'PUT', body: { isOn } })
const remove = (who: TestReader) => who.send('/v1/me', { method: 'DELETE' })

async function impose(commentId: string, measure: 'suspend' | 'limit', days = 3): Promise<void> {
  const { id: moderatorId } = await createFactory(database.db).moderator.insert({ role: 'lead' })
  const sanction = { siteId: SITE, commentId, moderatorId, sanctionId: uuidv7() }
  const wish = { measure, category: 'abuse', reason: '罵人', days } as const
  expect(await imposeSanction(database.db, { ...sanction, ...wish })).toEqual({ outcome: 'imposed' })
}

describe('the profile', () => {
  test('of who has done nothing yet is empty, and asking stores nothing', async () => {
    expect(await profile(me)).toMatchObject({
      ...{ key: null, isVerified: true, age: null, mayWrite: true, sanctions: [], blocked: 0 },
      protection: { isOn: false, isDefault: true },
    })
    const { name } = await profile(me)
    expect(await database.db.selectFrom('reader').select('id').where('display_name', '=', name).execute()).toEqual([])
  })

  test('has the key that public comments show, and never the HMAC of the account', async () => {
    const { id } = await me.say({ article })
    const { key } = await profile(me)
    const page = await (await service.request(`/v1/articles/${article}/comments`)).text()
    expect(CommentPage.parse(JSON.parse(page)).comments[0]).toMatchObject({ id, author: { key } })
    const { identity } = await database.db
      .selectFrom('reader')
      .select('identity')
      .where('id', '=', key!)
      .executeTakeFirstOrThrow()
    for (const form of ['hex', 'base64', 'base64url'] as const) expect(page).not.toContain(identity.toString(form))
  })

  test('tells what holds against the reader, and that they may not write', async () => {
    const { id } = await me.say({ article })
    await impose(id, 'suspend')
    expect(await profile(me)).toMatchObject({ mayWrite: false, sanctions: [{ measure: 'suspend', category: 'abuse' }] })
    expect(await profile(reader('未認證', { verified: false }))).toMatchObject({ isVerified: false, mayWrite: false })
    await refusal(await service.request('/v1/me'), 401, 'token_missing')
  })
})

test('own comments come page by page, each once', async () => {
  const ids: string[] = []
  for (let index = 0; index < 5; index += 1) ids.unshift((await me.say({ article })).id)
  const found: string[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const page: OwnCommentPage = await get(
      me,
      `/v1/me/comments?limit=2&cursor=${cursor}`.replace(/&cursor=$/, ''),
      OwnCommentPage,
    )
    expect(page.comments.length).toBeLessThanOrEqual(2)
    found.push(...page.comments.map(({ id }) => id))
    cursor = page.nextCursor
  }
  expect(found).toEqual(ids)
  await refusal(await me.send('/v1/me/comments?cursor=x'), 400, 'invalid_request')
})

const BLOCKED_MESSAGE = '這位網友不接受你的回覆，這條沒有發出。可以在文章下另發一條評論。'

describe('a blocked reader', () => {
  test('cannot answer a comment or in its thread, is told so, and can post elsewhere', async () => {
    const mine = await me.say({ article })
    const theirs = await other.say({ article, replyTo: mine.id })
    expect((await block(me, await keyOf(theirs.id))).status).toBe(204)
    const third = await reader('第三人').say({ article, replyTo: mine.id })
    for (const replyTo of [mine.id, third.id]) {
      const { message } = await refusal(await other.post({ article, replyTo }), 403, 'reply_blocked')
      expect(message).toBe(BLOCKED_MESSAGE)
    }
    expect((await other.post({ article })).status).toBe(201)
    expect((await me.post({ article, replyTo: theirs.id })).status).toBe(201)
    const { replies } = ReplyPage.parse(await (await service.request(`/v1/comments/${mine.id}/replies`)).json())
    expect(replies.map(({ id }) => id)).toContain(theirs.id)
  })

  test('stands on a list that only its reader sees, once however often, until they are taken off', async () => {
    const { id } = await other.say({ article })
    const key = await keyOf(id)
    for (let time = 0; time < 2; time += 1) expect((await block(me, key)).status).toBe(204)
    expect(await get(me, '/v1/me/blocks', BlockList)).toMatchObject({ blocks: [{ key }] })
    expect(await profile(me)).toMatchObject({ blocked: 1 })
    expect(await get(other, '/v1/me/blocks', BlockList)).toEqual({ blocks: [] })
    for (let time = 0; time < 2; time += 1) expect((await block(me, key, 'DELETE')).status).toBe(204)
    expect(await get(me, '/v1/me/blocks', BlockList)).toEqual({ blocks: [] })
    const mine = await me.say({ article })
    expect((await other.post({ article, replyTo: mine.id })).status).toBe(201)
  })

  test('is called as their last public comment calls them, and nothing that nobody has looked at', async () => {
    const name = newName('路人')
    const { id } = await new TestReader(service, name).say({ article })
    await block(me, await keyOf(id))
    const names = async () => (await get(me, '/v1/me/blocks', BlockList)).blocks.map(({ name: shown }) => shown)
    const renamed = new TestReader(service, '習近平', { sub: name })
    await renamed.like((await me.say({ article })).id)
    expect(await names()).toEqual([name])
    await renamed.send(`/v1/comments/${id}`, { method: 'DELETE' })
    expect(await names()).toEqual([null])
  })

  test('must be another reader of the site, and refusing stores nothing', async () => {
    await refusal(await block(me, uuidv7()), 404, 'reader_unknown')
    expect(await profile(me)).toMatchObject({ key: null })
    await refusal(await block(me, 'x'), 400, 'invalid_request')
    const { id } = await me.say({ article })
    await refusal(await block(me, await keyOf(id)), 409, 'own_profile')
  })
})

test('a reply that was on its way when its writer was blocked is not recorded', async () => {
  const mine = await me.say({ article })
  const theirs = await other.say({ article })
  const [readerId, answered] = [await keyOf(theirs.id), await keyOf(mine.id)]
  await block(me, readerId)
  const reply = { threadId: mine.id, replyTo: mine.id, answered: [answered, answered] }
  const written = newComment({ readerId, articleId: article, reply })
  expect(await recordComment(database.db, written)).toEqual({ outcome: 'sanctioned' })
  await block(me, readerId, 'DELETE')
  expect(await recordComment(database.db, written)).toMatchObject({ outcome: 'recorded' })
})

describe('the protection from strangers', () => {
  test('refuses their replies in the whole thread, and nobody else’s', async () => {
    const known = reader('熟人')
    const liked = reader('讚過的人')
    const before = await me.say({ article })
    await me.say({ article, replyTo: (await known.say({ article })).id })
    await me.like((await liked.say({ article })).id)
    expect(ProtectionView.parse(await (await protect(me, true)).json())).toEqual({ isOn: true, isDefault: false })
    const answer = await known.say({ article, replyTo: before.id })
    expect((await liked.post({ article, replyTo: before.id })).status).toBe(201)
    expect((await me.post({ article, replyTo: before.id })).status).toBe(201)
    for (const replyTo of [before.id, answer.id]) {
      const { message } = await refusal(await other.post({ article, replyTo }), 403, 'reply_blocked')
      // That the other is protected, as minors are by themselves, is nobody's to know.
      expect(message).toBe(BLOCKED_MESSAGE)
    }
    expect((await other.post({ article })).status).toBe(201)
    await protect(me, false)
    expect((await other.post({ article, replyTo: before.id })).status).toBe(201)
  })

  test('does not take a stranger who has answered for known', async () => {
    const mine = await me.say({ article })
    await other.say({ article, replyTo: mine.id })
    await other.like(mine.id)
    await protect(me, true)
    await refusal(await other.post({ article, replyTo: mine.id }), 403, 'reply_blocked')
  })

  test.each(['minor', 'child'] as const)(
    'is on for a %s by itself, and stays off where they switch it off',
    async (age) => {
      const young = reader('小讀者', { age, guardian: true })
      const { id } = await young.say({ article })
      expect((await profile(young)).protection).toEqual({ isOn: true, isDefault: true })
      await refusal(await other.post({ article, replyTo: id }), 403, 'reply_blocked')
      await protect(young, false)
      expect((await profile(young)).protection).toEqual({ isOn: false, isDefault: false })
      expect((await other.post({ article, replyTo: id })).status).toBe(201)
    },
  )

  test('follows what the portal says of the age', async () => {
    const name = newName('成年')
    const young = new TestReader(service, name, { age: 'minor' })
    const { id } = await young.say({ article })
    await new TestReader(service, name, { age: 'adult' }).say({ article })
    expect((await other.post({ article, replyTo: id })).status).toBe(201)
  })
})

describe('who may write', () => {
  const verbs = (who: TestReader, id: string) => [
    () => who.post({ article }),
    () => who.post({ article, replyTo: id }),
    () => who.like(id),
    () => who.edit(id, '改一下'),
  ]

  test.each([
    ['reader_unverified', { verified: false }],
    ['reader_unverified', { verified: false, age: 'child', guardian: true }],
    ['guardian_required', { age: 'child' }],
    ['guardian_required', { age: 'child', guardian: false }],
  ] as const)('is told %s on every verb with %j, and can read', async (code, claims) => {
    const { id } = await other.say({ article })
    const rows = await database.db.selectFrom('comment').select('id').execute()
    const who = reader('未滿條件', claims)
    for (const attempt of verbs(who, id)) {
      const { message } = await refusal(await attempt(), 403, code)
      expect(message).toMatch(/實名認證|監護人/)
    }
    await refusal(await who.send(`/v1/comments/${id}/likes`, { method: 'DELETE' }), 403, code)
    expect(await database.db.selectFrom('comment').select('id').execute()).toHaveLength(rows.length)
    expect((await who.send(`/v1/articles/${article}/comments`)).status).toBe(200)
    expect((await who.send('/v1/me')).status).toBe(200)
  })

  test('is looked at anew at every request: once verification is revoked the next comment is refused', async () => {
    const name = newName('撤銷')
    await new TestReader(service, name).say({ article })
    await refusal(await new TestReader(service, name, { verified: false }).post({ article }), 403, 'reader_unverified')
  })
})

describe('the export', () => {
  const read = async (who: TestReader) => {
    const response = await who.send('/v1/me/export')
    expect(response.status).toBe(200)
    expect(response.headers.get('content-disposition')).toContain('attachment')
    expect(response.headers.get('cache-control')).toBe('private, no-store')
    return Export.parse(JSON.parse(await response.text()))
  }

  test('holds all that is kept, in every status, and nothing of anybody else', async () => {
    const passed = await me.say({ article })
    await me.edit(passed.id, '更盼著公交也能通到開發區！')
    const held = await me.say({ article, text: TEXTS.hold })
    const blocked = await me.say({ article, text: TEXTS.block })
    await me.send(`/v1/comments/${blocked.id}/appeals`, { method: 'POST', body: { reason: '請再看一次' } })
    const theirs = await other.say({ article, text: '別人的話只有別人知道。' })
    await me.like(theirs.id)
    await me.send(`/v1/comments/${theirs.id}/reports`, { method: 'POST', body: { category: 'abuse', text: '罵我' } })
    await block(me, await keyOf(theirs.id))
    await impose(held.id, 'limit')
    const kept = await read(me)
    expect(kept.comments.map(({ id, status }) => [id, status])).toEqual([
      [passed.id, 'published'],
      [held.id, 'held'],
      [blocked.id, 'rejected'],
    ])
    expect(kept.comments[0]).toMatchObject({
      text: '更盼著公交也能通到開發區！',
      earlierTexts: [{ text: TEXTS.pass }],
      decisions: [{ kind: 'publish', decidedBy: 'policy' }, { kind: 'publish' }],
    })
    expect(kept.comments[2]).toMatchObject({ decisions: [{ kind: 'reject', category: expect.any(String) }] })
    expect(kept.likes).toMatchObject([{ comment: theirs.id, article }])
    expect(kept.reports).toMatchObject([{ comment: theirs.id, category: 'abuse', text: '罵我' }])
    expect(kept.appeals).toMatchObject([{ comment: blocked.id, reason: '請再看一次', outcome: null }])
    expect(kept.blocks).toMatchObject([{ key: await keyOf(theirs.id) }])
    expect(kept.sanctions).toMatchObject([{ measure: 'limit', reason: '罵人', liftedAt: null }])
    expect(kept.profile).toMatchObject({ key: await keyOf(passed.id) })
    expect(JSON.stringify(kept)).not.toContain('別人的話')
    expect(JSON.stringify(kept)).not.toContain('王編輯')
  })

  test('is read in pages, each row once', async () => {
    const { id } = await me.say({ article })
    const readerId = await keyOf(id)
    for (let index = 0; index < 401; index += 1) {
      await createFactory(database.db).comment.insert({ readerId, articleId: article })
    }
    const ids = (await read(me)).comments.map((comment) => comment['id'])
    expect([ids.length, new Set(ids).size]).toEqual([402, 402])
  })

  test('of who has done nothing is empty, and is paced', async () => {
    expect(await read(me)).toMatchObject({ profile: null, comments: [], likes: [], sanctions: [] })
    for (let time = 0; time < 2; time += 1) await read(me)
    const { retryAfterSeconds } = await refusal(await me.send('/v1/me/export'), 429, 'too_many_requests')
    expect(retryAfterSeconds).toBeGreaterThan(0)
    await refusal(await service.request('/v1/me/export'), 401, 'token_missing')
  })
})

describe('a deleted profile', () => {
  const all = async () => {
    const passed = await me.say({ article })
    const held = await me.say({ article, text: TEXTS.hold })
    const blocked = await me.say({ article, text: TEXTS.block })
    return { passed, held, blocked, key: await keyOf(passed.id) }
  }

  test('leaves nothing in sight, keeps the texts restricted and the logs whole', async () => {
    const { passed, held, blocked, key } = await all()
    const theirs = await other.say({ article, replyTo: passed.id })
    await me.like(theirs.id)
    await block(other, key)
    await me.send(`/v1/comments/${blocked.id}/appeals`, { method: 'POST', body: { reason: '請再看一次' } })
    expect([(await remove(me)).status, (await remove(me)).status]).toEqual([204, 204])
    for (const [{ id }, status] of [
      [passed, 'withdrawn'],
      [held, 'withdrawn'],
      [blocked, 'rejected'],
    ] as const) {
      expect(await stored(id)).toMatchObject({ status, text: '', display_name: '已註銷', lease_token: null })
      expect(await verifyChain(database.db, SITE, id)).toMatchObject({ outcome: 'intact' })
      expect(replay(await listEvents(database.db, SITE, id))).toBe(status)
      expect((await listEvents(database.db, SITE, id)).at(-1)).toMatchObject({ type: 'comment.restricted' })
    }
    expect(await threads()).toMatchObject({
      total: 1,
      comments: [{ id: passed.id, gone: 'withdrawn', text: '', author: { name: '', key: null }, replies: 1 }],
    })
    const kept = await database.db
      .selectFrom('restricted_text')
      .select(['text', 'reason'])
      .where('comment_id', 'in', [passed.id, held.id, blocked.id])
      .execute()
    expect(new Set(kept.map(({ text }) => text))).toEqual(new Set([TEXTS.pass, TEXTS.hold, TEXTS.block]))
    const listing = await database.db
      .selectFrom('listing')
      .select('likes')
      .where('comment_id', '=', theirs.id)
      .execute()
    expect(listing).toEqual([{ likes: 0 }])
    expect(await get(other, '/v1/me/blocks', BlockList)).toEqual({ blocks: [] })
    await refusal(await block(other, key), 404, 'reader_unknown')
    const appeals = await database.db
      .selectFrom('appeal')
      .select('outcome')
      .where('comment_id', '=', blocked.id)
      .execute()
    expect(appeals).toEqual([{ outcome: 'lapsed' }])
    const ids = [passed.id, held.id, blocked.id]
    for (const table of ['waiting', 'comment_search', 'fingerprint_key', 'idempotency_key'] as const) {
      expect(await database.db.selectFrom(table).selectAll().where('comment_id', 'in', ids).execute()).toEqual([])
    }
    const taught = await listDecidedComments(database.db, { siteId: SITE, limit: 1000 })
    expect(taught.filter(({ text }) => text === '')).toEqual([])
  })

  test('leaves moderators nothing to decide or to read, also of what was refused', async () => {
    const { blocked } = await all()
    const { id: moderatorId } = await createFactory(database.db).moderator.insert({ role: 'lead' })
    await remove(me)
    const { id: commentId } = blocked
    const who = { siteId: SITE, commentId, moderatorId, isLead: true }
    expect(await open(database.db, { ...who, seconds: 600 })).toEqual({ outcome: 'not_found' })
    const restoring = { kind: 'restore', category: null, note: null, source: { type: 'selection' } } as const
    const bulkId = uuidv7()
    await startBulk(database.db, {
      ...who,
      ...restoring,
      bulkId,
      comments: [{ commentId, status: 'rejected' }],
      alone: 10,
    })
    const act = await database.db.selectFrom('bulk_comment').select('outcome').where('bulk_id', '=', bulkId).execute()
    expect(act).toEqual([{ outcome: 'withdrawn' }])
    expect(await stored(commentId)).toMatchObject({ status: 'rejected', text: '' })
    const card = await loadCard(database.db, { siteId: SITE, commentId })
    expect(card?.screening.evidence).toMatchObject({ hits: [], findings: [] })
    expect(JSON.stringify(card)).not.toContain('国产')
  })

  test('is another, empty one for the token used afterwards', async () => {
    const { key } = await all()
    await remove(me)
    expect(await profile(me)).toMatchObject({ key: null, sanctions: [], blocked: 0 })
    expect((await get(me, '/v1/me/comments', OwnCommentPage)).comments).toEqual([])
    const { id } = await me.say({ article })
    expect(await keyOf(id)).not.toBe(key)
    const row = await database.db.selectFrom('reader').selectAll().where('id', '=', key).executeTakeFirstOrThrow()
    expect(row).toMatchObject({ display_name: '已註銷', person: null, age: null })
    expect(row.deleted_at).not.toBeNull()
  })

  test('does not shake off a measure that holds, however often', async () => {
    const { passed } = await all()
    await impose(passed.id, 'suspend')
    for (let time = 0; time < 2; time += 1) {
      await remove(me)
      expect(await profile(me)).toMatchObject({ mayWrite: false, sanctions: [{ measure: 'suspend' }] })
      await refusal(await me.post({ article }), 403, 'reader_sanctioned')
      const { id } = await other.say({ article })
      await refusal(await me.like(id), 403, 'reader_sanctioned')
    }
    service.clock.advance(4 * 86_400)
    expect((await me.post({ article })).status).toBe(201)
  })

  test('keeps a comment that is on its way from being recorded under it', async () => {
    for (let round = 0; round < 6; round += 1) {
      const { key } = await all()
      const deletion = async () => {
        const { identity } = await database.db
          .selectFrom('reader')
          .select('identity')
          .where('id', '=', key)
          .executeTakeFirstOrThrow()
        const wanted = { siteId: SITE, identity, anonymous: Buffer.from(uuidv7()), at: service.clock.now() }
        return database.db.transaction().execute((trx) => deleteProfile(trx, wanted))
      }
      const [, ...answers] = await Promise.all([deletion(), ...[1, 2, 3, 4].map(() => me.post({ article }))])
      expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201])
      const left = await database.db
        .selectFrom('comment')
        .select(['text', 'status'])
        .where('reader_id', '=', key)
        .execute()
      expect(left.filter(({ text, status }) => text !== '' || status === 'published')).toEqual([])
      await remove(me)
      service = createService(database.db)
      me = reader('我')
    }
  })

  test('is gone for good after the term, and not before', async () => {
    const { passed } = await all()
    await remove(me)
    const key = await keyOf(passed.id)
    await database.db.updateTable('comment').set({ ip_region: '山东' }).where('id', '=', passed.id).execute()
    const end = new Date(service.clock.time + RETENTION_DAYS * 86_400_000)
    const soon = new Date(end.getTime() - 1)
    const row = () =>
      database.db.selectFrom('reader').select('purged_at').where('id', '=', key).executeTakeFirstOrThrow()
    const texts = () =>
      database.db.selectFrom('restricted_text').select('id').where('comment_id', '=', passed.id).execute()
    await purgeProfiles(database.db, soon)
    await purgeRestrictedTexts(database.db, soon)
    expect([(await row()).purged_at, (await texts()).length]).toEqual([null, 1])
    while ((await purgeProfiles(database.db, end)) > 0);
    while ((await purgeRestrictedTexts(database.db, end)) > 0);
    expect([(await row()).purged_at, (await texts()).length]).toEqual([end, 0])
    expect(await stored(passed.id)).toMatchObject({ text: '', ip_region: null, address_sealed: null })
    expect(await verifyChain(database.db, SITE, passed.id)).toMatchObject({ outcome: 'intact' })
  })
})
