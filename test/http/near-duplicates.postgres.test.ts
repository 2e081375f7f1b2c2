import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { OwnComment } from '../../src/http/reader/schemas.ts'
import { decide } from '../../src/review/decide.ts'
import type { Hit } from '../../src/screening/evidence.ts'
import { compileLexicon } from '../../src/screening/lexicon.ts'
import { type ArticleMode, FIRST_POLICY } from '../../src/screening/policy.ts'
import { createScreener, type Screener } from '../../src/screening/screen.ts'
import { withdrawComment } from '../../src/storage/withdraw-comment.ts'
import { createFactory, SITE } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import { createService, ORIGIN, post, type Service, signToken, TEXTS } from './service.ts'

/** The fifth waits: so many copies are published unread, for each process of the service. */
const MOST_UNREAD = 4

let database: TestDatabase
let service: Service

beforeAll(async () => {
  database = await createTestDatabase(30)
  await createFactory(database.db).site.insert({ origins: [ORIGIN] })
})
beforeEach(async () => {
  await database.db.deleteFrom('fingerprint_key').execute()
  service = createService(database.db)
})
afterAll(() => database.drop())

async function postAs(reader: string, text: string, by: Service = service): Promise<OwnComment> {
  const token = await signToken(by.clock, { sub: reader, name: `網友${reader}` })
  return OwnComment.parse(await (await post(by, { token, text })).json())
}

const advertisement = (place: string, number: number) => `${place}二手手機全場特價，名額只有${number}個，歡迎前來諮詢`

function countUnread(comments: readonly OwnComment[]): number {
  return comments.filter(({ status }) => status === 'published').length
}

test('of twenty copies sent at once, all but the first four wait', async () => {
  const sent = Array.from({ length: 20 }, (_, at) => postAs(`a${at}`, advertisement('武漢', at)))
  const comments = await Promise.all(sent)
  expect(comments).toHaveLength(20)
  expect(countUnread(comments)).toBe(MOST_UNREAD)
  const held = comments.filter(({ status }) => status === 'held')
  expect(held[0]?.waiting?.reason).toBe('相近的評論已有許多，要由編輯看一眼。')
})

test('copies sent at once to three processes: at most four of each pass, and after that none', async () => {
  const services = [service, createService(database.db), createService(database.db)]
  const sent = Array.from({ length: 30 }, (_, at) =>
    postAs(`b${at}`, advertisement('冠縣', at), services[at % services.length]),
  )
  expect(countUnread(await Promise.all(sent))).toBeLessThanOrEqual(MOST_UNREAD * services.length)
  for (const [at, one] of services.entries()) {
    expect((await postAs(`late${at}`, advertisement('冠縣', 99), one)).status).toBe('held')
  }
})

test('a flood that trickles in is held from the fifth on, and the evidence counts it', async () => {
  const comments: OwnComment[] = []
  for (let at = 0; at < 6; at += 1) {
    comments.push(await postAs(`c${at}`, `${'！'.repeat(at)}${advertisement('運河邊', at)}${'🌟'.repeat(at)}`))
    service.clock.advance(60)
  }
  expect(comments.map(({ status }) => status)).toEqual([...Array(MOST_UNREAD).fill('published'), 'held', 'held'])
  const { evidence } = await database.db
    .selectFrom('screening')
    .select('evidence')
    .where('comment_id', '=', comments[5]?.id ?? '')
    .executeTakeFirstOrThrow()
  expect(evidence.findings).toEqual([
    { rule: 'near-duplicate', category: 'slop', weight: 0.55, detail: { comments: 6, readers: 6, minutes: 5 } },
  ])
})

test('an hour later the same text may be said again', async () => {
  for (let at = 0; at < 5; at += 1) await postAs(`d${at}`, advertisement('火車站', at))
  service.clock.advance(61 * 60)
  expect((await postAs('d9', advertisement('火車站', 9))).status).toBe('published')
})

test('the third copy of one reader waits', async () => {
  const statuses = []
  for (let at = 0; at < 3; at += 1) statuses.push((await postAs('e', advertisement('大學城', at))).status)
  expect(statuses).toEqual(['published', 'published', 'held'])
})

