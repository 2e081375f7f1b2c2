import { beforeEach, describe, expect, test } from 'vitest'
import { shownOf } from '../../src/console/review/holding.ts'
import { type Act, type Intent, phaseOf } from '../../src/console/review/review-state.ts'
import { type Answer, decision, FakeServer } from './fake-server.ts'
import { card } from './sample-card.ts'

const decide = (kind: Intent['kind'], category: string | null = null, note: string | null = null): Act => ({
  type: 'decide',
  intent: { kind, category, note, templateId: null },
})
const PUBLISH = decide('publish')
const REJECT = decide('reject', 'ad_spam', '同一個號')
const LOST = { code: 'lease_lost', message: '', decision: null, holder: null }

let server: FakeServer

const state = () => server.review.state
const phase = () => phaseOf(state())
const shown = () => shownOf(state().holding)?.comment.id ?? phase().kind
const held = () => state().holding.cards.map(({ comment }) => comment.id)

/** Acts, and waits as long as a person who reads the next comment. */
async function act(done: Act): Promise<void> {
  const delivered = server.review.act(done)
  await server.pass(400)
  await delivered
}

beforeEach(async () => {
  server = new FakeServer(['one', 'two', 'three', 'four', 'five'].map(card))
  await server.begin()
})

describe('ahead of the moderator', () => {
  test('ten are claimed at once, and more only when five are left', async () => {
    const ids = Array.from({ length: 17 }, (_, place) => `c${place}`)
    server = new FakeServer(ids.map(card))
    await server.begin()
    expect(held()).toEqual(ids.slice(0, 10))
    for (let decided = 0; decided < 4; decided += 1) await act(PUBLISH)
    expect(server.requests('POST /claims')).toHaveLength(1)
    await act(PUBLISH)
    const have = [...ids.slice(5, 10), ids[4]]
    expect(server.requests('POST /claims')[1]?.body).toEqual({ queue: 'held', count: 11, have })
    expect(held()).toEqual(ids.slice(5, 15))
  })

  test('what arrives while the last claim is answered with nothing is claimed all the same', async () => {
    server = new FakeServer([])
    await server.begin()
    void server.tell({ id: 'earlier', commentId: 'taken' })
    server.queue = [card('late')]
    await server.tell({ commentId: 'late' })
    expect(held()).toEqual(['late'])
  })

  test('the next comment is shown before the server has answered', async () => {
    const delivered = server.review.act(PUBLISH)
    expect(shown()).toBe('two')
    expect(state().confirmed).toEqual([])
    await delivered
    expect(state().confirmed).toMatchObject([{ card: { comment: { id: 'one' } } }])
  })

  test('a comment that another decided or its author withdrew is gone before it is shown', async () => {
    server.now += 1000
    await server.tell({ type: 'decided', commentId: 'two' }, { type: 'withdrawn', commentId: 'three' })
    expect(held()).toEqual(['one', 'four', 'five'])
    await act(PUBLISH)
    expect(shown()).toBe('four')
  })

  test('what happened before a comment was leased here takes nothing away', async () => {
    await server.tell({ type: 'decided', commentId: 'one' }, { type: 'decided', commentId: 'two' })
    expect(held()).toEqual(['one', 'two', 'three', 'four', 'five'])
  })

  test('J and K go through the desk and keep what they pass by', async () => {
    server.review.step(1)
    server.review.step(1)
    expect(shown()).toBe('three')
    server.review.step(-1)
    await act(PUBLISH)
    expect(held()).toEqual(['one', 'three', 'four', 'five'])
    expect(shown()).toBe('three')
    server.review.step(-1)
    server.review.step(-1)
    expect(state().remark).toEqual({ kind: 'first' })
  })

  test('another queue gives back what is held of this one', async () => {
    await server.review.choose('reported')
    expect(server.requests('POST /leases/releases')[0]?.body).toMatchObject({ leases: { length: 5 } })
    expect(server.requests('POST /claims').at(-1)?.body).toMatchObject({ queue: 'reported', have: [] })
  })
})

