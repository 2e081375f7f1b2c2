import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createModeratorApi } from '../../src/console/api/moderator-api.ts'
import { Review } from '../../src/console/review/review.ts'
import type { Intent, Interruption } from '../../src/console/review/review-state.ts'
import type { Card } from '../../src/http/moderator/card-schemas.ts'
import { card, lease, START } from './sample-card.ts'

const PUBLISH: Intent = { kind: 'publish', category: null, note: null }
const REJECT: Intent = { kind: 'reject', category: 'ad_spam', note: '同一個號' }

type Answer = { readonly status: number; readonly body?: unknown } | 'unreachable'

let now: number
let waiting: { at: number; task: () => void; isCancelled: boolean }[]
let sent: { route: string; body: unknown; keepalive: boolean }[]
let answers: Map<string, Answer[]>
let queue: Card[]
let ended: Interruption[]
let review: Review

/** Answers as the service does while nothing goes wrong, unless a test has put another answer before. */
async function answer(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
  const route = `${init.method} ${String(input)
    .replace('/v1/moderator', '')
    .replace(/\/comments\/[^/]+/, '')}`
  sent.push({ route, body: JSON.parse(String(init.body ?? 'null')), keepalive: init.keepalive === true })
  const special = answers.get(route)?.shift()
  if (special === 'unreachable') throw new TypeError('fetch failed')
  const { status, body } = special ?? usual(route)
  return new Response(body === undefined ? null : JSON.stringify(body), { status })
}

function usual(route: string): Exclude<Answer, 'unreachable'> {
  switch (route) {
    case 'GET /queue':
      return { status: 200, body: { held: queue.length, oldestSeconds: 60, decidedToday: 0 } }
    case 'POST /claims':
      return { status: 200, body: { cards: queue.slice(0, 1) } }
    case 'POST /skips':
      queue.push(...queue.splice(0, 1))
      return { status: 204 }
    case 'POST /decisions':
      queue.shift()
      return { status: 201, body: decision('publish', '陳嵐') }
    case 'POST /lease':
      return { status: 200, body: lease(now) }
    default:
      return { status: 204 }
  }
}

function decision(kind: string, decidedBy: string, category: string | null = null) {
  return { id: 'd', commentId: 'c', kind, category, decidedAt: new Date(now).toISOString(), decidedBy }
}

const requests = (route: string) => sent.filter((request) => request.route === route)

const shown = () => (review.state.phase.kind === 'card' ? review.state.phase.card.comment.id : review.state.phase.kind)

