import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { BulkView } from '../../src/http/moderator/bulk/bulk-schemas.ts'
import { Card, Cards, CommentView } from '../../src/http/moderator/card-schemas.ts'
import { AppealsView } from '../../src/http/moderator/complaint-schemas.ts'
import { LiveFeed } from '../../src/http/moderator/live/feed.ts'
import { DecisionConflict, Made } from '../../src/http/moderator/schemas.ts'
import { OwnComment } from '../../src/http/reader/schemas.ts'
import { createFactory } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import { appeal, report } from '../review/complaints.ts'
import { emptyQueue } from '../review/queue.ts'
import { EventStream } from './event-stream.ts'
import { addModerator, Console } from './moderator.ts'
import { createService, ORIGIN, post, type Service, TEXTS } from './service.ts'

let database: TestDatabase
let service: Service
let feed: LiveFeed
let chenlan: Console
let wutong: Console
let lead: Console
let wutongId: string
/** What is drawn next. */
let random: number

const NAMES = ['chenlan', 'wutong', 'lead'] as const
const REJECT = { kind: 'reject', category: 'ad_spam' }
const PUBLISH = { kind: 'publish', category: null }

beforeAll(async () => {
  database = await createTestDatabase(20)
  const { db } = database
  await createFactory(db).site.insert({ origins: [ORIGIN] })
  await addModerator(db, { username: 'chenlan', displayName: '陳嵐' })
  wutongId = await addModerator(db, { username: 'wutong', displayName: '吳桐' })
  await addModerator(db, { username: 'lead', displayName: '周寧', role: 'lead' })
})

beforeEach(async () => {
  const { db, connectionString } = database
  await emptyQueue(db)
  random = 0.999
  feed = new LiveFeed({ db, connectionString, log: pino({ level: 'silent' }) })
  service = createService(db, { random: () => random, live: feed })
  ;[chenlan, wutong, lead] = NAMES.map(() => new Console(service)) as [Console, Console, Console]
  for (const [at, console] of [chenlan, wutong, lead].entries()) await console.enter(NAMES[at]!)
})

afterEach(() => feed.stop())

afterAll(() => database.drop())

/** A comment that 陳嵐 has decided, drawn for a second look. */
async function decideDrawn(ruling: object): Promise<string> {
  service.clock.advance(1)
  const { id } = OwnComment.parse(await (await post(service, { text: TEXTS.hold })).json())
  const card = Card.parse(await (await chenlan.send('POST', `/comments/${id}/claims`)).json())
  random = 0.01
  expect((await decide(chenlan, id, { leaseToken: card.lease.token, ...ruling })).status).toBe(201)
  random = 0.999
  return id
}

const decide = (console: Console, id: string, body: object) => console.send('POST', `/comments/${id}/decisions`, body)

const secondLook = (id: string) =>
  database.db
    .selectFrom('waiting')
    .select('barred')
    .where('comment_id', '=', id)
    .where('queue', '=', 'second')
    .executeTakeFirst()

describe('a comment that waits for a second look beside a report', () => {
  let id: string

  beforeEach(async () => {
    id = await decideDrawn(PUBLISH)
    await report(database.db, id)
  })

  test('is a second look to whoever may be asked and opens it by its id', async () => {
    const card = Card.parse(await (await wutong.send('POST', `/comments/${id}/claims`)).json())
    expect(card).toMatchObject({ queue: 'second', isBlind: true, decisions: [], comment: { status: 'held' } })
    expect(JSON.stringify(card)).not.toContain('陳嵐')
    const made = await decide(wutong, id, { leaseToken: card.lease.token, ...PUBLISH })
    expect(Made.parse(await made.json())).toMatchObject({ effect: 'second', second: 'agreed' })
    const again = Card.parse(await (await wutong.send('POST', `/comments/${id}/claims`)).json())
    expect(again).toMatchObject({ queue: 'reported', isBlind: false, decisions: [{ decidedBy: '陳嵐' }] })
  })

  test('shows its reports to whoever claims it for them, who is then not asked any more', async () => {
    const claimed = await wutong.send('POST', '/claims', { queue: 'reported' })
    const [card] = Cards.parse(await claimed.json()).cards
    expect(card).toMatchObject({ comment: { id }, isBlind: false, reports: { count: 1 } })
    expect((await secondLook(id))?.barred).toContain(wutongId)
    await wutong.send('DELETE', `/comments/${id}/lease`, { leaseToken: card!.lease.token })
    expect(Cards.parse(await (await wutong.send('POST', '/claims', { queue: 'second' })).json()).cards).toEqual([])
  })

  test('is open to a lead, who may be asked all the same', async () => {
    const card = Card.parse(await (await lead.send('POST', `/comments/${id}/claims`)).json())
    expect(card).toMatchObject({ queue: 'reported', isBlind: false })
    expect((await secondLook(id))?.barred).toHaveLength(1)
  })
})

test('whoever lost a comment whose decision they may be asked about is not told what it was', async () => {
  const id = await decideDrawn(REJECT)
  const lost = (console: Console) => decide(console, id, { leaseToken: crypto.randomUUID(), ...PUBLISH })
  const response = await lost(wutong)
  expect(response.status).toBe(409)
  const told = DecisionConflict.parse(await response.json())
  expect(told).toMatchObject({ code: 'lease_lost', decision: null, holder: null })
  expect(JSON.stringify(told)).not.toContain('陳嵐')
  expect(await (await lost(lead)).json()).toMatchObject({ code: 'already_decided', decision: { decidedBy: '陳嵐' } })
})

