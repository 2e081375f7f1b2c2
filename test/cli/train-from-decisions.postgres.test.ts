import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadScreener } from '../../src/cli/load-screener.ts'
import { fitCandidate } from '../../src/cli/train-from-decisions.ts'
import { listDecidedComments } from '../../src/storage/decided-comments.ts'
import { listAskedModels, listModelEvents, listModels } from '../../src/storage/models.ts'
import { createFactory, SITE, screened } from '../factory.ts'
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

test('decisions come with how likely they were to be made, the last of each moderator, the last decided first', async () => {
  const factory = createFactory(database.db)
  const [one, other] = moderatorIds
  const held = await decide({ text: '等了很久的一條', kind: 'reject', minute: 1 })
  await decide({ text: '', kind: 'publish', minute: 2, commentId: held, moderatorId: one })
  await decide({ text: '', kind: 'reject', minute: 3, commentId: held, moderatorId: other })
  const passed = { text: '放行的一條', screening: screened('pass') }
  const drawn = (await factory.comment.insert(passed)).id
  await database.db
    .insertInto('review_sample')
    .values({ site_id: SITE, comment_id: drawn, kind: 'patrol', probability: 0.02, drawn_at: new Date(START) })
    .execute()
  await decide({ text: '', kind: 'publish', minute: 4, commentId: drawn })
  const reported = (await factory.comment.insert({ ...passed, text: '被舉報的一條' })).id
  await decide({ text: '', kind: 'publish', minute: 5, commentId: reported })
  await factory.comment.insert({ ...passed, text: '沒有人看過的一條' })
  const decided = await listDecidedComments(database.db, { siteId: SITE, limit: 10 })
  expect(decided.map(({ text, chance }) => [text, chance])).toEqual([
    ['被舉報的一條', null],
    ['放行的一條', 0.02],
    ['等了很久的一條', 1],
  ])
  expect(decided[2]?.decisions.toSorted((a, b) => a.kind.localeCompare(b.kind))).toEqual([
    { kind: 'publish', category: null },
    { kind: 'reject', category: 'abuse' },
  ])
  expect(await listDecidedComments(database.db, { siteId: SITE, limit: 1 })).toHaveLength(1)
})

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
