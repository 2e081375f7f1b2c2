import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { promoteModel, rollBackModel, shadowModel, withdrawModel } from '../../src/storage/change-models.ts'
import {
  findModelFile,
  listAskedModels,
  listModelEvents,
  listModels,
  storeCandidate,
} from '../../src/storage/models.ts'
import type { ModelFigures } from '../../src/storage/schema-models.ts'
import { createFactory, SITE } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import { smallModel } from '../small-model.ts'

const NONE = { accuracy: null, macroF1: null, auc: null, wronglyHeld: null, wronglyBlocked: null, missed: null }
const FIGURES: ModelFigures = { learnt: 300, leftOut: 2, compared: 0, candidate: NONE, base: NONE }

let database: TestDatabase
let moderatorId: string
const versions: string[] = []

async function store(bias: number, siteId = SITE, file = smallModel(bias).file): Promise<string> {
  const { version } = smallModel(bias).model
  await storeCandidate(database.db, {
    site_id: siteId,
    version,
    file,
    base_version: 'linear-00000000',
    lexicon_version: 'lexicon-1',
    figures: FIGURES,
    trained_at: new Date(),
  })
  return version
}

beforeAll(async () => {
  database = await createTestDatabase(25)
  const factory = createFactory(database.db)
  await factory.site.insert()
  await factory.site.insert({ id: 'other' })
  moderatorId = (await factory.moderator.insert({ displayName: '王組長' })).id
  for (const bias of [-1, -2, -3]) versions.push(await store(bias))
})
afterAll(() => database.drop())

const states = async (siteId = SITE) =>
  Object.fromEntries((await listModels(database.db, siteId)).map(({ version, state }) => [version, state]))

describe('the models of a site', () => {
  test('come into force and go back in order, each step with its event', async () => {
    const [one = '', two = '', three = ''] = versions
    const { db } = database
    const by = { siteId: SITE, moderatorId }
    expect(await promoteModel(db, one, by)).toEqual({ outcome: 'changed', version: one })
    expect(await shadowModel(db, two, by)).toMatchObject({ outcome: 'changed' })
    expect(await listAskedModels(db)).toEqual(
      expect.arrayContaining([
        { siteId: SITE, version: one, state: 'active' },
        { siteId: SITE, version: two, state: 'shadow' },
      ]),
    )
    expect(await promoteModel(db, two, { siteId: SITE, moderatorId: null })).toMatchObject({ outcome: 'changed' })
    expect(await states()).toEqual({ [one]: 'retired', [two]: 'active', [three]: 'candidate' })
    expect(await rollBackModel(db, by)).toEqual({ outcome: 'changed', version: two })
    expect(await states()).toEqual({ [one]: 'active', [two]: 'retired', [three]: 'candidate' })
    expect(await rollBackModel(db, by)).toEqual({ outcome: 'changed', version: one })
    expect(await rollBackModel(db, by)).toEqual({ outcome: 'nothing_active' })
    const events = await listModelEvents(db, SITE, 5)
    expect(events.map(({ version, type, moderator }) => [version, type, moderator])).toEqual([
      [one, 'rolled_back', '王組長'],
      [two, 'rolled_back', '王組長'],
      [two, 'promoted', null],
      [two, 'shadowed', '王組長'],
      [one, 'promoted', '王組長'],
    ])
  })

  test('are come back to in the order in which they were in force, also from the shadow', async () => {
    const { db } = database
    const siteId = 'order'
    await createFactory(db).site.insert({ id: siteId })
    const [one, two] = [await store(-1, siteId), await store(-2, siteId)]
    const by = { siteId, moderatorId: null }
    for (const version of [one, two, one]) await promoteModel(db, version, by)
    expect(await rollBackModel(db, by)).toEqual({ outcome: 'changed', version: one })
    expect(await states(siteId)).toEqual({ [one]: 'retired', [two]: 'active' })
    await shadowModel(db, one, by)
    expect(await rollBackModel(db, by)).toEqual({ outcome: 'changed', version: two })
    expect(await states(siteId)).toEqual({ [one]: 'active', [two]: 'retired' })
    await promoteModel(db, two, by)
    await shadowModel(db, one, by)
    await withdrawModel(db, one, by)
    expect(await states(siteId)).toEqual({ [one]: 'retired', [two]: 'active' })
    expect(await rollBackModel(db, by)).toEqual({ outcome: 'changed', version: two })
    expect(await states(siteId)).toEqual({ [one]: 'active', [two]: 'retired' })
  })

  test('are put into force by one of twenty who try at once, and the others follow one another', async () => {
    const tries = Array.from({ length: 20 }, (_, at) =>
      promoteModel(database.db, versions[at % 3] ?? '', { siteId: SITE, moderatorId }),
    )
    const outcomes = (await Promise.all(tries)).map(({ outcome }) => outcome)
    expect(new Set(outcomes)).toEqual(new Set(['changed', 'not_in_state']))
    expect(Object.values(await states()).filter((state) => state === 'active')).toHaveLength(1)
  })

  test('are not changed by what cannot be', async () => {
    const before = await states()
    const by = { siteId: SITE, moderatorId }
    expect(await promoteModel(database.db, 'linear-ffffffff', by)).toEqual({ outcome: 'unknown' })
    expect(await withdrawModel(database.db, versions[2] ?? '', by)).toEqual({ outcome: 'not_in_state' })
    expect(await states()).toEqual(before)
  })

  test('are those of one site only', async () => {
    const version = await store(-7, 'other')
    expect(await promoteModel(database.db, version, { siteId: SITE, moderatorId })).toEqual({ outcome: 'unknown' })
    expect(await states('other')).toEqual({ [version]: 'candidate' })
    expect(await findModelFile(database.db, SITE, version)).toBeUndefined()
    expect(await findModelFile(database.db, 'other', version)).toEqual(smallModel(-7).file)
  })

  test('are not put into force when this release cannot read them', async () => {
    const file = Buffer.from(smallModel(-8).file)
    file[file.length - 9] = 0xff
    const version = await store(-8, SITE, file)
    expect(await promoteModel(database.db, version, { siteId: SITE, moderatorId })).toEqual({ outcome: 'unreadable' })
    expect(await shadowModel(database.db, version, { siteId: SITE, moderatorId })).toEqual({ outcome: 'unreadable' })
  })

  test('are stored once, and their log cannot be rewritten', async () => {
    const { file, model } = smallModel(-1)
    const again = {
      site_id: SITE,
      version: model.version,
      file,
      base_version: 'linear-00000000',
      lexicon_version: 'lexicon-1',
      figures: FIGURES,
      trained_at: new Date(),
    }
    expect(await storeCandidate(database.db, again)).toBe(false)
    await expect(database.db.deleteFrom('model_event').execute()).rejects.toThrow('append-only')
  })
})
