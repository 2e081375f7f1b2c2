import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Card, Cards, CommentView } from '../../src/http/moderator/card-schemas.ts'
import { Notes, Released, Renewals, UndoView } from '../../src/http/moderator/review-schemas.ts'
import { DecisionConflict, DecisionView, QueueView } from '../../src/http/moderator/schemas.ts'
import { OwnComment } from '../../src/http/reader/schemas.ts'
import { replay } from '../../src/moderation/life-cycle.ts'
import { listEvents } from '../../src/storage/events.ts'
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

beforeAll(async () => {
  database = await createTestDatabase()
  await createFactory(database.db).site.insert({ origins: [ORIGIN] })
  await addModerator(database.db, { username: 'chenlan', displayName: '陳嵐' })
  await addModerator(database.db, { username: 'wutong', displayName: '吳桐' })
  await addModerator(database.db, { username: 'lead', displayName: '周寧', role: 'lead' })
  await addModerator(database.db, { username: 'auditor', role: 'auditor' })
})

beforeEach(async () => {
  service = createService(database.db)
  ;[chenlan, wutong, lead] = ['chenlan', 'wutong', 'lead'].map(() => new Console(service)) as [
    Console,
    Console,
    Console,
  ]
  await chenlan.enter('chenlan')
  await wutong.enter('wutong')
  await lead.enter('lead')
})

afterEach(async () => {
  await database.db
    .updateTable('comment')
    .set({ status: 'withdrawn', lease_holder: null, lease_token: null, lease_expires_at: null, lease_queue: null })
    .where('status', '=', 'held')
    .execute()
})

afterAll(() => database.drop())

async function hold(): Promise<string> {
  service.clock.advance(1)
  return OwnComment.parse(await (await post(service, { text: TEXTS.hold })).json()).id
}

async function claim(console: Console, wanted: object = {}): Promise<Card[]> {
  const response = await console.send('POST', '/claims', wanted)
  expect(response.status).toBe(200)
  return Cards.parse(await response.json()).cards
}

const stored = (id: string) =>
  database.db.selectFrom('comment').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

const keyOf = ({ comment, lease }: Card) => ({ commentId: comment.id, leaseToken: lease.token })

async function decide(console: Console, card: Card, ruling: object): Promise<DecisionView> {
  const body = { leaseToken: card.lease.token, category: null, ...ruling }
  const response = await console.send('POST', `/comments/${card.comment.id}/decisions`, body)
  expect(response.status).toBe(201)
  return DecisionView.parse(await response.json())
}

async function conflict(response: Response, code: string): Promise<DecisionConflict> {
  expect(response.status).toBe(409)
  const body = DecisionConflict.parse(await response.json())
  expect(body.code).toBe(code)
  return body
}

describe('a batch of claims', () => {
  test('has as many cards as are asked for, and only those that the page has not', async () => {
    const ids = [await hold(), await hold(), await hold(), await hold()]
    const first = await claim(chenlan, { queue: 'held', count: 3 })
    expect(first.map(({ comment, queue }) => [comment.id, queue])).toEqual(ids.slice(0, 3).map((id) => [id, 'held']))
    await decide(chenlan, first[0]!, { kind: 'publish' })
    const have = first.slice(1).map(({ comment }) => comment.id)
    expect((await claim(chenlan, { queue: 'held', count: 3, have })).map(({ comment }) => comment.id)).toEqual([ids[3]])
    expect((await stored(ids[1]!)).lease_token).toBe(first[1]!.lease.token)
  })

  test.each([[{ count: 21 }], [{ count: 0 }], [{ queue: 'nowhere' }], [{ have: ['x'] }]])(
    'of %j is refused',
    async (body) => {
      await refusal(await chenlan.send('POST', '/claims', body), 400, 'invalid_request')
    },
  )

  test('in the queue of the leads is for leads', async () => {
    await refusal(await chenlan.send('POST', '/claims', { queue: 'escalated' }), 403, 'role_forbidden')
    expect(await claim(lead, { queue: 'escalated' })).toEqual([])
  })

  test('is renewed at once, and what is lost says to whom', async () => {
    await hold()
    await hold()
    const cards = await claim(chenlan, { count: 2 })
    const [kept, lost] = cards
    await database.db
      .updateTable('comment')
      .set({ lease_expires_at: new Date(0) })
      .where('id', '=', lost!.comment.id)
      .execute()
    await claim(wutong)
    const response = await chenlan.send('POST', '/leases/renewals', { leases: cards.map(keyOf) })
    expect(response.status).toBe(200)
    const renewals = Renewals.parse(await response.json())
    expect(renewals.renewed).toMatchObject([{ commentId: kept!.comment.id, lease: { token: kept!.lease.token } }])
    expect(renewals.lost).toMatchObject([{ commentId: lost!.comment.id, code: 'lease_lost', holder: '吳桐' }])
  })

  test('is given back by a beacon, which carries the token of the session in its body', async () => {
    await hold()
    await hold()
    const cards = await claim(chenlan, { count: 2 })
    const beacon = (body: object, csrfToken: string) => {
      // What a beacon cannot set is absent, not empty.
      return service.request(
        '/v1/moderator/leases/releases',
        {
          method: 'POST',
          headers: { Origin: 'http://comments.example', Cookie: chenlan.cookie, 'Content-Type': 'application/json' },
          body: JSON.stringify({ ...body, csrfToken }),
        },
        { address: '192.0.2.1' },
      )
    }
    await refusal(await beacon({ leases: 'all' }, 'guessed'), 403, 'csrf_invalid')
    const one = await beacon({ leases: [keyOf(cards[0]!)] }, chenlan.csrfToken)
    expect(Released.parse(await one.json())).toEqual({ released: [cards[0]!.comment.id] })
    const all = await beacon({ leases: 'all' }, chenlan.csrfToken)
    expect(Released.parse(await all.json())).toEqual({ released: [cards[1]!.comment.id] })
    for (const { comment } of cards) expect((await stored(comment.id)).lease_holder).toBeNull()
    await refusal(
      await chenlan.send('POST', '/claims', { csrfToken: chenlan.csrfToken }, { 'X-CSRF-Token': '' }),
      403,
      'csrf_invalid',
    )
  })
})

