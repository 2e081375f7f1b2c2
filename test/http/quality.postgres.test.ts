import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { BulkPreviewView } from '../../src/http/moderator/bulk/bulk-schemas.ts'
import { type Card, Cards, CommentView } from '../../src/http/moderator/card-schemas.ts'
import { QualityView } from '../../src/http/moderator/quality-schemas.ts'
import { Notes } from '../../src/http/moderator/review-schemas.ts'
import { Made } from '../../src/http/moderator/schemas.ts'
import { SearchPage } from '../../src/http/moderator/search/search-schemas.ts'
import { TrainingResults, TrainingView } from '../../src/http/moderator/training-schemas.ts'
import { OwnComment } from '../../src/http/reader/schemas.ts'
import { createFactory } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import { addModerator, Console } from './moderator.ts'
import { refusal } from './refusal.ts'
import { createService, ORIGIN, post, type Service, TEXTS } from './service.ts'

let database: TestDatabase
let service: Service
let chenlan: Console
let wutong: Console
let lead: Console
let wutongId: string
/** What is drawn next. */
let random: number

beforeAll(async () => {
  database = await createTestDatabase()
  await createFactory(database.db).site.insert({ origins: [ORIGIN] })
  await addModerator(database.db, { username: 'chenlan', displayName: '陳嵐' })
  wutongId = await addModerator(database.db, { username: 'wutong', displayName: '吳桐' })
  await addModerator(database.db, { username: 'lead', displayName: '周寧', role: 'lead' })
  await addModerator(database.db, { username: 'auditor', role: 'auditor' })
})

beforeEach(async () => {
  random = 0.999
  service = createService(database.db, { random: () => random })
  await database.db
    .updateTable('comment')
    .set({
      status: 'withdrawn',
      published_at: null,
      lease_holder: null,
      lease_token: null,
      lease_expires_at: null,
      lease_queue: null,
    })
    .where('status', '!=', 'withdrawn')
    .execute()
  ;[chenlan, wutong, lead] = ['chenlan', 'wutong', 'lead'].map(() => new Console(service)) as [
    Console,
    Console,
    Console,
  ]
  await chenlan.enter('chenlan')
  await wutong.enter('wutong')
  await lead.enter('lead')
})

afterAll(() => database.drop())

async function write(text: string): Promise<string> {
  service.clock.advance(1)
  return OwnComment.parse(await (await post(service, { text })).json()).id
}

async function claim(console: Console, wanted: object): Promise<Card[]> {
  const response = await console.send('POST', '/claims', wanted)
  expect(response.status).toBe(200)
  return Cards.parse(await response.json()).cards
}

async function decide(console: Console, card: Card, ruling: object): Promise<Made> {
  const body = { leaseToken: card.lease.token, category: null, ...ruling }
  const response = await console.send('POST', `/comments/${card.comment.id}/decisions`, body)
  expect(response.status).toBe(201)
  return Made.parse(await response.json())
}

const REJECT = { kind: 'reject', category: 'ad_spam' }

/** Decides the next held one, which is drawn to be looked at again. */
async function decideDrawn(ruling: object): Promise<string> {
  const id = await write(TEXTS.hold)
  const [card] = await claim(chenlan, { queue: 'held' })
  random = 0.01
  expect(await decide(chenlan, card!, ruling)).toMatchObject({ effect: 'decided', training: null })
  random = 0.999
  return id
}

const quality = async (console: Console) => QualityView.parse(await (await console.send('GET', '/quality')).json())

