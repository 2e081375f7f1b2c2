import { beforeEach, describe, expect, test } from 'vitest'
import { shownOf } from '../../src/console/review/holding.ts'
import { type Act, phaseOf } from '../../src/console/review/review-state.ts'
import { FakeServer } from './fake-server.ts'
import { card, START } from './sample-card.ts'

const REJECT: Act = {
  type: 'decide',
  intent: { kind: 'reject', category: 'ad_spam', note: null, templateId: null },
}

/** After a decision the next comment takes no act for so long; by then the answer is here. */
const SETTLE_MS = 300

let server: FakeServer

const state = () => server.review.state
const phase = () => phaseOf(state())
const shown = () => shownOf(state().holding)?.comment.id ?? phase().kind

async function act(done: Act): Promise<void> {
  const delivered = server.review.act(done)
  await server.pass(400)
  await delivered
}

beforeEach(async () => {
  server = new FakeServer(['one', 'two', 'three', 'four', 'five', 'six'].map(card))
  await server.begin()
})

describe('when the server cannot be reached', () => {
  beforeEach(async () => {
    server.answerNext('POST /:id/decisions', 'unreachable')
    await act(REJECT)
  })

  test('the decision is undelivered and nothing else can be decided', async () => {
    expect(state()).toMatchObject({ outage: { cause: 'network', attempts: 1 }, unsent: [{ act: REJECT }] })
    await act(REJECT)
    expect(server.requests('POST /:id/decisions')).toHaveLength(1)
    expect(state().confirmed).toEqual([])
  })

  test('it is sent again by itself under the same lease once the server is back, and the leases are renewed', async () => {
    await server.pass(2_000)
    const sent = server.requests('POST /:id/decisions').map(({ body }) => body)
    expect(sent).toHaveLength(2)
    expect(sent[1]).toEqual(sent[0])
    expect(state()).toMatchObject({ outage: null, unsent: [], confirmed: [{ intent: { kind: 'reject' } }] })
    expect(server.requests('POST /leases/renewals')).toHaveLength(1)
    expect(shown()).toBe('two')
  })

  test('it is tried less and less often while the server stays away', async () => {
    server.answerNext('GET /queue', 'unreachable', 'unreachable')
    await server.pass(2_000)
    expect(state().outage).toMatchObject({ attempts: 2, since: START + SETTLE_MS })
    await server.pass(2_000)
    expect(state().outage).toMatchObject({ attempts: 2 })
    await server.pass(2_000)
    expect(state().outage).toMatchObject({ attempts: 3 })
    expect(server.requests('POST /:id/decisions')).toHaveLength(1)
  })

  test('a lease that was lost meanwhile is told, and the decision had no effect', async () => {
    const body = { code: 'lease_lost', message: '', decision: null, holder: '周寧' }
    server.answerNext('POST /:id/decisions', { status: 409, body })
    await server.review.reconnect()
    await server.settled()
    expect(state()).toMatchObject({ unsent: [], outage: null })
    expect(phase()).toMatchObject({ kind: 'lost', attempted: REJECT, holder: '周寧' })
  })
})

test('an answer of 500 is an outage of the server, and not a decision', async () => {
  server.answerNext('POST /:id/decisions', { status: 500, body: { code: 'internal_error', message: '' } })
  await act(REJECT)
  expect(state()).toMatchObject({ outage: { cause: 'server' }, confirmed: [], unsent: { length: 1 } })
})

test('the browser’s own word that there is no network stops everything at once', async () => {
  server.review.offline()
  expect(state().outage).toMatchObject({ cause: 'network' })
  await act(REJECT)
  expect(server.requests('POST /:id/decisions')).toHaveLength(0)
})

