import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { CommentPage, OwnComment, OwnCommentPage } from '../../src/http/reader/schemas.ts'
import { replay } from '../../src/moderation/life-cycle.ts'
import { RETENTION_DAYS } from '../../src/moderation/retention.ts'
import { claim } from '../../src/review/claim.ts'
import { decide } from '../../src/review/decide.ts'
import { imposeSanction } from '../../src/review/sanction.ts'
import { listEvents, verifyChain } from '../../src/storage/events.ts'
import { purgeRestrictedTexts } from '../../src/storage/restricted-texts.ts'
import { createFactory, SITE } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import { newName, TestReader } from './reader.ts'
import { refusal } from './refusal.ts'
import { createService, ORIGIN, type Service, TEXTS } from './service.ts'

const MENDED = '更盼著公交也能通到開發區！'

let database: TestDatabase
let service: Service
let author: TestReader
let article: string

beforeAll(async () => {
  database = await createTestDatabase()
  await createFactory(database.db).site.insert({ origins: [ORIGIN] })
})
beforeEach(() => {
  service = createService(database.db)
  author = new TestReader(service, newName('作者'))
  article = uuidv7()
})
afterAll(() => database.drop())

async function edited(id: string, text: string): Promise<OwnComment> {
  const response = await author.edit(id, text)
  expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'private, no-store'])
  return OwnComment.parse(await response.json())
}

async function publicPage(): Promise<CommentPage> {
  return CommentPage.parse(await (await service.request(`/v1/articles/${article}/comments`)).json())
}

async function own(): Promise<OwnComment[]> {
  return OwnCommentPage.parse(await (await author.send('/v1/me/comments')).json()).comments
}

const stored = (id: string) =>
  database.db.selectFrom('comment').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const restricted = (id: string) =>
  database.db.selectFrom('restricted_text').selectAll().where('comment_id', '=', id).orderBy('kept_at').execute()

/** The log must be unbroken and tell the status. */
async function expectSound(id: string): Promise<void> {
  expect(await verifyChain(database.db, SITE, id)).toMatchObject({ outcome: 'intact' })
  expect(replay(await listEvents(database.db, SITE, id))).toBe((await stored(id)).status)
}

let leases = 0

/** Each before all others that wait. */
async function leaseOf(commentId: string, moderatorId: string) {
  leases += 1
  await database.db
    .updateTable('waiting')
    .set({ queue_at: new Date(-leases) })
    .where('comment_id', '=', commentId)
    .execute()
  const [claimed] = await claim(database.db, { siteId: SITE, moderatorId, seconds: 600, queues: ['held'], count: 1 })
  expect(claimed?.commentId).toBe(commentId)
  return { siteId: SITE, commentId, moderatorId, leaseToken: claimed?.leaseToken ?? '' }
}

describe('a published comment whose new text passes', () => {
  test('stays where it stands with its likes and replies, and says that it was changed', async () => {
    const { id, publishedAt } = await author.say({ article })
    const other = new TestReader(service, '梁水鎮的風')
    await other.say({ article, replyTo: id })
    await other.like(id)
    const answer = await edited(id, MENDED)
    expect(answer).toMatchObject({ id, text: MENDED, status: 'published', publishedAt })
    expect(Date.parse(answer.editedAt ?? '')).toBe(service.clock.time)
    const { comments, total } = await publicPage()
    expect(total).toBe(2)
    expect(comments).toMatchObject([
      { id, text: MENDED, editedAt: answer.editedAt, publishedAt, likes: 1, replies: 1, gone: null },
    ])
    expect((await own())[0]).toEqual(answer)
    await expectSound(id)
  })

  test('is on record with its earlier text, which nobody is shown', async () => {
    const { id, createdAt } = await author.say({ article })
    await edited(id, MENDED)
    service.clock.advance(1)
    await edited(id, `${MENDED}！`)
    const kept = await restricted(id)
    expect(kept.map(({ text, reason }) => [text, reason])).toEqual([
      [TEXTS.pass, 'edited'],
      [MENDED, 'edited'],
    ])
    expect(kept[0]?.written_at.toISOString()).toBe(createdAt)
    const days = (kept[0]!.kept_until.getTime() - kept[0]!.kept_at.getTime()) / 86_400_000
    expect(days).toBe(RETENTION_DAYS)
    const events = await listEvents(database.db, SITE, id)
    const first = ['comment.received', 'comment.screened', 'decision.made']
    const again = ['comment.edited', 'comment.screened', 'decision.made']
    expect(events.map(({ type }) => type)).toEqual([...first, ...again, ...again])
    expect(events[3]).toMatchObject({ actor: { kind: 'reader' }, detail: { restrictedId: kept[0]?.id } })
    expect(JSON.stringify([await publicPage(), await own()])).not.toContain(TEXTS.pass)
    const search = await database.db
      .selectFrom('comment_search')
      .select('written')
      .where('comment_id', '=', id)
      .execute()
    expect(search).toHaveLength(1)
  })

  test('is not held as a copy of itself, nor is it found by what it no longer says', async () => {
    const text = '冠縣的公交線路開通以後，去開發區上班的人都方便多了，謝謝各位師傅。'
    const { id } = await author.say({ article, text })
    for (const mark of ['！', '！！', '！！！', '。。。']) {
      service.clock.advance(1)
      expect(await edited(id, `${text}${mark}`)).toMatchObject({ status: 'published' })
    }
    const before = await database.db.selectFrom('fingerprint_key').select('key').where('comment_id', '=', id).execute()
    await edited(id, '一句完全不同的話，講的是冠縣鴨梨今年收成不錯，價格也比去年好。')
    const after = await database.db.selectFrom('fingerprint_key').select('key').where('comment_id', '=', id).execute()
    const [was, is] = [before, after].map((rows) => new Set(rows.map(({ key }) => key)))
    expect([...is!].filter((key) => was!.has(key))).toEqual([])
  })
})