/** Lets answers arrive and listeners run: everything here settles within a few turns. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
  await new Promise((resolve) => setImmediate(resolve))
}

async function pass(milliseconds: number): Promise<void> {
  now += milliseconds
  const due = waiting.filter((timer) => timer.at <= now && !timer.isCancelled)
  waiting = waiting.filter((timer) => !due.includes(timer))
  for (const { task } of due) task()
  await settled()
}

beforeEach(async () => {
  now = START
  waiting = []
  sent = []
  ended = []
  answers = new Map()
  queue = [card('one'), card('two'), card('three')]
  review = new Review({
    api: createModeratorApi(answer, () => now),
    schedule: (task, milliseconds) => {
      const timer = { at: now + milliseconds, task, isCancelled: false }
      waiting.push(timer)
      return () => {
        timer.isCancelled = true
      }
    },
    displayName: '陳嵐',
    isWatched: () => true,
    onSessionEnded: (interruption) => ended.push(interruption),
  })
  await review.start()
  await settled()
})

afterEach(() => {
  expect(waiting.filter(({ isCancelled }) => !isCancelled).length).toBeLessThanOrEqual(2)
})

test('a decision is sent with its lease, category and note, and the next comment follows', async () => {
  await review.decide(REJECT)
  expect(requests('POST /decisions')[0]?.body).toEqual({
    leaseToken: card('one').lease.token,
    kind: 'reject',
    category: 'ad_spam',
    note: '同一個號',
  })
  expect(shown()).toBe('two')
})

test('two presses while the answer is awaited make one decision', async () => {
  await Promise.all([review.decide(PUBLISH), review.decide(PUBLISH), review.skip()])
  expect(requests('POST /decisions')).toHaveLength(1)
  expect(requests('DELETE /lease')).toHaveLength(0)
  expect(shown()).toBe('two')
})

test('the second press of a double press does not decide the comment that has just come', async () => {
  await review.decide(PUBLISH)
  await pass(200)
  await review.decide(PUBLISH)
  expect(requests('POST /decisions')).toHaveLength(1)
  await pass(100)
  await review.decide(PUBLISH)
  expect(requests('POST /decisions')).toHaveLength(2)
})

test('the queue is counted beside the decision, which does not wait for it', async () => {
  await pass(10_000)
  void review.look()
  await review.decide(PUBLISH)
  expect(requests('POST /decisions')).toHaveLength(1)
})

test('a skipped comment goes back, and comes again only after the others', async () => {
  await review.skip()
  expect(requests('POST /skips')).toMatchObject([{ body: { leaseToken: expect.any(String), reason: 'later' } }])
  expect(review.state.phase).toMatchObject({ kind: 'card', cameBack: false, card: { comment: { id: 'two' } } })
  await review.skip()
  await review.skip()
  expect(review.state.phase).toMatchObject({ kind: 'card', cameBack: true, card: { comment: { id: 'one' } } })
})

describe('when the comment is not the moderator’s any more', () => {
  const lost = { code: 'lease_lost', message: '作者已撤回', decision: null, holder: null }

  test('another’s lease is named and nothing is said to be decided', async () => {
    answers.set('POST /decisions', [{ status: 409, body: { ...lost, holder: '周寧' } }])
    await review.decide(REJECT)
    expect(review.state.phase).toMatchObject({ kind: 'lost', holder: '周寧', isExpired: false, attempted: REJECT })
    expect(review.state.confirmed).toEqual([])
  })

  test('another’s decision is shown as theirs', async () => {
    const body = { ...lost, code: 'already_decided', decision: decision('publish', '吳桐') }
    answers.set('POST /decisions', [{ status: 409, body }])
    await review.decide(REJECT)
    expect(review.state.phase).toMatchObject({ kind: 'decided', decision: { decidedBy: '吳桐' } })
  })

  test('a renewal that fails says so, and Next goes on', async () => {
    answers.set('POST /lease', [{ status: 409, body: lost }])
    await review.renew()
    expect(review.state.phase).toMatchObject({ kind: 'lost', attempted: null, message: '作者已撤回' })
    queue.shift()
    await review.next()
    expect(shown()).toBe('two')
  })

  test('a lease that runs out on the clock is let go without a decision', async () => {
    review.expire()
    expect(review.state.phase).toMatchObject({ kind: 'lost', isExpired: true, attempted: null })
    await review.decide(PUBLISH)
    expect(requests('POST /decisions')).toHaveLength(0)
  })
})

describe('when the server cannot be reached', () => {
  beforeEach(async () => {
    answers.set('POST /decisions', ['unreachable'])
    await review.decide(REJECT)
  })

  test('the decision is undelivered and nothing else can be decided', async () => {
    expect(review.state).toMatchObject({ outage: { cause: 'network', attempts: 1 }, unsent: { intent: REJECT } })
    await review.decide(PUBLISH)
    await review.skip()
    expect(requests('POST /decisions')).toHaveLength(1)
    expect(requests('DELETE /lease')).toHaveLength(0)
  })

  test('it is sent again by itself under the same lease once the server is back', async () => {
    await pass(2_000)
    expect(requests('POST /decisions').map(({ body }) => body)).toEqual([
      expect.objectContaining({ category: 'ad_spam' }),
      expect.objectContaining({ category: 'ad_spam' }),
    ])
    expect(review.state).toMatchObject({ outage: null, unsent: null, confirmed: [{ intent: REJECT }] })
    expect(shown()).toBe('two')
  })

  test('it is tried less and less often while the server stays away', async () => {
    answers.set('GET /queue', ['unreachable', 'unreachable'])
    await pass(2_000)
    expect(review.state.outage).toMatchObject({ attempts: 2, since: START })
    await pass(2_000)
    expect(review.state.outage).toMatchObject({ attempts: 2 })
    await pass(2_000)
    expect(review.state.outage).toMatchObject({ attempts: 3 })
    expect(requests('POST /decisions')).toHaveLength(1)
  })

  test('a first attempt that did arrive counts as confirmed, not as decided by another', async () => {
    const body = { code: 'already_decided', message: '', holder: null, decision: decision('reject', '陳嵐', 'ad_spam') }
    answers.set('POST /decisions', [{ status: 409, body }])
    queue.shift()
    await review.reconnect()
    expect(review.state.confirmed).toMatchObject([{ intent: REJECT }])
    expect(shown()).toBe('two')
  })

  test('a lease that was lost meanwhile is told, and the decision had no effect', async () => {
    const body = { code: 'lease_lost', message: '', decision: null, holder: '周寧' }
    answers.set('POST /decisions', [{ status: 409, body }])
    await review.reconnect()
    expect(review.state).toMatchObject({ unsent: null, outage: null, phase: { kind: 'lost', attempted: REJECT } })
  })
})

test('looking at the page again while the server is away does not keep it from reconnecting', async () => {
  answers.set('POST /decisions', ['unreachable'])
  await review.decide(REJECT)
  await review.look()
  await pass(2_000)
  expect(review.state.outage).toBeNull()
})

test('an answer of 500 is an outage of the server, and not a decision', async () => {
  answers.set('POST /decisions', [{ status: 500, body: { code: 'internal_error', message: '' } }])
  await review.decide(PUBLISH)
  expect(review.state).toMatchObject({ outage: { cause: 'server' }, confirmed: [] })
  expect(shown()).toBe('one')
})

test('a refused decision keeps the card and says why', async () => {
  answers.set('POST /decisions', [{ status: 400, body: { code: 'invalid_request', message: '說明不能含控制字符' } }])
  await review.decide(REJECT)
  expect(review.state.remark).toEqual({ kind: 'refused', message: '說明不能含控制字符' })
  await review.decide(REJECT)
  expect(shown()).toBe('two')
})

test('a session that ended stops everything and names the act without effect and the comment in front', async () => {
  answers.set('POST /decisions', [{ status: 401, body: { code: 'session_required', message: '' } }])
  await review.decide(REJECT)
  expect(ended).toEqual([{ attempted: REJECT, commentId: 'one' }])
  await pass(60_000)
  expect(requests('GET /queue')).toHaveLength(1)
})

test('an empty queue is asked again every ten seconds and shows what comes', async () => {
  queue = []
  await review.skip()
  await settled()
  expect(shown()).toBe('empty')
  await pass(9_000)
  expect(shown()).toBe('empty')
  queue = [card('four')]
  await pass(1_000)
  expect(shown()).toBe('four')
})

test('leaving the page returns the lease by a request that outlives it', async () => {
  await review.leave()
  expect(requests('DELETE /lease')).toEqual([
    { route: 'DELETE /lease', body: { leaseToken: card('one').lease.token }, keepalive: true },
  ])
})

test('leaving while a decision is under way does not take its lease away', async () => {
  const decided = review.decide(PUBLISH)
  await review.leave()
  await decided
  expect(requests('POST /decisions')).toHaveLength(1)
})