test('copies of one reader, withdrawn or not, hold nobody else’s', async () => {
  for (let at = 0; at < 4; at += 1) {
    const { id } = await postAs('h', advertisement('長途汽車站', at))
    const row = await database.db.selectFrom('comment').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    const withdrawal = { siteId: row.site_id, commentId: id, readerId: row.reader_id, at: service.clock.now() }
    if (at < 2) await database.db.transaction().execute((trx) => withdrawComment(trx, withdrawal))
  }
  for (const reader of ['h1', 'h2', 'h3']) {
    expect((await postAs(reader, advertisement('長途汽車站', 9))).status).toBe('published')
  }
})

test('after a moderator published a copy, the next pass', async () => {
  const copies: OwnComment[] = []
  for (let at = 0; at < 5; at += 1) copies.push(await postAs(`i${at}`, advertisement('步行街', at)))
  expect(copies[4]?.status).toBe('held')
  await publishAsModerator(copies[4]?.id ?? '')
  for (let at = 5; at < 10; at += 1) {
    expect((await postAs(`i${at}`, advertisement('步行街', at))).status).toBe('published')
  }
})

async function publishAsModerator(commentId: string): Promise<void> {
  const { db } = database
  const { id: moderatorId } = await createFactory(db).moderator.insert()
  const leaseToken = uuidv7()
  const lease = { lease_holder: moderatorId, lease_token: leaseToken, lease_expires_at: new Date(Date.now() + 60_000) }
  await db.updateTable('comment').set(lease).where('id', '=', commentId).execute()
  const key = { siteId: SITE, commentId, moderatorId, leaseToken, decisionId: uuidv7() }
  const { outcome } = await decide(db, { ...key, kind: 'publish', category: null, note: null })
  expect(outcome).toBe('decided')
}

test('a chorus is published, however many join in', async () => {
  const sent = Array.from({ length: 20 }, (_, at) => postAs(`f${at}`, '一路走好，致敬英雄！'))
  expect(countUnread(await Promise.all(sent))).toBe(20)
  const { rows } = await sql`select from fingerprint_key
    join comment on comment.id = comment_id where text like '一路走好%'`.execute(database.db)
  expect(rows).toEqual([])
})

test('of thirty accounts that say one short thing which sells, all but the first four wait', async () => {
  const selling = createService(database.db, { screener: screenerWith([SELLING]) })
  const sent = Array.from({ length: 30 }, (_, at) => postAs(`k${at}`, '加我看片', selling))
  expect(countUnread(await Promise.all(sent))).toBe(MOST_UNREAD)
  const later = [await postAs('k30', '加我 看片！', selling), await postAs('k31', '加我看', selling)]
  expect(later.map(({ status }) => status)).toEqual(['held', 'published'])
})

const SELLING: Hit = {
  rule: 'wordlist:ad_spam',
  entry: '加我',
  category: 'ad_spam',
  start: 0,
  end: 2,
  text: '加我',
  weight: 0.3,
  folds: [],
}

test('a comment is held when no fingerprint can be made of it', async () => {
  const hits: Hit[] = Object.assign([], {
    filter: () => {
      throw new Error('these hits cannot be read')
    },
  })
  const broken = createService(database.db, { screener: screenerWith(hits) })
  const { status } = await postAs('j', advertisement('植物園', 1), broken)
  expect(status).toBe('held')
})

/** A screener that passes everything, with these hits. */
function screenerWith(hits: readonly Hit[]): Screener {
  const screener = createScreener({
    lexicon: compileLexicon({ entries: [], allowed: [], version: 'lexicon-test' }),
    policy: FIRST_POLICY,
    segment: (text) => Array.from(text),
    detectors: [],
  })
  const screen = (text: string, mode?: ArticleMode) => {
    const screening = screener.screen(text, mode)
    return { ...screening, evidence: { ...screening.evidence, hits } }
  }
  return { ...screener, screen }
}

test('a comment is held when near-duplicates cannot be looked up', async () => {
  const text = advertisement('開發區', 1)
  await postAs('g', TEXTS.pass)
  await sql`alter table fingerprint_key rename column key to hidden`.execute(database.db)
  const broken = await post(service, { token: await signToken(service.clock, { sub: 'g', name: '網友g' }), text })
  await sql`alter table fingerprint_key rename column hidden to key`.execute(database.db)
  const comment = OwnComment.parse(await broken.json())
  expect(comment).toMatchObject({ status: 'held', waiting: { reason: '這條評論要由編輯看過才公開。' } })
  const { evidence } = await database.db
    .selectFrom('screening')
    .select('evidence')
    .where('comment_id', '=', comment.id)
    .executeTakeFirstOrThrow()
  expect(evidence.findings).toMatchObject([{ rule: 'failed:near-duplicates' }])
})