describe('a second look', () => {
  test('is left out where many would be decided at once by whoever may still be asked for it', async () => {
    const id = await decideDrawn(REJECT)
    const preview = async (console: Console) => {
      const source = { type: 'selection', commentIds: [id] }
      const response = await console.send('POST', '/bulk/previews', { kind: 'restore', source })
      expect(response.status).toBe(200)
      return BulkPreviewView.parse(await response.json()).comments
    }
    expect(await preview(wutong)).toEqual([])
    expect(await preview(lead)).toMatchObject([{ id, status: 'rejected' }])
    const [card] = await claim(wutong, { queue: 'second' })
    await decide(wutong, card!, REJECT)
    expect(await preview(wutong)).toMatchObject([{ id, status: 'rejected' }])
  })

  test('is blind in a search and its table, and no filter by what was made of it finds it', async () => {
    const id = await decideDrawn(REJECT)
    const find = async (console: Console, query: string) => {
      const response = await console.send('GET', `/comments?${query}`)
      return SearchPage.parse(await response.json()).comments.filter((one) => one.id === id)
    }
    const [row] = await find(wutong, 'queue=second')
    expect(row).toMatchObject({ status: 'held', category: null, decision: null, queues: ['second'] })
    const table = await (await wutong.send('GET', '/comments.csv?queue=second')).text()
    const line = table.split('\r\n').find((one) => one.startsWith(id))
    expect(line).toContain('held')
    expect(line).not.toMatch(/陳嵐|reject/)
    for (const query of ['status=rejected', 'category=ad_spam', 'moderator=chenlan']) {
      expect(await find(wutong, query)).toEqual([])
      expect(await find(lead, query)).toMatchObject([{ status: 'rejected', decision: { by: '陳嵐' } }])
      expect(await find(chenlan, query)).toHaveLength(1)
    }
    const [card] = await claim(wutong, { queue: 'second' })
    await decide(wutong, card!, REJECT)
    expect(await find(wutong, 'status=rejected')).toHaveLength(1)
  })

  test('is blind for whoever may still be asked for it, and holds nothing of it yet', async () => {
    const id = await decideDrawn({ ...REJECT, note: '賣東西' })
    const look = async (console: Console) =>
      CommentView.parse(await (await console.send('GET', `/comments/${id}`)).json())
    const looked = await look(wutong)
    expect(looked).toMatchObject({
      isBlind: true,
      decisions: [],
      notes: [],
      comment: { status: 'held', category: null },
    })
    expect(JSON.stringify(looked)).not.toMatch(/陳嵐|賣東西/)
    expect(await look(chenlan)).toMatchObject({ isBlind: false, decisions: [{ decidedBy: '陳嵐' }] })
    expect(await look(lead)).toMatchObject({ isBlind: false, comment: { status: 'rejected' } })
    const [card] = await claim(wutong, { queue: 'second' })
    await decide(wutong, card!, REJECT)
    expect(await look(wutong)).toMatchObject({ isBlind: false, comment: { status: 'rejected' } })
  })

  test('is blind on the card and in whatever is looked up, and its answer leaves the comment as it is', async () => {
    const id = await decideDrawn({ ...REJECT, note: '賣東西' })
    const [card] = await claim(wutong, { queue: 'second' })
    expect(card).toMatchObject({
      isBlind: true,
      queue: 'second',
      comment: { id, status: 'held', category: null },
      decisions: [],
      notes: [],
      escalation: null,
      appeal: null,
      disagreement: null,
    })
    expect(card!.events.map(({ type }) => type)).not.toContain('decision.made')
    expect(JSON.stringify(card)).not.toMatch(/陳嵐|賣東西/)
    const looked = CommentView.parse(await (await wutong.send('GET', `/comments/${id}`)).json())
    expect(looked).toMatchObject({ isBlind: true, decisions: [], comment: { status: 'held' } })
    await chenlan.send('POST', `/comments/${id}/notes`, { text: '已拒絕' })
    const noted = await wutong.send('POST', `/comments/${id}/notes`, { text: '先看一眼' })
    expect(Notes.parse(await noted.json()).notes).toMatchObject([{ text: '先看一眼', by: '吳桐' }])
    const open = CommentView.parse(await (await lead.send('GET', `/comments/${id}`)).json())
    expect(open).toMatchObject({ isBlind: false, decisions: [{ decidedBy: '陳嵐' }], comment: { status: 'rejected' } })
    const made = await decide(wutong, card!, { kind: 'publish' })
    expect(made).toMatchObject({
      effect: 'second',
      second: 'asked_lead',
      training: null,
      message: null,
      undoUntil: null,
    })
    const [escalated] = await claim(lead, { queue: 'escalated' })
    expect(escalated).toMatchObject({
      comment: { id, status: 'rejected' },
      disagreement: {
        first: { by: '陳嵐', kind: 'reject', category: 'ad_spam', note: '賣東西' },
        second: { by: '吳桐', kind: 'publish', category: null },
        leadDecisionId: null,
      },
    })
    await decide(lead, escalated!, { kind: 'restore' })
    const after = CommentView.parse(await (await lead.send('GET', `/comments/${id}`)).json())
    expect(after.comment.status).toBe('published')
    expect(after.disagreement?.leadDecisionId).toBe(after.decisions.at(-1)?.id)
  })

  test('counts into kappa, overall and by category, which everybody may read', async () => {
    const before = await quality(chenlan)
    for (const ruling of [REJECT, REJECT, { kind: 'publish' }]) {
      await decideDrawn(ruling)
      const [card] = await claim(wutong, { queue: 'second' })
      expect(await decide(wutong, card!, ruling)).toMatchObject({ effect: 'second', second: 'agreed' })
    }
    const auditor = new Console(service)
    await auditor.enter('auditor')
    const after = await quality(auditor)
    expect(after.overall).toMatchObject({ pairs: before.overall.pairs + 3, agreed: before.overall.agreed + 3 })
    expect(after.overall.kappa).toBeGreaterThan(0)
    const spam = after.categories.find(({ category }) => category === 'ad_spam')
    const earlier = before.categories.find(({ category }) => category === 'ad_spam')
    expect(spam).toMatchObject({ name: '商業廣告或招攬', both: (earlier?.both ?? 0) + 2 })
    expect(after.categories.map(({ category }) => category)).toContain('fine')
    expect(after.sample).toMatchObject({ share: 0.05 })
    await refusal(await chenlan.send('GET', '/quality?days=0'), 400, 'invalid_request')
  })

  test('waits for whoever comes first of the others, and what nobody drew is not looked at', async () => {
    await write(TEXTS.hold)
    const [card] = await claim(chenlan, { queue: 'held' })
    await decide(chenlan, card!, REJECT)
    expect(await claim(wutong, { queue: 'second' })).toEqual([])
    await decideDrawn(REJECT)
    expect(await claim(chenlan, { queue: 'second' })).toEqual([])
    expect(await claim(lead, { queue: 'second' })).toHaveLength(1)
  })
})