describe('the stream', () => {
  const counts = {
    queues: [{ queue: 'held', waiting: 9, oldestSeconds: 60, p95Seconds: 30, targetMinutes: 30, secondsLeft: 1740 }],
  }

  test('while it is heard, nothing is asked again', async () => {
    const before = server.sent.length
    await server.pass(200_000)
    expect(server.sent).toHaveLength(before)
    server.stream.say('counts', counts)
    expect(state().counts).toMatchObject({ queues: [{ waiting: 9 }], at: server.now })
  })

  test('an arrival fills a desk that has room, once', async () => {
    server = new FakeServer(['one'].map(card))
    await server.begin()
    await act(REJECT)
    expect(shown()).toBe('empty')
    server.queue = [card('new')]
    await server.tell({ type: 'arrived', commentId: 'new' })
    expect(shown()).toBe('new')
  })

  test('what is told twice counts once', async () => {
    const change = { id: '7', type: 'decided', commentId: 'x', by: '吳桐' } as const
    await server.tell(change)
    await server.tell(change)
    expect(state().colleagues).toHaveLength(1)
  })

  test('when it breaks the page asks by itself every ten seconds, and stops when it is heard again', async () => {
    server.stream.say('error')
    await server.settled()
    expect(state()).toMatchObject({ isLive: false, outage: null })
    await server.pass(20_000)
    const asked = server.requests('GET /queue').length
    expect(asked).toBe(4)
    server.stream.say('open')
    await server.pass(60_000)
    expect(server.requests('GET /queue')).toHaveLength(asked)
  })

  test('when it breaks and the server is away, the page says so before anyone presses a key', async () => {
    server.answerNext('GET /queue', 'unreachable')
    server.stream.say('error')
    await server.settled()
    expect(state().outage).toMatchObject({ cause: 'network' })
    server.stream.say('open')
    await server.settled()
    expect(state().outage).toBeNull()
  })

  test('one that the browser gives up is opened anew, and everything is looked at again', async () => {
    server.stream.readyState = 2
    server.stream.say('error')
    await server.pass(1_000)
    expect(server.sources).toHaveLength(2)
    server.stream.say('open')
    await server.settled()
    expect(server.requests('POST /leases/renewals')).toHaveLength(1)
    expect(state().isLive).toBe(true)
  })

  test('a resync counts again, checks every lease and claims', async () => {
    const asked = server.requests('GET /queue').length
    server.stream.say('resync')
    await server.settled()
    expect(server.requests('GET /queue')).toHaveLength(asked + 1)
    expect(server.requests('POST /leases/renewals')).toHaveLength(1)
  })

  test('is given up while nobody sees the page, without asking meanwhile, and everything is looked at when they do', async () => {
    const [held, before] = [server.stream, server.sent.length]
    server.review.seen(false)
    expect(held.readyState).toBe(2)
    await server.pass(200_000)
    expect([server.sent.length, server.sources.length]).toEqual([before, 1])
    server.review.seen(true)
    expect(server.sources).toHaveLength(2)
    server.stream.say('open')
    await server.settled()
    expect(server.requests('GET /queue')).toHaveLength(2)
    expect(server.requests('POST /leases/renewals')).toHaveLength(1)
    expect(state().isLive).toBe(true)
  })

  test('is not opened in the background after an outage, nor by a desk that was left', async () => {
    server.review.seen(false)
    server.review.offline()
    await server.review.reconnect()
    await server.settled()
    expect([state().outage, server.sources.length]).toEqual([null, 1])
    await server.review.leave()
    server.review.seen(true)
    expect(server.sources).toHaveLength(1)
  })

  test('the end of the session is told by it', async () => {
    server.stream.say('session_ended')
    expect(server.ended).toEqual([{ unsent: [], commentId: 'one' }])
  })

  test('a colleague’s note is read into the card', async () => {
    const notes = [{ id: 'n', text: '老號', by: '李牧', at: '2026-01-05T06:00:00Z' }]
    server.answerNext('GET /:id', { status: 200, body: { decisions: [], notes } })
    await server.tell({ type: 'noted', commentId: 'one' })
    expect(shownOf(state().holding)?.notes).toEqual(notes)
  })

  test('a measure against an author is read into each card of theirs, and no other', async () => {
    const [one, two] = [card('one'), card('two')]
    server = new FakeServer([one, { ...two, author: { ...two.author, id: 'another' } }])
    await server.begin()
    const standing = { grade: 'E', sanctions: [] }
    const read = { status: 200, body: { author: { id: one.author.id, standing } } }
    server.answerNext('GET /:id', read, read)
    await server.tell({ type: 'sanctioned', commentId: 'elsewhere', by: '周寧' })
    expect(state().holding.cards.map(({ author }) => author.standing.grade)).toEqual(['E', 'C'])
    expect(server.requests('GET /:id')).toHaveLength(2)
  })

  test('a measure is asked about by no desk that is empty', async () => {
    server = new FakeServer([])
    await server.begin()
    await server.tell({ type: 'sanctioned', commentId: 'elsewhere', by: '周寧' })
    expect(server.requests('GET /:id')).toEqual([])
  })
})

test('where others hold all that waits, it is asked again once a minute: nobody tells of a lease that runs out', async () => {
  server = new FakeServer([])
  await server.begin()
  server.stream.say('counts', { queues: [{ queue: 'held', waiting: 2 }] })
  const asked = server.requests('POST /claims').length
  server.queue = [card('abandoned')]
  await server.pass(60_000)
  expect(server.requests('POST /claims')).toHaveLength(asked + 1)
  expect(shown()).toBe('abandoned')
})
