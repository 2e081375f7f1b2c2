import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { StandingView } from '../../src/http/moderator/sanction-schemas.ts'
import { OwnComment, OwnCommentPage } from '../../src/http/reader/schemas.ts'
import { graverThan } from '../../src/moderation/sanction.ts'
import { imposeSanction } from '../../src/review/sanction.ts'
import { verifyChain } from '../../src/storage/events.ts'
import { recordComment } from '../../src/storage/record-comment.ts'
import { createFactory, newComment, SITE, screened } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import { addModerator, Console } from './moderator.ts'
import { refusal } from './refusal.ts'
import { countRows, createService, ORIGIN, post, type Service, signToken, TEXTS } from './service.ts'

let database: TestDatabase
let service: Service
let moderatorId: string
const consoles = new Map<string, Console>()

beforeAll(async () => {
  database = await createTestDatabase()
  await createFactory(database.db).site.insert({ origins: [ORIGIN] })
  service = createService(database.db)
  for (const role of ['moderator', 'lead', 'auditor'] as const) {
    const id = await addModerator(database.db, { username: role, role })
    if (role === 'moderator') moderatorId = id
    const desk = new Console(service)
    await desk.enter(role)
    consoles.set(role, desk)
  }
})
afterAll(() => database.drop())

let sub = 'nobody'
beforeEach(() => {
  sub = `reader-${uuidv7()}`
  service.clock.time = Date.now()
})

const token = (claims: Record<string, unknown> = {}) => signToken(service.clock, { sub, ...claims })

async function write(text: string = TEXTS.pass, claims: Record<string, unknown> = {}): Promise<Response> {
  return post(service, { text, token: await token(claims) })
}

async function written(text?: string, claims?: Record<string, unknown>): Promise<OwnComment> {
  const response = await write(text, claims)
  expect(response.status).toBe(201)
  return OwnComment.parse(await response.json())
}

interface Wish {
  readonly measure: string
  readonly days?: number
  readonly category?: string
  readonly reason?: string
}

const impose = (role: string, commentId: string, wish: Wish) =>
  consoles.get(role)!.send('POST', `/comments/${commentId}/sanctions`, { category: 'abuse', reason: '罵人', ...wish })
const lift = (role: string, id: string) => consoles.get(role)!.send('POST', `/sanctions/${id}/lift`, { reason: '誤會' })

const sanctionsOn = (commentId: string) =>
  database.db.selectFrom('sanction').selectAll().where('comment_id', '=', commentId).execute()

describe('a suspension', () => {
  test('keeps the reader from posting until it is over, and says why, until when and how to appeal', async () => {
    const { id } = await written()
    const response = await impose('moderator', id, { measure: 'suspend', days: 3 })
    expect(response.status).toBe(201)
    const { grade, sanctions } = StandingView.parse(await response.json())
    expect(grade).toBe('C')
    expect(sanctions).toMatchObject([{ measure: 'suspend', isInForce: true, imposedBy: 'moderator', lifted: null }])
    expect(await sanctionsOn(id)).toMatchObject([
      { measure: 'suspend', category: 'abuse', reason: '罵人', person: null },
    ])

    const before = await countRows(database.db)
    const { message } = await refusal(await write(), 403, 'reader_sanctioned')
    expect(message).toMatch(/罵人.*不能發表評論.*到 \d{4}-\d\d-\d\d \d\d:\d\d（北京時間）為止.*申訴/)
    expect(await countRows(database.db)).toEqual(before)

    service.clock.advance(3 * 86_400 + 60)
    expect((await written()).status).toBe('published')
  })

  test('is told to the reader beside their own comments, and to nobody else', async () => {
    const { id } = await written()
    await impose('lead', id, { measure: 'suspend', days: 30 })
    const own = async (claims: Record<string, unknown> = {}) => {
      const headers = { Origin: ORIGIN, Authorization: `Bearer ${await token(claims)}` }
      return OwnCommentPage.parse(await (await service.request('/v1/me/comments', { headers })).json()).sanctions
    }
    expect(await own()).toMatchObject([{ measure: 'suspend', name: '暫停帳號更新', category: 'abuse' }])
    expect(await own({ sub: 'somebody else' })).toEqual([])
  })

  test('is on the comment’s log, in the stream, and no row of it can be changed', async () => {
    const { id } = await written()
    await impose('moderator', id, { measure: 'suspend', days: 1 })
    expect(await verifyChain(database.db, SITE, id)).toMatchObject({ outcome: 'intact' })
    const events = await database.db
      .selectFrom('event')
      .select(['type', 'detail'])
      .where('comment_id', '=', id)
      .execute()
    expect(events.at(-1)).toMatchObject({ type: 'sanction.imposed', detail: { measure: 'suspend', category: 'abuse' } })
    const changes = await database.db.selectFrom('change').select('type').where('comment_id', '=', id).execute()
    expect(changes.map(({ type }) => type)).toContain('sanctioned')
    await expect(sql`update sanction set reason = 'another'`.execute(database.db)).rejects.toThrow('append-only')
    await expect(sql`delete from sanction`.execute(database.db)).rejects.toThrow('append-only')
  })

  test('is lifted once, by whoever may impose it, and stays on record', async () => {
    const { id } = await written()
    const imposed = StandingView.parse(await (await impose('lead', id, { measure: 'suspend', days: 30 })).json())
    const sanctionId = imposed.sanctions[0]!.id
    await refusal(await lift('moderator', sanctionId), 403, 'role_forbidden')
    const lifted = StandingView.parse(await (await lift('lead', sanctionId)).json())
    expect(lifted.sanctions).toMatchObject([{ isInForce: false, lifted: { by: 'lead', reason: '誤會' } }])
    expect((await written()).status).toBe('published')
    await refusal(await lift('lead', sanctionId), 409, 'sanction_conflict')
    await refusal(await lift('lead', uuidv7()), 404, 'sanction_unknown')
  })
})