describe('an act', () => {
  test('a decision is sent with its lease, category, note and wording', async () => {
    await act(REJECT)
    expect(server.requests('POST /:id/decisions')[0]).toEqual({
      route: 'POST /:id/decisions',
      body: {
        leaseToken: card('one').lease.token,
        kind: 'reject',
        category: 'ad_spam',
        note: '同一個號',
        templateId: null,
      },
      keepalive: true,
    })
  })

  test('the second press of a double press does not decide the comment that has just come', async () => {
    void server.review.act(PUBLISH)
    await server.pass(200)
    void server.review.act(PUBLISH)
    await server.pass(100)
    expect(server.requests('POST /:id/decisions')).toHaveLength(1)
    await act(PUBLISH)
    expect(server.requests('POST /:id/decisions')).toHaveLength(2)
  })

  test('a skipped comment goes back with its reason, and comes again only after the others', async () => {
    server = new FakeServer(['one', 'two'].map(card))
    await server.begin()
    await act({ type: 'skip', reason: 'unsure' })
    expect(server.requests('POST /:id/skips')).toMatchObject([{ body: { reason: 'unsure' } }])
    expect(shown()).toBe('two')
    await act(PUBLISH)
    expect(phase()).toMatchObject({ kind: 'card', cameBack: true, card: { comment: { id: 'one' } } })
  })

  test('a question and an answer go with the lease', async () => {
    await act({ type: 'escalate', text: '算不算廣告？' })
    await act({ type: 'answer', text: '不算' })
    expect(server.requests('POST /:id/escalations')[0]?.body).toMatchObject({ question: '算不算廣告？' })
    expect(server.requests('POST /:id/answers')[0]?.body).toMatchObject({ answer: '不算' })
    expect(shown()).toBe('three')
  })

  test('a refused decision brings its card back and says why', async () => {
    server.answerNext('POST /:id/decisions', {
      status: 400,
      body: { code: 'invalid_request', message: '不能含控制字符' },
    })
    await act(REJECT)
    expect(state().remark).toEqual({ kind: 'refused', message: '不能含控制字符' })
    expect(held()).toEqual(['one', 'two', 'three', 'four', 'five'])
    expect(shown()).toBe('one')
  })

  test('a session that ended stops everything and names every act that nobody confirmed', async () => {
    let answer: (answer: Answer) => void = () => {}
    server.answerNext('POST /:id/decisions', new Promise<Answer>((resolve) => (answer = resolve)))
    const acts = [server.review.act(REJECT)]
    await server.pass(400)
    acts.push(server.review.act(PUBLISH))
    await server.pass(400)
    answer({ status: 401, body: { code: 'session_required', message: '' } })
    await Promise.all(acts)
    expect(server.ended).toMatchObject([
      {
        unsent: [
          { card: { comment: { id: 'one' } }, act: REJECT },
          { card: { comment: { id: 'two' } }, act: PUBLISH },
        ],
        commentId: 'one',
      },
    ])
    const before = server.sent.length
    await server.pass(120_000)
    expect(server.sent).toHaveLength(before)
  })
})

describe('undoing', () => {
  test('the last decision comes back in front, with what was decided', async () => {
    await act(REJECT)
    expect(state().toast).toMatchObject({ intent: { kind: 'reject' }, card: { comment: { id: 'one' } } })
    await server.review.undo()
    expect(server.requests('POST /:id/undo')[0]?.body).toEqual({ decisionId: 'd' })
    expect(shown()).toBe('one')
    expect(state()).toMatchObject({ toast: null, confirmed: [], remark: { kind: 'undone' }, decidedToday: 4 })
  })

  test('the toast goes after eight seconds, and the decision can still be undone', async () => {
    await act(PUBLISH)
    await server.pass(7_500)
    expect(state().toast).not.toBeNull()
    await server.pass(500)
    expect(state().toast).toBeNull()
    await server.review.undo()
    expect(shown()).toBe('one')
  })

  test('pressed before the decision is answered for, it waits for the answer', async () => {
    void server.review.act(PUBLISH)
    await server.review.undo()
    expect(server.sent.map(({ route }) => route).slice(-2)).toEqual(['POST /:id/decisions', 'POST /:id/undo'])
    expect(shown()).toBe('one')
  })

  test('where it is not allowed any more, the server’s words are shown and nothing changes', async () => {
    await act(PUBLISH)
    const body = { code: 'not_undoable', message: '只有組長能撤銷', decision: null, holder: null }
    server.answerNext('POST /:id/undo', { status: 409, body })
    await server.review.undo()
    expect(state()).toMatchObject({ remark: { kind: 'refused', message: '只有組長能撤銷' }, confirmed: { length: 1 } })
    expect(shown()).toBe('two')
  })

  test('the stream’s late word of the own decision does not take the comment away again', async () => {
    await act(PUBLISH)
    const at = new Date(server.now).toISOString()
    await server.pass(1000)
    await server.review.undo()
    await server.tell({ type: 'decided', commentId: 'one', isOwn: true, at })
    expect(shown()).toBe('one')
  })
})