describe('an undo', () => {
  const undo = (console: Console, id: string, decisionId: string) =>
    console.send('POST', `/comments/${id}/undo`, { decisionId })

  test('brings the comment back to the desk, and its author reads that it waits again', async () => {
    const id = await hold()
    const [card] = await claim(chenlan)
    const { id: decisionId } = await decide(chenlan, card!, { kind: 'reject', category: 'ad_spam' })
    const response = await undo(chenlan, id, decisionId)
    expect(response.status).toBe(200)
    const undone = UndoView.parse(await response.json())
    expect(undone).toMatchObject({
      status: 'held',
      decision: null,
      card: { comment: { id, status: 'held' }, queue: 'held' },
    })
    expect(undone.card?.decisions).toMatchObject([{ id: decisionId, undone: { by: '陳嵐' } }])
    expect((await stored(id)).lease_token).toBe(undone.card?.lease.token)
    expect(replay(await listEvents(database.db, 'demo', id))).toBe('held')
    await decide(chenlan, undone.card!, { kind: 'publish' })
    expect((await stored(id)).status).toBe('published')
  })

  test('is refused to others with the reason, and later left to a lead', async () => {
    const id = await hold()
    const [card] = await claim(chenlan)
    const { id: decisionId } = await decide(chenlan, card!, { kind: 'publish' })
    const told = await conflict(await undo(wutong, id, decisionId), 'not_undoable')
    expect(told.message).toContain('負責人')
    await database.db
      .updateTable('decision')
      .set({ decided_at: new Date(Date.now() - 60_000) })
      .where('id', '=', decisionId)
      .execute()
    await conflict(await undo(chenlan, id, decisionId), 'not_undoable')
    expect((await stored(id)).status).toBe('published')
    expect(UndoView.parse(await (await undo(lead, id, decisionId)).json())).toMatchObject({
      status: 'held',
      card: null,
    })
    const again = await conflict(await undo(lead, id, decisionId), 'not_undoable')
    expect(again).toMatchObject({ decision: null })
  })
})

describe('a comment that is opened by its id', () => {
  const open = (console: Console, id: string) => console.send('POST', `/comments/${id}/claims`)

  test('may be removed with a category, which its author then reads, and restored', async () => {
    const { id } = OwnComment.parse(await (await post(service, { article: 'opened' })).json())
    const card = Card.parse(await (await open(chenlan, id)).json())
    expect(card).toMatchObject({ queue: null, comment: { status: 'published' } })
    const taken = await conflict(await open(wutong, id), 'lease_lost')
    expect(taken.holder).toBe('陳嵐')
    const { published_at } = await stored(id)
    const decision = await decide(chenlan, card, { kind: 'remove', category: 'off_topic' })
    expect(decision).toMatchObject({ kind: 'remove', pledge: [16] })
    expect(await stored(id)).toMatchObject({ status: 'removed', category: 'off_topic', published_at: null })
    const again = Card.parse(await (await open(wutong, id)).json())
    await decide(wutong, again, { kind: 'restore' })
    expect(await stored(id)).toMatchObject({ status: 'published', category: null, published_at })
  })

  test('is looked at by an auditor without a lease, and cannot be opened', async () => {
    const id = await hold()
    const auditor = new Console(service)
    await auditor.enter('auditor')
    const view = CommentView.parse(await (await auditor.send('GET', `/comments/${id}`)).json())
    expect(view).toMatchObject({ comment: { id }, waiting: [{ queue: 'held' }] })
    await refusal(await open(auditor, id), 403, 'role_forbidden')
    const nobody = '0198c0de-0000-7000-8000-000000000000'
    await refusal(await auditor.send('GET', `/comments/${nobody}`), 404, 'comment_unknown')
    await refusal(await open(chenlan, nobody), 404, 'comment_unknown')
    expect((await stored(id)).lease_holder).toBeNull()
  })

  test('is one too many when the desk is full', async () => {
    for (let more = 0; more < 21; more += 1) await hold()
    await claim(chenlan, { count: 10 })
    const free = database.db
      .selectFrom('comment')
      .select('id')
      .where('status', '=', 'held')
      .where('lease_holder', 'is', null)
    const [last, ...others] = await free.execute()
    for (const { id } of others) expect((await open(chenlan, id)).status).toBe(200)
    await refusal(await open(chenlan, last!.id), 409, 'too_many_leases')
    expect(await free.execute()).toEqual([last])
  })

  test('may not be decided as its status does not allow', async () => {
    await hold()
    const [card] = await claim(chenlan)
    const body = { leaseToken: card!.lease.token, kind: 'remove', category: 'abuse' }
    await refusal(await chenlan.send('POST', `/comments/${card!.comment.id}/decisions`, body), 409, 'not_decidable')
    expect((await stored(card!.comment.id)).status).toBe('held')
  })
})