describe('a published comment whose new text does not pass', () => {
  test('is not public any more at once; its replies keep its place', async () => {
    const { id } = await author.say({ article })
    await new TestReader(service, '梁水鎮的風').say({ article, replyTo: id })
    const answer = await edited(id, TEXTS.hold)
    expect(answer).toMatchObject({ status: 'held', publishedAt: null, waiting: { reason: expect.any(String) } })
    expect(await publicPage()).toMatchObject({ total: 1, comments: [{ id, gone: 'held', text: '', editedAt: null }] })
    const waiting = await database.db.selectFrom('waiting').select('queue').where('comment_id', '=', id).execute()
    expect(waiting).toEqual([{ queue: 'held' }])
    await expectSound(id)
  })

  test('is refused where the policy refuses it, with the reason', async () => {
    const { id } = await author.say({ article })
    expect(await edited(id, TEXTS.block)).toMatchObject({ status: 'rejected', notice: { decidedBy: 'policy' } })
    expect(await publicPage()).toMatchObject({ total: 0, comments: [] })
    await expectSound(id)
    await refusal(await author.edit(id, MENDED), 409, 'not_editable')
  })

  test('is drawn for a person to look at where the policy refuses it, as a new one is', async () => {
    author = new TestReader(createService(database.db, { random: () => 0.009 }), newName('作者'))
    const { id } = await author.say({ article })
    expect(await edited(id, TEXTS.block)).toMatchObject({ status: 'rejected' })
    const waiting = await database.db.selectFrom('waiting').select('queue').where('comment_id', '=', id).execute()
    expect(waiting).toEqual([{ queue: 'patrol' }])
    const drawn = await database.db.selectFrom('review_sample').selectAll().where('comment_id', '=', id).execute()
    expect(drawn).toMatchObject([{ kind: 'patrol', probability: 0.01 }])
  })

  test('waits like any other where a person reads every comment', async () => {
    const { id } = await author.say({ article })
    await database.db.updateTable('article').set({ mode: 'human' }).where('id', '=', article).execute()
    expect(await edited(id, MENDED)).toMatchObject({ status: 'held' })
    expect(await publicPage()).toMatchObject({ total: 0 })
  })
})

