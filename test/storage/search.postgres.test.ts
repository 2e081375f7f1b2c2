import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { decide } from '../../src/review/decide.ts'
import { open } from '../../src/review/open.ts'
import { askModerators } from '../../src/storage/asking.ts'
import type { SearchFilters } from '../../src/storage/search/conditions.ts'
import { fillSearch, fillTitles } from '../../src/storage/search/fill.ts'
import { countComments, findComments, type SearchPlace } from '../../src/storage/search/find-comments.ts'
import { findArticleIds } from '../../src/storage/search/resolve.ts'
import { normalize } from '../../src/text/normalize.ts'
import { searchFormOf, writtenForm } from '../../src/text/search-form.ts'
import { createFactory, SITE, screened } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'

let database: TestDatabase
let texts: string[]

beforeAll(async () => {
  database = await createTestDatabase()
  const factory = createFactory(database.db)
  await factory.site.insert()
  await factory.site.insert({ id: 'other' })
  await factory.article.insert()
  await factory.article.insert({ siteId: 'other' })
})

beforeEach(async () => {
  await sql`delete from comment_search`.execute(database.db)
  texts = []
})

afterAll(() => database.drop())

const DAY_MS = 24 * 3_600_000

/** One comment a day, the first of them the newest. */
async function write(...written: string[]): Promise<void> {
  const readerId = (await createFactory(database.db).reader.insert()).id
  for (const text of written) {
    const at = new Date(Date.UTC(2026, 10, 28) - texts.length * DAY_MS)
    await createFactory(database.db).comment.insert({ text, readerId, at })
    texts.push(text)
  }
}

async function find(filters: SearchFilters, siteId = SITE): Promise<string[]> {
  const found = await findComments(database.db, { siteId, filters }, { after: null, limit: 50 })
  return found.map(({ text }) => text)
}

const saying = (text: string, isBySound = true) => ({ text: searchFormOf(normalize(text)), isBySound })

describe('a text', () => {
  test('is found whatever stands between its characters, and by its sounds', async () => {
    await write('有事加薇·信 kp8866', '加 微 信 聊', '加V聊', '微信加我')
    expect(await find(saying('加微信'))).toEqual(['有事加薇·信 kp8866', '加 微 信 聊'])
    expect(await find(saying('加薇信'))).toEqual(['有事加薇·信 kp8866', '加 微 信 聊'])
  })

  test('is found by its very characters when sounds shall not count', async () => {
    await write('有事加薇·信', '加 微 信 聊')
    expect(await find(saying('加微信', false))).toEqual(['加 微 信 聊'])
  })

  test('is found in either script', async () => {
    await write('發展起宏圖，干部群眾鬥志高', '发展起宏图')
    expect(await find(saying('发展'))).toHaveLength(2)
    expect(await find(saying('鬥志'))).toEqual(['發展起宏圖，干部群眾鬥志高'])
    expect(await find(saying('斗志'))).toEqual(['發展起宏圖，干部群眾鬥志高'])
  })

  test('of one character is found, also as the last of a comment', async () => {
    await write('快滾', '滾出去', '滚动的新闻', '棍子')
    expect(await find(saying('滚', false))).toEqual(['快滾', '滾出去', '滚动的新闻'])
    expect(await find(saying('滚'))).toHaveLength(4)
  })

  test('that holds quotes, strokes and signs of patterns is only a text', async () => {
    await write(`it's 100% \\ 'a' & b | c:*`, '100 元')
    expect(await find(saying(`'a' & b`))).toEqual([texts[0]])
    expect(await find(saying('100%'))).toEqual(texts)
    expect(await find(saying('_00'))).toEqual(texts)
  })

  test('outside the plane of common characters is found', async () => {
    await write('𠮷野家很好', '野家')
    expect(await find(saying('𠮷野'))).toEqual(['𠮷野家很好'])
  })

  test('is found years back, and no further than one site', async () => {
    const at = new Date('2023-08-23T00:00:00Z')
    await createFactory(database.db).comment.insert({ text: '公交開到家門口', at })
    await write('不相干')
    expect(await find(saying('公交'))).toEqual(['公交開到家門口'])
    expect(await find(saying('公交'), 'other')).toEqual([])
    expect(await find({ ...saying('公交'), from: new Date('2023-08-24T00:00:00Z') })).toEqual([])
    expect(await find({ ...saying('公交'), to: new Date('2023-08-23T00:00:00Z') })).toEqual([])
    expect(await find({ ...saying('公交'), to: new Date('2023-08-23T00:00:01Z') })).toHaveLength(1)
  })
})