describe('a question to a lead', () => {
  test('shows on the lead’s card, and its answer on the next one', async () => {
    const id = await hold()
    const [card] = await claim(chenlan)
    const ask = { leaseToken: card!.lease.token, question: ' 算廣告嗎？ ' }
    expect((await chenlan.send('POST', `/comments/${id}/escalations`, ask)).status).toBe(204)
    expect(await claim(wutong)).toEqual([])
    const [asked] = await claim(lead)
    expect(asked).toMatchObject({
      queue: 'escalated',
      escalation: { question: '算廣告嗎？', askedBy: '陳嵐', answer: null },
    })
    const answer = { leaseToken: asked!.lease.token, answer: '算。' }
    await refusal(await wutong.send('POST', `/comments/${id}/answers`, answer), 403, 'role_forbidden')
    expect((await lead.send('POST', `/comments/${id}/answers`, answer)).status).toBe(204)
    const [again] = await claim(wutong)
    expect(again).toMatchObject({ queue: 'held', escalation: { answer: '算。', answeredBy: '周寧' } })
    const late = { leaseToken: again!.lease.token, answer: '？' }
    await refusal(await lead.send('POST', `/comments/${id}/answers`, late), 409, 'escalation_conflict')
  })

  test.each(['', '   ', '字'.repeat(501), '好\u0000'])('is not asked as %j', async (question) => {
    const id = await hold()
    const [card] = await claim(chenlan)
    const body = { leaseToken: card!.lease.token, question }
    await refusal(await chenlan.send('POST', `/comments/${id}/escalations`, body), 400, 'invalid_request')
    expect((await stored(id)).lease_token).toBe(card!.lease.token)
  })
})

test('a skip gives the comment to the next, and its reason to the log', async () => {
  const id = await hold()
  const [card] = await claim(chenlan)
  const path = `/comments/${id}/skips`
  const skip = { leaseToken: card!.lease.token, reason: 'involved' }
  await refusal(await chenlan.send('POST', path, { ...skip, reason: 'bored' }), 400, 'invalid_request')
  expect((await chenlan.send('POST', path, skip)).status).toBe(204)
  await conflict(await chenlan.send('POST', path, skip), 'lease_lost')
  const [next] = await claim(wutong)
  expect(next?.comment.id).toBe(id)
  expect(next?.events.slice(-3).map(({ type, actor }) => [type, actor])).toEqual([
    ['lease.released', '陳嵐'],
    ['comment.skipped', '陳嵐'],
    ['lease.claimed', '吳桐'],
  ])
  expect(next?.events.at(-2)?.detail).toEqual({ reason: 'involved' })
})

test('a note is on the card of whoever sees the comment next', async () => {
  const id = await hold()
  const response = await chenlan.send('POST', `/comments/${id}/notes`, { text: '同一個號\n見過' })
  expect(response.status).toBe(201)
  expect(Notes.parse(await response.json()).notes).toMatchObject([{ text: '同一個號\n見過', by: '陳嵐' }])
  expect((await claim(wutong))[0]?.notes).toMatchObject([{ text: '同一個號\n見過', by: '陳嵐' }])
  await refusal(await chenlan.send('POST', `/comments/${id}/notes`, { text: ' ' }), 400, 'invalid_request')
})

test('the queues in numbers are those that a moderator may claim in', async () => {
  await hold()
  const view = QueueView.parse(await (await chenlan.send('GET', '/queue')).json())
  expect(view.held).toBe(1)
  expect(view.queues.map(({ queue }) => queue)).toEqual(['held', 'reported', 'appeals', 'patrol', 'second', 'rescan'])
  expect(view.queues[0]).toMatchObject({ waiting: 1, targetMinutes: 30 })
  expect(QueueView.parse(await (await lead.send('GET', '/queue')).json()).queues).toHaveLength(7)
})
