import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { BulkList, BulkPreviewView, BulkView } from '../../src/http/moderator/bulk/bulk-schemas.ts'
import { setReviewSettings } from '../../src/storage/sites.ts'
import { createFactory, SITE } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import { ageActs } from '../review/bulk.ts'
import { addModerator, Console } from './moderator.ts'
import { refusal } from './refusal.ts'
import { createService, ORIGIN, type Service } from './service.ts'

let database: TestDatabase
let service: Service
let chenlan: Console
let wutong: Console
let lead: Console
let auditor: Console
let ids: string[]

beforeAll(async () => {
  database = await createTestDatabase()
  await createFactory(database.db).site.insert({ origins: [ORIGIN] })
  await createFactory(database.db).article.insert()
  await addModerator(database.db, { username: 'chenlan', displayName: '陳嵐' })
  await addModerator(database.db, { username: 'wutong', displayName: '吳桐' })
  await addModerator(database.db, { username: 'lead', displayName: '周寧', role: 'lead' })
  await addModerator(database.db, { username: 'auditor', role: 'auditor' })
  service = createService(database.db)
  const consoles = ['chenlan', 'wutong', 'lead', 'auditor'].map(() => new Console(service))
  ;[chenlan, wutong, lead, auditor] = consoles as [Console, Console, Console, Console]
  for (const [at, name] of ['chenlan', 'wutong', 'lead', 'auditor'].entries()) await consoles[at]?.enter(name)
})

beforeEach(async () => {
  await ageActs(database.db)
  const reader = await createFactory(database.db).reader.insert()
  ids = []
  for (let count = 0; count < 11; count += 1)
    ids.push((await createFactory(database.db).comment.insert({ readerId: reader.id })).id)
})

afterAll(() => database.drop())

async function preview(console: Console, commentIds = ids): Promise<BulkPreviewView> {
  const source = { type: 'selection', commentIds }
  const response = await console.send('POST', '/bulk/previews', { kind: 'reject', source })
  expect(response.status).toBe(200)
  return BulkPreviewView.parse(await response.json())
}

function actOn({ bulkId, comments }: BulkPreviewView, changes: object = {}) {
  const ticked = comments.filter(({ isTicked }) => isTicked).map(({ id, status }) => ({ id, status }))
  return { bulkId, kind: 'reject', category: 'ad_spam', source: { type: 'selection' }, comments: ticked, ...changes }
}

async function act(console: Console, commentIds = ids): Promise<BulkView> {
  const response = await console.send('POST', '/bulk', actOn(await preview(console, commentIds)))
  expect(response.status).toBe(201)
  return BulkView.parse(await response.json())
}

const statuses = async () => {
  const rows = await database.db.selectFrom('comment').select('status').where('id', 'in', ids).execute()
  return [...new Set(rows.map(({ status }) => status))]
}

describe('a few comments', () => {
  test('are previewed, decided and put back by one', async () => {
    const shown = await preview(chenlan, ids.slice(0, 3))
    expect(shown).toMatchObject({
      counts: { statuses: { held: 3 }, outcomes: { decided: 3 }, ticked: 3, authors: 1 },
      alone: 10,
      aloneLately: 0,
      most: 500,
      isCut: false,
    })
    const acted = BulkView.parse(await (await chenlan.send('POST', '/bulk', actOn(shown, { note: '同一人' }))).json())
    expect(acted).toMatchObject({ id: shown.bulkId, state: 'acted', size: 3, outcomes: { decided: 3 }, note: '同一人' })
    expect(acted).toMatchObject({ proposedBy: { name: '陳嵐' }, approvedBy: null, mayUndo: true, mayApprove: false })
    expect(acted.comments.map(({ status, outcome }) => [status, outcome])).toEqual(
      Array(3).fill(['rejected', 'decided']),
    )
    await refusal(await wutong.send('POST', `/bulk/${acted.id}/undo`), 409, 'bulk_conflict')
    const undone = BulkView.parse(await (await chenlan.send('POST', `/bulk/${acted.id}/undo`)).json())
    expect(undone).toMatchObject({
      state: 'undone',
      undoOutcomes: { undone: 3 },
      undoneBy: { name: '陳嵐' },
      mayUndo: false,
    })
    expect(await statuses()).toEqual(['held'])
  })

  test('are left out where one was edited since the list that was read', async () => {
    const list = await preview(chenlan, ids.slice(0, 2))
    await database.db.updateTable('comment').set({ edited_at: new Date() }).where('id', '=', ids[0]!).execute()
    const source = { type: 'selection', commentIds: ids.slice(0, 2) }
    const wish = { kind: 'reject', seen: list.bulkId, source }
    const again = BulkPreviewView.parse(await (await chenlan.send('POST', '/bulk/previews', wish)).json())
    expect(again.comments.map(({ outcome }) => outcome)).toEqual(['edited', 'decided'])
    expect(again.bulkId).not.toBe(list.bulkId)
    expect(again.bulkId.slice(0, 13)).toBe(list.bulkId.slice(0, 13))
  })

  test('that are sent twice are answered alike', async () => {
    const body = actOn(await preview(chenlan, ids.slice(0, 2)))
    const first = await (await chenlan.send('POST', '/bulk', body)).json()
    expect(await (await chenlan.send('POST', '/bulk', body)).json()).toEqual(first)
    await refusal(await wutong.send('POST', '/bulk', body), 409, 'bulk_conflict')
  })
})