test('beside another comment of its author it stands as if nobody had judged it, to whoever may be asked', async () => {
  const id = await decideDrawn(REJECT)
  service.clock.advance(1)
  const other = OwnComment.parse(await (await post(service, { text: TEXTS.hold })).json())
  const recent = async (console: Console) => {
    const card = CommentView.parse(await (await console.send('GET', `/comments/${other.id}`)).json())
    return card.author.recent.find((one) => one.id === id)
  }
  expect(await recent(wutong)).toMatchObject({ status: 'held', category: null })
  expect(await recent(lead)).toMatchObject({ status: 'rejected', category: 'ad_spam' })
  const claimed = Card.parse(await (await wutong.send('POST', `/comments/${other.id}/claims`)).json())
  expect(claimed.author.recent.find((one) => one.id === id)).toMatchObject({ status: 'held', category: null })
})

test('an appeal against what somebody may be asked about is not on their list', async () => {
  const id = await decideDrawn(REJECT)
  expect(await appeal(database.db, id)).toMatchObject({ outcome: 'appealed' })
  const list = async (console: Console) =>
    AppealsView.parse(await (await console.send('GET', '/appeals')).json()).appeals.map(({ commentId }) => commentId)
  expect(await list(wutong)).not.toContain(id)
  expect(await list(lead)).toContain(id)
})

describe('an act on many comments', () => {
  const actOn = async (console: Console, comments: object[]) => {
    const act = { ...REJECT, bulkId: crypto.randomUUID(), source: { type: 'selection' }, comments }
    const response = await console.send('POST', '/bulk', act)
    expect(response.status).toBe(201)
    return BulkView.parse(await response.json())
  }

  test.each(['held', 'rejected', 'removed'])('tells nothing to whoever guesses %s and may be asked', async (status) => {
    const id = await decideDrawn(REJECT)
    const before = await database.db.selectFrom('comment').selectAll().where('id', '=', id).executeTakeFirst()
    const acted = await actOn(wutong, [{ id, status }])
    expect(acted).toMatchObject({ state: 'acted', size: 1, outcomes: { barred: 1 }, comments: [] })
    expect(await database.db.selectFrom('comment').selectAll().where('id', '=', id).executeTakeFirst()).toEqual(before)
  })

  test('is read without those of its comments about which the reader may be asked', async () => {
    service.clock.advance(1)
    const { id } = OwnComment.parse(await (await post(service, { text: TEXTS.hold })).json())
    random = 0.01
    const acted = await actOn(chenlan, [{ id, status: 'held' }])
    expect(acted.comments).toMatchObject([{ id, status: 'rejected', outcome: 'decided' }])
    expect(await secondLook(id)).toBeDefined()
    const read = async (console: Console) =>
      BulkView.parse(await (await console.send('GET', `/bulk/${acted.id}`)).json())
    expect((await read(wutong)).comments).toEqual([])
    expect((await read(lead)).comments).toMatchObject([{ id, outcome: 'decided' }])
  })
})

test('the stream names nobody, and tells of no note, to whoever may be asked about the decision', async () => {
  const streams: EventStream[] = []
  for (const console of [wutong, lead]) {
    streams.push(new EventStream(await console.send('GET', '/events')))
    await streams.at(-1)?.next('counts')
  }
  const [blind, open] = streams as [EventStream, EventStream]
  const id = await decideDrawn(REJECT)
  expect(await blind.change('decided', id)).toMatchObject({ by: null, isOwn: false })
  expect(await open.change('decided', id)).toMatchObject({ by: '陳嵐' })
  await chenlan.send('POST', `/comments/${id}/notes`, { text: '已拒絕' })
  expect(await open.change('noted', id)).toMatchObject({ by: '陳嵐' })
  const other = await decideDrawn(REJECT)
  const heard: string[] = []
  await blind.next('changes', ({ changes }) => {
    const all = changes as { type: string; commentId: string }[]
    heard.push(...all.filter(({ commentId }) => commentId === id).map(({ type }) => type))
    return all.some(({ type, commentId }) => type === 'decided' && commentId === other)
  })
  expect(heard).toEqual([])
  await Promise.all(streams.map((stream) => stream.close()))
})

test('an appeal beside a second look tells whoever may be asked neither of which comment nor in which queue', async () => {
  const blind = new EventStream(await wutong.send('GET', '/events'))
  await blind.next('counts')
  const id = await decideDrawn(REJECT)
  await blind.change('decided', id)
  await appeal(database.db, id)
  const arrived: { type: string; queue: string; commentId: string | null }[] = []
  await blind.next('changes', ({ changes }) => {
    arrived.push(...(changes as typeof arrived).filter(({ queue }) => queue === 'appeals'))
    return arrived.length > 0
  })
  expect(arrived).toMatchObject([{ type: 'arrived', commentId: null }])
  const card = Card.parse(await (await lead.send('POST', `/comments/${id}/claims`)).json())
  expect(card.queue).toBe('appeals')
  expect(await blind.change('claimed', id)).toMatchObject({ queue: null, by: '周寧' })
  expect((await decide(lead, id, { leaseToken: card.lease.token, kind: 'restore', category: null })).status).toBe(201)
  expect(await blind.change('decided', id)).toMatchObject({ queue: null, by: null })
  await blind.close()
})