test('who is suspended likes nothing either, and nothing of it is stored', async () => {
  const { id } = await written()
  await impose('moderator', id, { measure: 'suspend', days: 1 })
  const headers = { Origin: ORIGIN, Authorization: `Bearer ${await token()}` }
  const like = await service.request(`/v1/comments/${id}/likes`, { method: 'PUT', headers })
  expect((await refusal(like, 403, 'reader_sanctioned')).message).toContain('罵人')
  expect(await database.db.selectFrom('comment_like').selectAll().where('comment_id', '=', id).execute()).toEqual([])
})

describe('the other measures', () => {
  test('a warning changes nothing but the record and the credit', async () => {
    const { id } = await written()
    expect((await impose('moderator', id, { measure: 'warn' })).status).toBe(201)
    expect((await impose('moderator', id, { measure: 'warn' })).status).toBe(201)
    expect((await written()).status).toBe('published')
  })

  test('a limited reader is read by a person first, and is told so', async () => {
    const { id } = await written()
    await impose('moderator', id, { measure: 'limit', days: 3 })
    const { id: next, status, waiting } = await written()
    expect(status).toBe('held')
    expect(waiting?.reason).toContain('帳號')
    const { evidence, verdict } = await database.db
      .selectFrom('screening')
      .select(['evidence', 'verdict'])
      .where('comment_id', '=', next)
      .executeTakeFirstOrThrow()
    expect([verdict, evidence.findings.map(({ rule }) => rule)]).toEqual(['hold', ['author-limited']])
    expect((await written(TEXTS.block)).status).toBe('rejected')
  })

  test('a closed account stays closed, and another of the same person does not', async () => {
    const { id } = await written(TEXTS.pass, { person: 'p-1' })
    expect((await impose('lead', id, { measure: 'close' })).status).toBe(201)
    service.clock.advance(1000 * 86_400)
    await refusal(await write(), 403, 'reader_sanctioned')
    sub = `${sub}-again`
    expect((await written(TEXTS.pass, { person: 'p-1' })).status).toBe('published')
  })

  test('who may not register again is refused under another account of the same person', async () => {
    const { id } = await written(TEXTS.pass, { person: 'p-2' })
    await impose('lead', id, { measure: 'forbid' })
    sub = `${sub}-again`
    const before = await countRows(database.db)
    await refusal(await write(TEXTS.pass, { person: 'p-2' }), 403, 'reader_sanctioned')
    expect(await countRows(database.db)).toEqual(before)
    expect((await written(TEXTS.pass, { person: 'p-3' })).status).toBe('published')
  })
})

