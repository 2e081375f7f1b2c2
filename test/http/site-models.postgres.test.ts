import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { PACKAGE } from '../../src/config.ts'
import { OwnComment } from '../../src/http/reader/schemas.ts'
import { createSiteScreeners } from '../../src/http/site-screeners.ts'
import { decodeModel } from '../../src/screening/classifier/model-file.ts'
import { DETECTORS } from '../../src/screening/detectors/all.ts'
import { compileLexicon } from '../../src/screening/lexicon.ts'
import { FIRST_POLICY } from '../../src/screening/policy.ts'
import { createScreener } from '../../src/screening/screen.ts'
import { promoteModel, rollBackModel, shadowModel, withdrawModel } from '../../src/storage/change-models.ts'
import { storeCandidate } from '../../src/storage/models.ts'
import { createFactory, SITE } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import { smallModel } from '../small-model.ts'
import { createService, ORIGIN, post, type Service, signToken, TEXTS } from './service.ts'

const SECRET = 'a secret of thirty-two characters'
const log = pino({ level: 'silent' })
const screener = createScreener({
  lexicon: compileLexicon({ entries: [], allowed: [], version: 'lexicon-test' }),
  policy: FIRST_POLICY,
  segment: (text) => Array.from(text),
  detectors: DETECTORS,
})

let database: TestDatabase
let service: Service
let screeners: ReturnType<typeof createSiteScreeners>

beforeAll(async () => {
  database = await createTestDatabase()
  await createFactory(database.db).site.insert({ origins: [ORIGIN], readerTokenSecret: SECRET })
  screeners = createSiteScreeners({ db: database.db, screener, log })
  service = createService(database.db, { screener, screeners })
})
afterAll(() => database.drop())

const changing = { siteId: SITE, moderatorId: null }

async function store(bias: number): Promise<string> {
  const { model, file } = smallModel(bias)
  return storeFile(model.version, file)
}

async function storeFile(version: string, file: Buffer): Promise<string> {
  const none = { accuracy: null, macroF1: null, auc: null, wronglyHeld: null, wronglyBlocked: null, missed: null }
  await storeCandidate(database.db, {
    site_id: SITE,
    version,
    file,
    base_version: 'linear-00000000',
    lexicon_version: 'lexicon-test',
    figures: { learnt: 0, leftOut: 0, compared: 0, candidate: none, base: none },
    trained_at: new Date(),
  })
  return version
}

const write = async (text: string, article = 'article-1') =>
  OwnComment.parse(await (await post(service, { text, article })).json())

const screening = (commentId: string) =>
  database.db.selectFrom('screening').selectAll().where('comment_id', '=', commentId).executeTakeFirstOrThrow()

const shadowOpinions = () => database.db.selectFrom('shadow_opinion').selectAll().execute()

test('a model in the shadow thinks of each comment and changes nothing', async () => {
  const version = await store(9)
  await shadowModel(database.db, version, changing)
  await screeners.refresh()
  const comment = await write(TEXTS.pass)
  expect(comment.status).toBe('published')
  await vi.waitFor(async () => expect(await shadowOpinions()).toHaveLength(1))
  const [opinion] = await shadowOpinions()
  expect(opinion).toMatchObject({ comment_id: comment.id, model_version: version })
  expect(opinion?.opinion.risk.abuse).toBeGreaterThan(0.99)
  expect((await screening(comment.id)).evidence).toMatchObject({ modelVersion: null, opinion: null })
})

test('with a model in the shadow every row of a comment is what it is without', async () => {
  const rowsOf = async (id: string) => {
    const row = await database.db
      .selectFrom('comment')
      .innerJoin('screening', 'screening.comment_id', 'comment.id')
      .select(['status', 'comment.category', 'verdict', 'risk', 'evidence', 'event_count'])
      .select(sql<number>`extract(epoch from queue_at - created_at)`.as('turn'))
      .where('comment.id', '=', id)
      .executeTakeFirstOrThrow()
    const decisions = await database.db.selectFrom('decision').select('kind').where('comment_id', '=', id).execute()
    const events = await database.db.selectFrom('event').select('type').where('comment_id', '=', id).execute()
    return { ...row, decisions, events }
  }
  const writeAll = async (article: string) => [
    await write(TEXTS.hold, article),
    await write(TEXTS.block, article),
    await write('渡口的風真大', article),
  ]
  const withShadow = await writeAll('beside-a-shadow')
  await withdrawModel(database.db, smallModel(9).model.version, changing)
  await screeners.refresh()
  await database.db.deleteFrom('fingerprint_key').execute()
  const without = await writeAll('without')
  for (const [at, { id }] of withShadow.entries()) expect(await rowsOf(without[at]?.id ?? '')).toEqual(await rowsOf(id))
  await vi.waitFor(async () => expect((await shadowOpinions()).length).toBeGreaterThanOrEqual(withShadow.length))
  await shadowModel(database.db, smallModel(9).model.version, changing)
  await screeners.refresh()
})

test('a model in the shadow reads the text as it would in force, whatever the name beside it', async () => {
  const file = await readFile(PACKAGE.model)
  const decoded = decodeModel(file)
  if (!decoded.ok) throw new Error(decoded.reason)
  const { version } = decoded.model
  await storeFile(version, file)
  await shadowModel(database.db, version, changing)
  await screeners.refresh()
  const text = '你真是個沒腦子的東西'
  const token = await signToken(service.clock, { sub: 'named', name: '微信13812345678' })
  const comment = OwnComment.parse(await (await post(service, { text, token })).json())
  const asked = () =>
    database.db.selectFrom('shadow_opinion').selectAll().where('comment_id', '=', comment.id).execute()
  await vi.waitFor(async () => expect(await asked()).toHaveLength(1))
  expect((await screening(comment.id)).evidence.findings.map(({ rule }) => rule)).toContain('display-name')
  expect((await asked())[0]?.opinion).toEqual(screener.withModel(decoded.model).screen(text).evidence.opinion)
  await shadowModel(database.db, smallModel(9).model.version, changing)
  await screeners.refresh()
})

test('once promoted it speaks, and after a rollback it does not; old verdicts keep the version that made them', async () => {
  const version = smallModel(9).model.version
  await promoteModel(database.db, version, changing)
  await screeners.refresh()
  const held = await write('運河兩岸的柳樹都綠了')
  expect(held.status).toBe('held')
  expect((await screening(held.id)).evidence.modelVersion).toBe(version)
  await rollBackModel(database.db, changing)
  await screeners.refresh()
  const passed = await write('橋頭的燈也亮了')
  expect(passed.status).toBe('published')
  expect((await screening(passed.id)).evidence.modelVersion).toBeNull()
  expect((await screening(held.id)).evidence.modelVersion).toBe(version)
})

test('where a file cannot be read, or the database not be asked, the model before stays', async () => {
  const good = await store(-3)
  await promoteModel(database.db, good, changing)
  await screeners.refresh()
  const bad = await store(-4)
  await promoteModel(database.db, bad, changing)
  await database.db
    .updateTable('model')
    .set({ file: Buffer.from('torn') })
    .where('version', '=', bad)
    .execute()
  await screeners.refresh()
  expect(screeners.of(SITE).modelVersion).toBe(good)
  expect(screeners.of('elsewhere').modelVersion).toBeNull()
  const unreachable = createSiteScreeners({ db: (await closedDatabase()).db, screener, log })
  await expect(unreachable.refresh()).rejects.toThrow()
  expect(unreachable.of(SITE)).toBe(screener)
})

async function closedDatabase(): Promise<TestDatabase> {
  const closed = await createTestDatabase(1)
  await closed.drop()
  return closed
}
