import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { promoteModel, rollBackModel, shadowModel, withdrawModel } from '../../src/storage/change-models.ts'
import { findModelFile, listModelEvents, listModels, storeCandidate } from '../../src/storage/models.ts'
import { deleteOldModels, deleteOldShadowOpinions } from '../../src/storage/old-models.ts'
import { recordShadowOpinion } from '../../src/storage/shadow-opinions.ts'
import { createFactory } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import { smallModel } from '../small-model.ts'

const NONE = { accuracy: null, macroF1: null, auc: null, wronglyHeld: null, wronglyBlocked: null, missed: null }

let database: TestDatabase
let siteId: string
let next = 0

beforeAll(async () => {
  database = await createTestDatabase(5)
})
afterAll(() => database.drop())

beforeEach(async () => {
  next += 1
  siteId = `site-${next}`
  await createFactory(database.db).site.insert({ id: siteId })
})

const changing = () => ({ siteId, moderatorId: null })

async function store(bias: number): Promise<string> {
  const { model, file } = smallModel(bias)
  await storeCandidate(database.db, {
    site_id: siteId,
    version: model.version,
    file,
    base_version: 'linear-00000000',
    lexicon_version: 'lexicon-1',
    figures: { learnt: 300, leftOut: 0, compared: 0, candidate: NONE, base: NONE },
    trained_at: new Date(),
  })
  return model.version
}

/** Moves all that was done with a model back in time; its log refuses to be changed, unless its triggers rest. */
async function age(version: string, days: number): Promise<void> {
  await database.db.transaction().execute(async (trx) => {
    const by = sql`make_interval(days => ${days}::int)`
    await sql`alter table model_event disable trigger model_event_append_only`.execute(trx)
    await sql`update model_event set occurred_at = occurred_at - ${by} where site_id = ${siteId} and version = ${version}`.execute(
      trx,
    )
    await sql`update model set trained_at = trained_at - ${by} where site_id = ${siteId} and version = ${version}`.execute(
      trx,
    )
    await sql`alter table model_event enable trigger model_event_append_only`.execute(trx)
  })
}

const kept = async () => (await listModels(database.db, siteId)).map(({ version }) => version).sort()

test('a candidate goes after a month, and comes back when it is trained anew', async () => {
  const { db } = database
  const [young, old, shadowed] = [await store(-1), await store(-2), await store(-3)]
  await shadowModel(db, shadowed, changing())
  for (const version of [old, shadowed]) await age(version, 31)
  await age(young, 29)
  expect(await deleteOldModels(db)).toBe(1)
  expect(await kept()).toEqual([young, shadowed].sort())
  expect(await findModelFile(db, siteId, old)).toBeUndefined()
  expect(await promoteModel(db, old, changing())).toEqual({ outcome: 'unknown' })
  expect((await listModelEvents(db, siteId, 9)).map(({ version }) => version)).toContain(old)
  expect(await deleteOldModels(db)).toBe(0)
  expect(await store(-2)).toBe(old)
  expect(await promoteModel(db, old, changing())).toMatchObject({ outcome: 'changed' })
})

test('the active model and the one before it stay, however old, and one before those goes after half a year', async () => {
  const { db } = database
  const [oldest, before, active] = [await store(-1), await store(-2), await store(-3)]
  for (const version of [oldest, before, active]) await promoteModel(db, version, changing())
  await age(oldest, 400)
  await age(before, 390)
  await age(active, 380)
  expect(await deleteOldModels(db)).toBe(1)
  expect(await kept()).toEqual([before, active].sort())
  expect(await rollBackModel(db, changing())).toMatchObject({ outcome: 'changed', version: active })
  expect((await listModels(db, siteId)).find(({ state }) => state === 'active')?.version).toBe(before)
})

test('after a rollback the one that it came from and the one before that stay', async () => {
  const { db } = database
  const [one, two, three] = [await store(-1), await store(-2), await store(-3)]
  for (const version of [one, two, three]) await promoteModel(db, version, changing())
  await rollBackModel(db, changing())
  for (const version of [one, two, three]) await age(version, 400)
  expect(await deleteOldModels(db)).toBe(0)
  expect(await kept()).toEqual([one, two, three].sort())
})

test('one that was in force stays half a year, also when it has read along since', async () => {
  const { db } = database
  const [first, second, third] = [await store(-1), await store(-2), await store(-3)]
  for (const version of [first, second, third]) await promoteModel(db, version, changing())
  await shadowModel(db, first, changing())
  await withdrawModel(db, first, changing())
  await age(first, 100)
  expect(await deleteOldModels(db)).toBe(0)
  await age(first, 100)
  expect(await deleteOldModels(db)).toBe(1)
  expect(await kept()).toEqual([second, third].sort())
})

test('what the shadow thought goes after a month, and the verdicts keep the names of their models', async () => {
  const { db } = database
  const factory = createFactory(db)
  await factory.article.insert({ siteId })
  const version = await store(-1)
  const opinion = { risk: {}, benign: 1 } as never
  const ask = async (days: number) => {
    const { id: commentId } = await factory.comment.insert({ siteId, commentId: uuidv7() })
    const at = new Date(Date.now() - days * 86_400_000)
    await recordShadowOpinion(db, { siteId, commentId, modelVersion: version, opinion, mode: 'pre', at })
    return commentId
  }
  const [, young] = [await ask(31), await ask(29)]
  const screenings = await db.selectFrom('screening').selectAll().where('site_id', '=', siteId).execute()
  expect(await deleteOldShadowOpinions(db)).toBe(1)
  const left = await db.selectFrom('shadow_opinion').select('comment_id').where('site_id', '=', siteId).execute()
  expect(left).toEqual([{ comment_id: young }])
  expect(await db.selectFrom('screening').selectAll().where('site_id', '=', siteId).execute()).toEqual(screenings)
})