describe('who may impose what', () => {
  test('moderators nothing long, auditors nothing', async () => {
    const { id } = await written()
    await refusal(await impose('moderator', id, { measure: 'suspend', days: 4 }), 403, 'role_forbidden')
    await refusal(await impose('moderator', id, { measure: 'close' }), 403, 'role_forbidden')
    await refusal(await impose('auditor', id, { measure: 'warn' }), 403, 'role_forbidden')
    expect(await sanctionsOn(id)).toEqual([])
  })

  test('nothing without its term, a category that there is, a reason, or a comment', async () => {
    const { id } = await written()
    for (const wish of [
      { measure: 'suspend' },
      { measure: 'close', days: 3 },
      { measure: 'refuse' },
      { measure: 'warn', category: 'nonsense' },
      { measure: 'warn', reason: '  ' },
    ]) {
      await refusal(await impose('lead', id, wish), 400, 'invalid_request')
    }
    await refusal(await impose('lead', uuidv7(), { measure: 'warn' }), 404, 'comment_unknown')
    expect(await sanctionsOn(id)).toEqual([])
  })
})

test('of twenty who suspend a reader at once one does', async () => {
  const { id } = await written()
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => impose('moderator', id, { measure: 'suspend', days: 2 })),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array.from({ length: 19 }, () => 409)])
  expect(await sanctionsOn(id)).toHaveLength(1)
})

test('a comment that was screened before its author was suspended is not recorded after', async () => {
  const { db } = database
  const comment = await createFactory(db).comment.insert({ screening: screened('pass'), articleId: 'article-1' })
  const imposing = { siteId: SITE, moderatorId, commentId: comment.id, category: 'abuse', reason: '罵人' } as const
  await imposeSanction(db, { ...imposing, sanctionId: uuidv7(), measure: 'limit', days: 1 })
  const next = (barredBy: ReturnType<typeof graverThan>, key?: string) =>
    newComment({
      readerId: comment.reader_id,
      articleId: 'article-1',
      screening: screened('pass'),
      barredBy,
      at: new Date(Date.now() + 1000),
      idempotency: key === undefined ? null : { key, requestHash: Buffer.from('hash'), answer: {} },
    })
  const before = await countRows(db)
  expect(await recordComment(db, next(graverThan('none')))).toEqual({ outcome: 'sanctioned' })
  expect(await recordComment(db, next(graverThan('none'), 'key'))).toEqual({ outcome: 'sanctioned' })
  expect(await countRows(db)).toEqual(before)
  // It was screened as one that a person reads first.
  expect(await recordComment(db, next(graverThan('hold')))).toMatchObject({ outcome: 'recorded' })
  await imposeSanction(db, { ...imposing, sanctionId: uuidv7(), measure: 'suspend', days: 1 })
  expect(await recordComment(db, next(graverThan('hold')))).toEqual({ outcome: 'sanctioned' })
})

test('posts that race with a suspension are published before it or not at all', async () => {
  const { id } = await written()
  const posts = Array.from({ length: 20 }, () => write())
  const imposed = impose('moderator', id, { measure: 'suspend', days: 1 })
  const statuses = (await Promise.all(posts)).map(({ status }) => status)
  expect((await imposed).status).toBe(201)
  expect(statuses.every((status) => status === 201 || status === 403)).toBe(true)
  const { count } = await database.db
    .selectFrom('comment')
    .innerJoin('comment as first', 'first.reader_id', 'comment.reader_id')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('first.id', '=', id)
    .executeTakeFirstOrThrow()
  expect(Number(count)).toBe(1 + statuses.filter((status) => status === 201).length)
  await refusal(await write(), 403, 'reader_sanctioned')
})

test('whoever looks at a comment anew can take no measure for it, and sees none that rests on it', async () => {
  const { db } = database
  const { id } = await written(TEXTS.block)
  await impose('lead', id, { measure: 'warn' })
  await db
    .updateTable('comment')
    .set({ lease_holder: moderatorId, lease_token: uuidv7(), lease_queue: 'second' })
    .set({ lease_expires_at: new Date(Date.now() + 600_000) })
    .where('id', '=', id)
    .execute()
  await refusal(await impose('moderator', id, { measure: 'warn' }), 409, 'sanction_conflict')
  const look = async (role: string) => {
    const { author } = await (await consoles.get(role)!.send('GET', `/comments/${id}`)).json()
    return StandingView.parse(author.standing).sanctions.length
  }
  expect([await look('moderator'), await look('lead')]).toEqual([0, 1])
})