describe('pages', () => {
  test('follow each other without gap or repetition, also where many were written in one millisecond', async () => {
    const at = new Date('2026-11-01T00:00:00Z')
    const readerId = (await createFactory(database.db).reader.insert()).id
    for (let count = 0; count < 23; count += 1)
      await createFactory(database.db).comment.insert({
        text: `公交 ${count}`,
        readerId,
        at: count < 9 ? at : new Date(at.getTime() - count * DAY_MS),
      })
    for (const filters of [saying('公交'), {}]) {
      const seen: string[] = []
      let after: SearchPlace | null = null
      for (;;) {
        const page = await findComments(database.db, { siteId: SITE, filters }, { after, limit: 5 })
        seen.push(...page.map(({ id }) => id))
        if (page.length < 5) break
        after = page.at(-1)!
      }
      const { rows } = await sql<{ id: string }>`
        select comment_id as id from comment_search order by created_at desc, comment_id desc`.execute(database.db)
      expect(seen).toEqual(rows.map(({ id }) => id))
    }
  })

  test('are counted, up to a thousand', async () => {
    await write('公交一', '公交二', '地鐵')
    expect(await countComments(database.db, { siteId: SITE, filters: saying('公交') })).toEqual({
      count: 2,
      isAtLeast: false,
    })
    expect(await countComments(database.db, { siteId: SITE, filters: saying('輪船') })).toEqual({
      count: 0,
      isAtLeast: false,
    })
    expect(await countComments(database.db, { siteId: 'empty', filters: saying('輪船') })).toEqual({
      count: 0,
      isAtLeast: false,
    })
    await sql`
      with more as (
        insert into comment (site_id, id, article_id, reader_id, display_name, text, status, created_at, queue_at, event_count)
        select site_id, gen_random_uuid(), article_id, reader_id, display_name, '公交', 'held', now(), now(), 0
        from (select * from comment where status = 'held' limit 1) as one, generate_series(1, 1000) returning *
      )
      insert into comment_search select site_id, id, created_at, '公交', '公交', '', 'hold', null, '' from more`.execute(
      database.db,
    )
    expect(await countComments(database.db, { siteId: SITE, filters: {} })).toEqual({ count: 1000, isAtLeast: true })
  })
})

