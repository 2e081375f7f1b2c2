import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { OwnComment } from '../../src/http/reader/schemas.ts'
import { createFactory, SITE, screened } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import { addModerator, Console } from './moderator.ts'
import { refusal } from './refusal.ts'
import { createService, ORIGIN, post, type Service, signToken, TEXTS } from './service.ts'

let database: TestDatabase
let service: Service
let leadId: string
let lead: Console
let moderator: Console

beforeAll(async () => {
  database = await createTestDatabase()
  await createFactory(database.db).site.insert({ origins: [ORIGIN] })
  service = createService(database.db)
  leadId = await addModerator(database.db, { username: 'lead', role: 'lead' })
  await addModerator(database.db, { username: 'moderator' })
  lead = new Console(service)
  moderator = new Console(service)
  await lead.enter('lead')
  await moderator.enter('moderator')
})
afterAll(() => database.drop())

const set = (by: Console, article: string, level: string) =>
  by.send('PUT', `/articles/${article}/risk-level`, { level })

async function write(article: string, sub: string, text: string = TEXTS.pass): Promise<OwnComment> {
  const response = await post(service, { article, text, token: await signToken(service.clock, { sub }) })
  expect(response.status).toBe(201)
  return OwnComment.parse(await response.json())
}

/** A reader with so many comments that moderators let stand, or refused. */
async function known(sub: string, published: number, refused = 0): Promise<void> {
  const { id } = await write('history', sub)
  const { reader_id: readerId } = await database.db
    .selectFrom('comment')
    .select('reader_id')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const insert = (screening: ReturnType<typeof screened>) =>
    createFactory(database.db).comment.insert({ readerId, articleId: 'history', screening })
  for (let count = 1; count < published; count++) await insert(screened('pass'))
  for (let count = 0; count < refused; count++) await insert(screened('block'))
}

const rulesOn = async ({ id }: OwnComment) => {
  const { evidence } = await database.db
    .selectFrom('screening')
    .select('evidence')
    .where('comment_id', '=', id)
    .executeTakeFirstOrThrow()
  return evidence.findings.map(({ rule }) => rule)
}

describe('the risk level of an article', () => {
  test('holds strangers where it is elevated, whoever has good credit not', async () => {
    await known('good', 16)
    await write('hot', 'stranger')
    expect((await set(lead, 'hot', 'elevated')).status).toBe(204)
    const held = await write('hot', 'stranger')
    expect([held.status, await rulesOn(held)]).toEqual(['held', ['article-elevated']])
    expect(held.waiting?.reason).toContain('這篇文章')
    expect((await write('hot', 'good')).status).toBe('published')
    expect((await write('elsewhere', 'stranger')).status).toBe('published')
  })

  test('holds everybody where it is sensitive, and what the policy refuses is refused', async () => {
    await set(lead, 'hot', 'sensitive')
    const held = await write('hot', 'good')
    expect([held.status, await rulesOn(held)]).toEqual(['held', ['article-sensitive']])
    expect((await write('hot', 'good', TEXTS.block)).status).toBe('rejected')
    await set(lead, 'hot', 'normal')
    expect((await write('hot', 'good')).status).toBe('published')
  })

  test('is set by leads, keeps who set it, and counts no change that is none', async () => {
    await write('kept', 'stranger')
    await refusal(await set(moderator, 'kept', 'elevated'), 403, 'role_forbidden')
    await refusal(await set(lead, 'never-heard-of', 'elevated'), 404, 'article_unknown')
    await refusal(await set(lead, 'kept', 'extreme'), 400, 'invalid_request')
    await set(lead, 'kept', 'elevated')
    await set(lead, 'kept', 'elevated')
    const rows = await database.db.selectFrom('article_risk').selectAll().where('article_id', '=', 'kept').execute()
    expect(rows).toMatchObject([{ site_id: SITE, level: 'elevated', set_by: leadId }])
    await expect(sql`delete from article_risk`.execute(database.db)).rejects.toThrow('append-only')
  })

  test('stands on the card', async () => {
    const { id } = await write('kept', 'stranger')
    const { article, author } = await (await moderator.send('GET', `/comments/${id}`)).json()
    expect([article.riskLevel, author.standing.grade]).toEqual(['elevated', 'C'])
  })
})

test('a person reads first what somebody writes whose comments were refused nearly all', async () => {
  await known('bad', 1, 15)
  const held = await write('anywhere', 'bad')
  expect([held.status, await rulesOn(held)]).toEqual(['held', ['author-credit']])
  expect(held.waiting?.reason).toContain('大多沒有通過')
  const { author } = await (await moderator.send('GET', `/comments/${held.id}`)).json()
  expect(author.standing.grade).toBe('E')
})

test('what was refused more than a year ago is forgotten', async () => {
  await known('changed', 1, 15)
  service.clock.advance(366 * 86_400)
  expect((await write('anywhere', 'changed')).status).toBe('published')
})