describe('many comments', () => {
  test('wait for a second person, and are shown to those who may approve', async () => {
    const proposed = await act(chenlan)
    expect(proposed).toMatchObject({ state: 'proposed', size: 11, outcomes: {}, mayApprove: false, mayWithdraw: true })
    expect(await statuses()).toEqual(['held'])
    const list = async (console: Console) =>
      BulkList.parse(await (await console.send('GET', '/bulk?state=proposed')).json()).acts.filter(
        ({ id }) => id === proposed.id,
      )
    expect((await list(wutong))[0]).toMatchObject({ mayApprove: true, mayWithdraw: false })
    expect((await list(lead))[0]).toMatchObject({ mayApprove: true, mayWithdraw: true })
    expect((await list(auditor))[0]).toMatchObject({ mayApprove: false, mayWithdraw: false, mayUndo: false })
    await refusal(await chenlan.send('POST', `/bulk/${proposed.id}/approval`), 409, 'bulk_conflict')
    await refusal(await auditor.send('POST', `/bulk/${proposed.id}/approval`), 403, 'role_forbidden')
    const approved = BulkView.parse(await (await wutong.send('POST', `/bulk/${proposed.id}/approval`)).json())
    expect(approved).toMatchObject({ state: 'acted', outcomes: { decided: 11 }, approvedBy: { name: '吳桐' } })
    expect(await statuses()).toEqual(['rejected'])
    const body = await refusal(await lead.send('POST', `/bulk/${proposed.id}/approval`), 409, 'bulk_conflict')
    expect(body.message).toContain('已處理')
    const changes = await database.db
      .selectFrom('change')
      .select('type')
      .where('type', 'in', ['proposed', 'proposal_closed'])
      .execute()
    expect(changes.map(({ type }) => type)).toEqual(['proposed', 'proposal_closed'])
    expect((await lead.send('POST', `/bulk/${proposed.id}/undo`)).status).toBe(200)
    expect(await statuses()).toEqual(['held'])
  })

  test('are withdrawn by who proposed them', async () => {
    const { id } = await act(chenlan)
    await refusal(await wutong.send('POST', `/bulk/${id}/withdrawal`), 409, 'bulk_conflict')
    const withdrawn = BulkView.parse(await (await chenlan.send('POST', `/bulk/${id}/withdrawal`)).json())
    expect(withdrawn).toMatchObject({ state: 'withdrawn', withdrawnBy: { name: '陳嵐' } })
    await refusal(await wutong.send('POST', `/bulk/${id}/approval`), 409, 'bulk_conflict')
    expect(BulkView.parse(await (await auditor.send('GET', `/bulk/${id}`)).json()).comments).toHaveLength(11)
  })
})

describe('an act', () => {
  test.each([
    [{ category: null }, 'category'],
    [{ category: 'nonsense' }, 'category'],
    [{ kind: 'publish' }, 'category'],
    [{ comments: [] }, 'comments'],
    [{ templateId: uuidv7() }, 'templateId'],
    [{ note: 'x'.repeat(1001) }, 'note'],
    [{ bulkId: 'x' }, 'bulkId'],
    [{ source: { type: 'query' } }, 'source.type'],
    [{ colour: 'red' }, 'json'],
  ])('with %j is refused, and %s is named', async (changes, path) => {
    const body = actOn(await preview(chenlan), changes)
    const refused = await refusal(await chenlan.send('POST', '/bulk', body), 400, 'invalid_request')
    expect(refused.issues?.[0]?.path).toBe(path)
    expect(await statuses()).toEqual(['held'])
  })

  test('on no known comment, on one twice, or that nobody knows is refused', async () => {
    const shown = await preview(chenlan, ids.slice(0, 1))
    const [one] = actOn(shown).comments
    await refusal(await chenlan.send('POST', '/bulk', actOn(shown, { comments: [one, one] })), 400, 'invalid_request')
    const unknown = { id: uuidv7(), status: 'held' }
    await refusal(
      await chenlan.send('POST', '/bulk', actOn(shown, { comments: [one, unknown] })),
      404,
      'comment_unknown',
    )
    await refusal(await chenlan.send('GET', `/bulk/${uuidv7()}`), 404, 'bulk_unknown')
    await refusal(await chenlan.send('POST', `/bulk/${uuidv7()}/undo`), 404, 'bulk_unknown')
    const nowhere = { kind: 'reject', source: { type: 'near_duplicates', commentId: uuidv7() } }
    await refusal(await chenlan.send('POST', '/bulk/previews', nowhere), 404, 'comment_unknown')
    await refusal(await auditor.send('POST', '/bulk/previews', nowhere), 403, 'role_forbidden')
  })
})

test('a site bounds by itself what one decides alone, and how much is looked at again', async () => {
  const { db } = database
  await setReviewSettings(db, SITE, { bulkAlone: 2, secondShare: 1 })
  expect(await preview(chenlan, ids.slice(0, 3))).toMatchObject({ alone: 2 })
  const [three, two] = [await act(chenlan, ids.slice(0, 3)), await act(chenlan, ids.slice(3, 5))]
  await setReviewSettings(db, SITE, { bulkAlone: null, secondShare: null })
  expect([three.state, two.state]).toEqual(['proposed', 'acted'])
  const drawn = await db.selectFrom('second_review').select('comment_id').where('comment_id', 'in', ids).execute()
  expect(drawn).toHaveLength(2)
  expect(await preview(chenlan, ids.slice(0, 1))).toMatchObject({ alone: 8 })
})