test.each(['pass', 'block'] as const)(
  'of what is decided at once, on %s, a share is drawn for patrol',
  async (verdict) => {
    random = 0.009
    const id = await write(TEXTS[verdict])
    random = 0.01
    await write(TEXTS[verdict])
    const cards = await claim(wutong, { queue: 'patrol', count: 5 })
    expect(cards.map(({ comment }) => comment.id)).toEqual([id])
    expect(
      await database.db.selectFrom('review_sample').selectAll().where('comment_id', '=', id).execute(),
    ).toMatchObject([{ kind: 'patrol', probability: 0.01 }])
  },
)

describe('training', () => {
  const BECAUSE = '有電話，就是招攬'

  async function makeCard(): Promise<string> {
    const id = await write(TEXTS.hold)
    const [card] = await claim(chenlan, { queue: 'held' })
    await decide(chenlan, card!, REJECT)
    const marked = await lead.send('PUT', `/comments/${id}/training-card`, { ...REJECT, because: BECAUSE })
    expect(marked.status).toBe(204)
    return id
  }

  const setRate = (rate: number) => lead.send('PUT', `/training/moderators/${wutongId}`, { rate })

  test('mixes a known comment in, tells afterwards, changes nothing, and only that moderator and leads read it', async () => {
    const id = await makeCard()
    expect((await setRate(0.5)).status).toBe(204)
    const before = await database.db.selectFrom('comment').selectAll().where('id', '=', id).executeTakeFirst()
    await write(TEXTS.hold)
    await write(TEXTS.hold)
    random = 0
    const cards = await claim(wutong, { queue: 'held', count: 2 })
    expect(cards).toHaveLength(2)
    const [training, real] = cards
    expect(training).toMatchObject({ comment: { id, status: 'held' }, queue: 'held', decisions: [], isBlind: false })
    expect(Object.keys(training!).sort()).toEqual(Object.keys(real!).sort())
    expect(training!.events.map(({ type }) => type)).toEqual(real!.events.map(({ type }) => type))
    const looked = CommentView.parse(await (await wutong.send('GET', `/comments/${id}`)).json())
    expect(looked).toMatchObject({ comment: { status: 'held', createdAt: training!.comment.createdAt }, decisions: [] })
    expect(await claim(wutong, { queue: 'held', count: 2, have: cards.map(({ comment }) => comment.id) })).toEqual([])
    const made = await decide(wutong, training!, { kind: 'publish' })
    expect(made).toMatchObject({
      effect: 'training',
      undoUntil: null,
      training: { isRight: false, kind: 'reject', category: 'ad_spam', because: BECAUSE },
    })
    expect(made.training?.message).toBe(`這是訓練卡，答案是拒絕 · 商業廣告或招攬，因為${BECAUSE}`)
    expect(await database.db.selectFrom('comment').selectAll().where('id', '=', id).executeTakeFirst()).toEqual(before)

    const path = `/training/moderators/${wutongId}/results`
    const results = TrainingResults.parse(await (await wutong.send('GET', path)).json())
    expect(results).toMatchObject({
      answered: 1,
      right: 0,
      results: [{ commentId: id, kind: 'publish', isRight: false }],
    })
    expect(TrainingResults.parse(await (await lead.send('GET', path)).json())).toEqual({ ...results, maySet: true })
    await refusal(await chenlan.send('GET', path), 403, 'role_forbidden')
    await refusal(await wutong.send('GET', '/training'), 403, 'role_forbidden')
    const view = TrainingView.parse(await (await lead.send('GET', '/training')).json())
    expect(view.cards).toContainEqual(expect.objectContaining({ commentId: id, answered: 1, right: 0 }))
    expect(view.trainees.map(({ displayName, rate }) => [displayName, rate])).toEqual([
      ['吳桐', 0.5],
      ['周寧', null],
      ['陳嵐', null],
    ])
    await setRate(0)
  })

  test('is begun and ended by moderators themselves, but not where a lead has begun it', async () => {
    const path = `/training/moderators/${wutongId}`
    const set = (console: Console, rate: number) => console.send('PUT', path, { rate })
    const results = async (console: Console) =>
      TrainingResults.parse(await (await console.send('GET', `${path}/results`)).json())
    const stored = () => database.db.selectFrom('training_mode').select(['moderator_id', 'rate']).execute()
    // What is wrong with it is told only to who may set it.
    for (const rate of [0.1, 9]) await refusal(await set(chenlan, rate), 403, 'role_forbidden')
    await refusal(await set(wutong, 9), 400, 'invalid_request')
    expect((await set(wutong, 0.1)).status).toBe(204)
    expect(await stored()).toEqual([{ moderator_id: wutongId, rate: 0.1 }])
    expect(await results(wutong)).toMatchObject({ rate: 0.1, maySet: true })
    expect((await set(wutong, 0)).status).toBe(204)
    expect(await stored()).toEqual([])
    expect((await set(lead, 0.2)).status).toBe(204)
    expect(await results(wutong)).toMatchObject({ rate: 0.2, maySet: false })
    expect(await results(lead)).toMatchObject({ rate: 0.2, maySet: true })
    const refused = await refusal(await set(wutong, 0), 403, 'role_forbidden')
    expect(refused.message).toContain('負責人')
    expect(await stored()).toEqual([{ moderator_id: wutongId, rate: 0.2 }])
    await set(lead, 0)
  })

  test('is set up by leads, of decided comments only', async () => {
    const id = await makeCard()
    await refusal(
      await chenlan.send('PUT', `/comments/${id}/training-card`, { ...REJECT, because: 'x' }),
      403,
      'role_forbidden',
    )
    const waiting = await write(TEXTS.hold)
    const undecided = await lead.send('PUT', `/comments/${waiting}/training-card`, { ...REJECT, because: 'x' })
    await refusal(undecided, 409, 'not_decidable')
    await refusal(
      await lead.send('PUT', `/comments/${id}/training-card`, { kind: 'reject', category: null, because: 'x' }),
      400,
      'invalid_request',
    )
    await refusal(
      await lead.send('PUT', `/comments/${wutongId}/training-card`, { ...REJECT, because: 'x' }),
      404,
      'comment_unknown',
    )
    await refusal(await setRate(0.6), 400, 'invalid_request')
    await refusal(await setRate(0.001), 400, 'invalid_request')
    await refusal(await lead.send('PUT', `/training/moderators/${id}`, { rate: 0.1 }), 404, 'person_unknown')
    expect((await lead.send('DELETE', `/comments/${id}/training-card`)).status).toBe(204)
    await refusal(await lead.send('DELETE', `/comments/${id}/training-card`), 404, 'training_unknown')
    expect(await database.db.selectFrom('training_mode').selectAll().execute()).toEqual([])
  })
})
