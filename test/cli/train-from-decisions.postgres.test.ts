import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadScreener } from '../../src/cli/load-screener.ts'
import { fitCandidate } from '../../src/cli/train-from-decisions.ts'
import { listAskedModels, listModelEvents, listModels } from '../../src/storage/models.ts'
import { createFactory, SITE } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import { WORDLISTS } from '../screening/lists.ts'
import { smallModel } from '../small-model.ts'

let database: TestDatabase
let moderatorIds: readonly string[]
beforeAll(async () => {
  database = await createTestDatabase()
  const factory = createFactory(database.db)
  for (const id of [SITE, 'busy', 'other']) {
    await factory.site.insert({ id })
    await factory.article.insert({ siteId: id })
  }
  const one = await factory.moderator.insert()
  const other = await factory.moderator.insert({ displayName: '李編輯' })
  moderatorIds = [one.id, other.id]
})
afterAll(() => database.drop())

const START = Date.parse('2026-01-01T00:00:00Z')

interface Decided {
  readonly text: string
  readonly kind: 'publish' | 'reject'
  readonly minute: number
  readonly siteId?: string
  readonly commentId?: string
  readonly moderatorId?: string | undefined
}

async function decide({ text, kind, minute, siteId = SITE, commentId, moderatorId = moderatorIds[0] }: Decided) {
  const factory = createFactory(database.db)
  const known = commentId ?? (await factory.comment.insert({ siteId, text, at: new Date(START) })).id
  const decision = { site_id: siteId, comment_id: known, id: uuidv7(), kind, note: null, policy_version: null }
  const category = kind === 'reject' ? ('abuse' as const) : null
  const decided_at = new Date(START + minute * 60_000)
  await database.db
    .insertInto('decision')
    .values({ ...decision, category, moderator_id: moderatorId ?? null, decided_at })
    .execute()
  return known
}

const learn = async (siteId: string) => {
  const screener = await loadScreener(WORDLISTS)
  return fitCandidate({ db: database.db, siteId, screener, shipped: smallModel(-1).model, now: new Date(START) })
}

test('too few decisions teach nothing, and say so', async () => {
  await expect(learn('other')).rejects.toThrow('0 decisions are too few to learn from; it takes 200.')
  expect(await listModels(database.db, 'other')).toEqual([])
})

test('a candidate learns what moderators reject, is measured on the last fifth, and has no effect', {
  timeout: 60_000,
}, async () => {
  const { id: moderatorId } = await createFactory(database.db).moderator.insert({ siteId: 'busy' })
  for (let minute = 0; minute < 200; minute += 1) {
    const isBad = minute % 2 === 0
    const text = isBad ? `第${minute}回了，又是你這種咕咚貨` : `第${minute}路公交修好了，上班方便`
    await decide({ text, kind: isBad ? 'reject' : 'publish', minute, siteId: 'busy', moderatorId })
  }
  const said = await learn('busy')
  const [model, ...others] = await listModels(database.db, 'busy')
  expect(others).toEqual([])
  expect(model).toMatchObject({
    state: 'candidate',
    baseVersion: smallModel(-1).model.version,
    figures: { learnt: 160, leftOut: 0, compared: 40, base: { accuracy: 0.5 } },
  })
  expect(model?.figures.candidate.accuracy).toBeGreaterThan(0.9)
  expect(said).toContain(`busy: ${model?.version}, from 160 decisions; accuracy`)
  expect((await listAskedModels(database.db)).filter(({ siteId }) => siteId === 'busy')).toEqual([])
  expect(await listModelEvents(database.db, 'busy', 5)).toMatchObject([{ type: 'trained', moderator: null }])
  expect(await learn('busy')).toContain('which was there already')
  expect(await listModels(database.db, 'busy')).toHaveLength(1)
})