describe('when the comment is not the moderator’s any more', () => {
  test('another’s lease is named, nothing is said to be decided, and the note is kept for colleagues', async () => {
    server.answerNext('POST /:id/decisions', { status: 409, body: { ...LOST, holder: '周寧' } })
    await act(REJECT)
    expect(phase()).toMatchObject({ kind: 'lost', holder: '周寧', why: 'unknown', attempted: REJECT, isNoteKept: true })
    expect(server.requests('POST /:id/notes')[0]?.body).toEqual({ text: '同一個號' })
    expect(state().confirmed).toEqual([])
    await server.review.next()
    expect(shown()).toBe('two')
  })

  test('another’s decision is shown as theirs', async () => {
    const body = { ...LOST, code: 'already_decided', decision: decision('publish', '吳桐') }
    server.answerNext('POST /:id/decisions', { status: 409, body })
    await act(REJECT)
    expect(phase()).toMatchObject({ kind: 'decided', decision: { decidedBy: '吳桐' }, attempted: REJECT })
  })

  test('a comment that is withdrawn while it is read says so at once', async () => {
    server.now += 1000
    await server.tell({ type: 'withdrawn', commentId: 'one' })
    expect(phase()).toMatchObject({ kind: 'lost', why: 'withdrawn', card: { comment: { id: 'one' } }, attempted: null })
  })

  test('a comment that another decides while it is read names who and what', async () => {
    const decisions = [{ ...decision('reject', '吳桐', 'abuse'), undone: null }]
    server.answerNext('GET /:id', { status: 200, body: { decisions, notes: [] } })
    server.now += 1000
    await server.tell({ type: 'decided', commentId: 'one', by: '吳桐' })
    expect(phase()).toMatchObject({ kind: 'decided', decision: { decidedBy: '吳桐', category: 'abuse' } })
    expect(state().colleagues).toMatchObject([{ by: '吳桐', type: 'decided' }])
  })

  test('a moderator whose decision was overturned is told, and not by whom', async () => {
    await server.tell({ type: 'overturned', commentId: 'past', by: '吳桐', isOwn: true })
    expect(state().colleagues).toMatchObject([{ type: 'overturned', commentId: 'past', by: '' }])
    expect(held()).toHaveLength(5)
  })

  test('a lease that runs out on the clock is let go without a decision', async () => {
    server.answerNext('POST /leases/renewals', { status: 429, body: { code: 'too_many_requests', message: '' } })
    for (let minute = 0; minute < 10; minute += 1) {
      server.answerNext('POST /leases/renewals', { status: 429, body: { code: 'too_many_requests', message: '' } })
      server.answerNext('POST /leases/renewals', { status: 429, body: { code: 'too_many_requests', message: '' } })
      server.review.sign()
      await server.pass(60_000)
    }
    expect(phase()).toMatchObject({ kind: 'lost', why: 'expired', attempted: null })
    await act(PUBLISH)
    expect(server.requests('POST /:id/decisions')).toHaveLength(0)
  })
})

describe('leases', () => {
  test('all are renewed together in their second half while the moderator is at work', async () => {
    await server.pass(250_000)
    server.review.sign()
    await server.pass(60_000)
    expect(server.requests('POST /leases/renewals')).toHaveLength(1)
    expect(server.requests('POST /leases/renewals')[0]?.body).toMatchObject({ leases: { length: 5 } })
  })

  test('after five minutes without a sign of life all go back, and the next sign finds the desk empty', async () => {
    await server.pass(301_000)
    expect(phase()).toEqual({ kind: 'away' })
    expect(server.requests('POST /leases/releases')[0]?.body).toMatchObject({ leases: { length: 5 } })
    await server.review.next()
    expect(shown()).toBe('one')
  })

  test('one that is lost ahead goes without a word, one in front is told', async () => {
    const lost = ['one', 'two'].map((commentId) => ({ commentId, ...LOST, holder: '周寧' }))
    server.answerNext('POST /leases/renewals', { status: 200, body: { renewed: [], lost } })
    await server.review.renew()
    expect(held()).toEqual(['three', 'four', 'five'])
    expect(phase()).toMatchObject({ kind: 'lost', holder: '周寧', card: { comment: { id: 'one' } } })
  })

  test('leaving the page gives all back by a request that outlives it, except what is being decided', async () => {
    void server.review.act(PUBLISH)
    await server.review.leave(true)
    expect(server.requests('POST /leases/releases')).toMatchObject([
      { body: { leases: { length: 4 } }, keepalive: true },
    ])
    expect(server.requests('POST /:id/decisions')).toHaveLength(1)
  })
})
