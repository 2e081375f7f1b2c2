import { pino } from 'pino'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { OwnComment } from '../../src/http/reader/schemas.ts'
import { createSiteScreeners } from '../../src/http/site-screeners.ts'
import { DETECTORS } from '../../src/screening/detectors/all.ts'
import { compileLexicon } from '../../src/screening/lexicon.ts'
import { FIRST_POLICY } from '../../src/screening/policy.ts'
import { createScreener } from '../../src/screening/screen.ts'
import { promoteModel, rollBackModel, shadowModel } from '../../src/storage/change-models.ts'
import { storeCandidate } from '../../src/storage/models.ts'
import { createFactory, SITE } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import { smallModel } from '../small-model.ts'
import { createService, ORIGIN, post, type Service, TEXTS } from './service.ts'

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
  const none = { accuracy: null, macroF1: null, auc: null, wronglyHeld: null, wronglyBlocked: null, missed: null }
  await storeCandidate(database.db, {
    site_id: SITE,
    version: model.version,
    file,
    base_version: 'linear-00000000',
    lexicon_version: 'lexicon-test',
    figures: { learnt: 0, leftOut: 0, compared: 0, candidate: none, base: none },
    trained_at: new Date(),
  })
  return model.version
}

const write = async (text: string) => OwnComment.parse(await (await post(service, { text })).json())

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