describe('a held comment', () => {
  test('is published when its new text passes, and keeps its turn when it does not', async () => {
    const { id } = await author.say({ article, text: TEXTS.hold })
    const turn = (await stored(id)).queue_at
    expect(await edited(id, `${TEXTS.hold}！`)).toMatchObject({ status: 'held' })
    expect((await stored(id)).queue_at).toEqual(turn)
    expect(await edited(id, MENDED)).toMatchObject({ status: 'published', waiting: null })
    expect(await publicPage()).toMatchObject({ total: 1, comments: [{ id, text: MENDED }] })
    expect(await database.db.selectFrom('waiting').select('queue').where('comment_id', '=', id).execute()).toEqual([])
    await expectSound(id)
  })

  test('is taken from the moderator who reads it, who is told why and decides nothing', async () => {
    const { id } = await author.say({ article, text: TEXTS.hold })
    const { id: moderatorId } = await createFactory(database.db).moderator.insert()
    const lease = await leaseOf(id, moderatorId)
    service.clock.time = Date.now() + 1
    await edited(id, `${TEXTS.hold}！`)
    const ruling = { kind: 'publish', category: null, note: null, decisionId: uuidv7() } as const
    expect(await decide(database.db, { ...lease, ...ruling })).toEqual({
      outcome: 'lease_lost',
      reason: 'edited',
      holder: null,
    })
    expect(await publicPage()).toMatchObject({ total: 0 })
    const told = await database.db
      .selectFrom('change')
      .select('type')
      .where('comment_id', '=', id)
      .orderBy('id')
      .execute()
    expect(told.map(({ type }) => type)).toEqual(['arrived', 'claimed', 'edited'])
    await expectSound(id)
  })

  test('that is decided in the same moment is never public with a text that nobody read', async () => {
    const { id: moderatorId } = await createFactory(database.db).moderator.insert()
    for (let round = 0; round < 8; round += 1) {
      const { id } = await author.say({ article, text: TEXTS.hold })
      const lease = await leaseOf(id, moderatorId)
      const ruling = { kind: 'publish', category: null, note: null, decisionId: uuidv7() } as const
      const [decided] = await Promise.all([
        decide(database.db, { ...lease, ...ruling }),
        author.edit(id, `${TEXTS.hold} ${round}`),
      ])
      expect(['decided', 'lease_lost']).toContain(decided.outcome)
      expect(await stored(id)).toMatchObject({ status: 'held', text: `${TEXTS.hold} ${round}`, lease_token: null })
      await expectSound(id)
    }
  })
})

describe('a change is refused', () => {
  test('later than five minutes after the writing, with the time until which it could be made', async () => {
    const { id, editableUntil } = await author.say({ article })
    service.clock.time = Date.parse(editableUntil ?? '')
    const { message } = await refusal(await author.edit(id, MENDED), 409, 'edit_too_late')
    expect(message).toMatch(/5 分鐘.*到 \d{4}-\d\d-\d\d \d\d:\d\d/)
    expect(await stored(id)).toMatchObject({ text: TEXTS.pass, edited_at: null })
    expect(await restricted(id)).toEqual([])
  })

  test('to anyone but the author, as if there were no such comment', async () => {
    const { id } = await author.say({ article })
    const other = new TestReader(service, '梁水鎮的風')
    await other.say({ article })
    await refusal(await other.edit(id, MENDED), 404, 'comment_unknown')
    await refusal(await new TestReader(service, '從沒寫過的人').edit(id, MENDED), 404, 'comment_unknown')
    await refusal(await author.edit(uuidv7(), MENDED), 404, 'comment_unknown')
    expect((await stored(id)).text).toBe(TEXTS.pass)
  })

  test('to who is not verified or suspended, under a closed article, and of a withdrawn comment', async () => {
    const { id } = await author.say({ article })
    const { display_name: name } = await stored(id)
    const unverified = new TestReader(service, name, { verified: false })
    await refusal(await unverified.edit(id, MENDED), 403, 'reader_unverified')
    await database.db.updateTable('article').set({ mode: 'closed' }).where('id', '=', article).execute()
    await refusal(await author.edit(id, MENDED), 403, 'article_closed')
    await database.db.updateTable('article').set({ mode: null }).where('id', '=', article).execute()
    await author.send(`/v1/comments/${id}`, { method: 'DELETE' })
    await refusal(await author.edit(id, MENDED), 409, 'not_editable')
    const next = await author.say({ article })
    await suspend(next.id)
    await refusal(await author.edit(next.id, MENDED), 403, 'reader_sanctioned')
  })

  test('with nothing in it, too much of it, or no JSON', async () => {
    const { id } = await author.say({ article })
    await refusal(await author.edit(id, ' \n'), 422, 'text_empty')
    await refusal(await author.edit(id, '字'.repeat(2001)), 422, 'text_too_long')
    const path = `/v1/comments/${id}`
    await refusal(await author.send(path, { method: 'PUT', body: { text: MENDED, page: 1 } }), 400, 'invalid_request')
    await refusal(await author.send(path, { method: 'PUT' }), 415, 'unsupported_media_type')
  })
})

