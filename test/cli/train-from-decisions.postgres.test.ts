import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadModel } from '../../src/cli/load-model.ts'
import { loadScreener } from '../../src/cli/load-screener.ts'
import { fitCandidate } from '../../src/cli/train-from-decisions.ts'
import { PACKAGE } from '../../src/config.ts'
import type { Screener } from '../../src/screening/screen.ts'
import { promoteModel } from '../../src/storage/change-models.ts'
import { listAskedModels, listModelEvents, listModels } from '../../src/storage/models.ts'
import { createFactory } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import { WORDLISTS } from '../screening/lists.ts'

let database: TestDatabase
let screener: Screener
beforeAll(async () => {
  database = await createTestDatabase()
  const factory = createFactory(database.db)
  for (const id of ['busy', 'flooded', 'idle', 'mild']) {
    await factory.site.insert({ id })
    await factory.article.insert({ siteId: id })
  }
  screener = await loadScreener(WORDLISTS)
})
afterAll(() => database.drop())

const START = Date.parse('2026-01-01T00:00:00Z')

interface Decided {
  readonly text: string
  readonly kind: 'publish' | 'reject'
  readonly minute: number
  readonly siteId: string
  readonly moderatorId: string
}

async function decide({ text, kind, minute, siteId, moderatorId }: Decided) {
  const { id } = await createFactory(database.db).comment.insert({ siteId, text, at: new Date(START) })
  const decision = { site_id: siteId, comment_id: id, id: uuidv7(), kind, note: null, policy_version: null }
  const category = kind === 'reject' ? ('abuse' as const) : null
  const decided_at = new Date(START + minute * 60_000)
  await database.db
    .insertInto('decision')
    .values({ ...decision, category, moderator_id: moderatorId, decided_at })
    .execute()
}

async function decideMany(siteId: string, count: number, isBad: (minute: number) => boolean) {
  const { id: moderatorId } = await createFactory(database.db).moderator.insert({ siteId })
  for (let minute = 0; minute < count; minute += 1) {
    const bad = isBad(minute)
    const text = bad ? `第${minute}個咕咚貨` : `第${minute}路公交修好了`
    await decide({ text, kind: bad ? 'reject' : 'publish', minute, siteId, moderatorId })
  }
}

async function decideFlood(siteId: string, count: number) {
  const { id: moderatorId } = await createFactory(database.db).moderator.insert({ siteId })
  for (let copy = 0; copy < count; copy += 1) {
    const text = `老城區二手手機全場特價，名額只有${copy}個，趕緊聯繫我們`
    await decide({ text, kind: 'reject', minute: copy * 3, siteId, moderatorId })
  }
}

const learn = async (siteId: string, stop = new AbortController().signal) => {
  const shipped = await loadModel(PACKAGE.model)
  return fitCandidate({ db: database.db, siteId, screener, shipped, now: new Date(START), stop })
}

test('too few decisions teach nothing, nor do decisions of one kind, and both say so', async () => {
  await expect(learn('idle')).rejects.toThrow('0 decisions on different texts are too few to learn from; it takes 200.')
  await decideMany('mild', 200, (minute) => minute % 20 === 0)
  await expect(learn('mild')).rejects.toThrow(
    '152 decisions on different texts let a comment stand and 8 refuse one; it takes 20 of each to learn from.',
  )
  expect(await listModels(database.db, 'idle')).toEqual([])
  expect(await listModels(database.db, 'mild')).toEqual([])
})

test('copies of one text are one decision to learn from', async () => {
  await decideMany('flooded', 150, (minute) => minute % 2 === 0)
  await decideFlood('flooded', 60)
  await expect(learn('flooded')).rejects.toThrow('151 decisions on different texts are too few to learn from')
})

const FITTED = { timeout: 120_000 }

test(
  'a candidate learns what moderators reject, is measured on the last fifth, and has no effect',
  FITTED,
  async () => {
    const { db } = database
    await decideMany('busy', 200, (minute) => minute % 2 === 0)
    await decideFlood('busy', 60)
    const said = await learn('busy')
    const [model, ...others] = await listModels(db, 'busy')
    const shipped = await loadModel(PACKAGE.model)
    expect(others).toEqual([])
    expect(model).toMatchObject({
      state: 'candidate',
      baseVersion: shipped.version,
      figures: { learnt: 161, leftOut: 0, compared: 40 },
    })
    // Half of them are bad, and no shipped model knows this word for it.
    expect(model?.figures.base.accuracy).toBeLessThan(0.6)
    expect(model?.figures.candidate.accuracy).toBeGreaterThan(0.8)
    expect(said).toContain(`busy: ${model?.version}, from 161 decisions; accuracy`)
    expect((await listAskedModels(db)).filter(({ siteId }) => siteId === 'busy')).toEqual([])
    expect(await listModelEvents(db, 'busy', 5)).toMatchObject([{ type: 'trained', moderator: null }])
  },
)

test('however many nights pass, what was decided once is learnt once', FITTED, async () => {
  const { db } = database
  const [model] = await listModels(db, 'busy')
  await promoteModel(db, model?.version ?? '', { siteId: 'busy', moderatorId: null })
  expect(await learn('busy')).toContain(`${model?.version}, which was there already`)
  expect(await listModels(db, 'busy')).toHaveLength(1)
})

test('a training that is stopped stores nothing', FITTED, async () => {
  const halt = new AbortController()
  const stopped = learn('busy', halt.signal)
  setTimeout(() => halt.abort(), 0)
  expect(await stopped).toBeUndefined()
  expect(await listModels(database.db, 'busy')).toHaveLength(1)
})