describe('filters', () => {
  test('ask for author, verdict, suspicion and status', async () => {
    const factory = createFactory(database.db)
    const reader = await factory.reader.insert()
    const other = await factory.reader.insert()
    await factory.comment.insert({ text: '甲', readerId: reader.id, displayName: '東昌湖畔' })
    await factory.comment.insert({
      text: '乙',
      readerId: other.id,
      displayName: '票務小陳',
      screening: screened('block'),
    })
    await factory.comment.insert({
      text: '丙',
      readerId: other.id,
      displayName: '票务小陈',
      screening: screened('pass'),
    })
    expect(await find({ readerId: reader.id })).toEqual(['甲'])
    expect((await find({ authorName: writtenForm('票務小陳') })).sort()).toEqual(['丙', '乙'])
    expect(await find({ verdict: 'block' })).toEqual(['乙'])
    expect((await find({ suspected: 'ad_spam' })).sort()).toEqual(['乙', '甲'])
    expect(await find({ status: 'published' })).toEqual(['丙'])
    expect(await find({ category: 'ad_spam', status: 'rejected' })).toEqual(['乙'])
  })

  test('ask for the entry or the rule that found something', async () => {
    const evidence = screened('hold').evidence
    const hit = { ...evidence.hits[0]!, rule: 'wordlist:ad_spam', entry: "加微信 'x'" }
    const finding = { rule: 'near-duplicate', category: 'slop', weight: 0.5, detail: {} } as const
    await createFactory(database.db).comment.insert({
      text: '有事',
      screening: screened('hold', { evidence: { ...evidence, hits: [hit], findings: [finding] } }),
    })
    await write('加微信')
    expect(await find({ entry: "加微信 'x'" })).toEqual(['有事'])
    expect(await find({ entry: 'wordlist:ad_spam' })).toEqual(['有事'])
    expect(await find({ entry: 'near-duplicate' })).toEqual(['有事'])
    expect(await find({ entry: 'detector:contact' })).toEqual(['加微信'])
    expect(await find({ entry: '加微' })).toEqual([])
  })

  test('ask who decided, where it waits, and tell who holds it', async () => {
    const { db } = database
    const moderator = await createFactory(db).moderator.insert({ displayName: '陳嵐' })
    const comment = await createFactory(db).comment.insert({ text: '甲' })
    await write('乙')
    const opening = { siteId: SITE, commentId: comment.id, moderatorId: moderator.id, seconds: 60, isLead: false }
    const opened = await open(db, opening)
    if (opened.outcome !== 'opened') throw new Error(opened.outcome)
    const [held] = await findComments(
      db,
      { siteId: SITE, filters: { queue: 'held', readerId: comment.reader_id } },
      { after: null, limit: 5 },
    )
    expect(held).toMatchObject({ text: '甲', holder: '陳嵐', queues: ['held'], decision: null })
    await decide(db, {
      ...opening,
      leaseToken: opened.lease.leaseToken,
      kind: 'publish',
      category: null,
      note: null,
      decisionId: uuidv7(),
    })
    await db
      .transaction()
      .execute((trx) => askModerators(trx, { siteId: SITE, commentId: comment.id, queue: 'patrol', since: new Date() }))
    const [decided] = await findComments(
      db,
      { siteId: SITE, filters: { queue: 'patrol', moderatorIds: [moderator.id] } },
      { after: null, limit: 5 },
    )
    expect(decided).toMatchObject({
      text: '甲',
      status: 'published',
      holder: null,
      decision: { kind: 'publish', by: '陳嵐' },
    })
    expect(await find({ moderatorIds: [] })).toEqual([])
    expect(await find({ queue: 'appeals' })).toEqual([])
  })

  test('ask for an article by its key or its title, in either script', async () => {
    const factory = createFactory(database.db)
    await factory.article.insert({ id: 'a-7', title: '東昌路改造完工' })
    await factory.comment.insert({ text: '甲', articleId: 'a-7' })
    expect(await findArticleIds(database.db, SITE, 'a-7')).toEqual(['a-7'])
    expect(await findArticleIds(database.db, SITE, '东昌路')).toEqual(['a-7'])
    expect(await findArticleIds(database.db, SITE, '%')).toEqual([])
    expect(await find({ articleIds: ['a-7'] })).toEqual(['甲'])
  })
})

describe('what was written before there was a search', () => {
  test('is filled in, the newest first, by as many as like, and each once', async () => {
    const { db } = database
    await write('公交一', '公交二')
    await sql`delete from comment_search`.execute(db)
    await sql`insert into search_unfilled select site_id, id from comment where text like '公交_'`.execute(db)
    await sql`update article set title_written = null`.execute(db)
    const filled = await Promise.all([fillSearch(db), fillSearch(db)])
    expect(Math.max(...filled)).toBeGreaterThan(0)
    expect(await fillSearch(db)).toBe(0)
    expect(await find(saying('公交'))).toContain('公交二')
    expect(await fillTitles(db)).toBeGreaterThan(0)
    expect(await fillTitles(db)).toBe(0)
    expect(await findArticleIds(db, SITE, '公交开到家门口')).not.toEqual([])
  })
})