async function suspend(commentId: string): Promise<void> {
  const { id: moderatorId } = await createFactory(database.db).moderator.insert({ role: 'lead' })
  const sanction = { siteId: SITE, commentId, moderatorId, sanctionId: uuidv7() }
  const wish = { measure: 'suspend', category: 'abuse', reason: '罵人', days: 3 } as const
  expect(await imposeSanction(database.db, { ...sanction, ...wish })).toEqual({ outcome: 'imposed' })
}

describe('one key', () => {
  test('makes one change however often it is sent, at once or later, and none of another text', async () => {
    const { id } = await author.say({ article })
    const headers = { 'Idempotency-Key': uuidv7() }
    const answers = await Promise.all(Array.from({ length: 5 }, () => author.edit(id, MENDED, headers)))
    const bodies = await Promise.all(answers.map((answer) => answer.json()))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
    for (const body of bodies) expect(body).toEqual(bodies[0])
    expect(await restricted(id)).toHaveLength(1)
    service.clock.advance(600)
    expect(await (await author.edit(id, MENDED, headers)).json()).toEqual(bodies[0])
    await refusal(await author.edit(id, TEXTS.hold, headers), 422, 'idempotency_conflict')
    expect((await stored(id)).text).toBe(MENDED)
  })

  test('is one among processes too', async () => {
    const headers = { 'Idempotency-Key': uuidv7() }
    const name = newName('作者')
    const secretKey = Buffer.alloc(32, 7)
    const [one, other] = [1, 2].map(() => createService(database.db, { secretKey }))
    const readers = [one!, other!].map((each) => new TestReader(each, name))
    const mine = await readers[0]!.say({ article })
    const answers = await Promise.all(readers.map((reader) => reader.edit(mine.id, MENDED, headers)))
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    expect(await answers[0]!.json()).toEqual(await answers[1]!.json())
    expect(await restricted(mine.id)).toHaveLength(1)
  })
})

describe('who complained about the earlier text', () => {
  const complain = (id: string) =>
    new TestReader(service, '梁水鎮的風').send(`/v1/comments/${id}/reports`, {
      method: 'POST',
      body: { category: 'abuse' },
    })
  const report = (id: string) =>
    database.db.selectFrom('report').selectAll().where('comment_id', '=', id).executeTakeFirstOrThrow()
  const queues = async (id: string) =>
    (await database.db.selectFrom('waiting').select('queue').where('comment_id', '=', id).execute()).map(
      ({ queue }) => queue,
    )

  test('is answered by a moderator who reads the new one, also after it was held between', async () => {
    const { id } = await author.say({ article })
    expect((await complain(id)).status).toBe(201)
    await edited(id, MENDED)
    expect(await queues(id)).toEqual(['reported'])
    await edited(id, TEXTS.hold)
    expect(await queues(id)).toEqual(['held'])
    await edited(id, MENDED)
    expect([await queues(id), (await report(id)).answered_at]).toEqual([['reported'], null])
  })

  test('is told that it was refused where the policy refuses the new one', async () => {
    const { id } = await author.say({ article })
    await complain(id)
    await edited(id, TEXTS.block)
    const decision = await database.db
      .selectFrom('decision')
      .select('id')
      .where('comment_id', '=', id)
      .where('kind', '=', 'reject')
      .executeTakeFirstOrThrow()
    expect(await report(id)).toMatchObject({ decision_id: decision.id })
    expect(await queues(id)).toEqual([])
  })
})

test('an earlier text is purged when its term is over, with what screenings quote of it, and not before', async () => {
  const { id } = await author.say({ article, text: TEXTS.hold })
  await edited(id, MENDED)
  const [kept] = await restricted(id)
  const end = kept!.kept_until
  await purgeRestrictedTexts(database.db, new Date(end.getTime() - 1))
  expect(await restricted(id)).toHaveLength(1)
  await purgeRestrictedTexts(database.db, end)
  expect(await restricted(id)).toEqual([])
  const screenings = await database.db.selectFrom('screening').select('evidence').where('comment_id', '=', id).execute()
  expect(JSON.stringify(screenings)).not.toContain('13812345678')
  expect(await stored(id)).toMatchObject({ text: MENDED, status: 'published' })
})
