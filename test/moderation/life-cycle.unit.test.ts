import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Event } from '../../src/moderation/event.ts'
import { firstStanding } from '../../src/moderation/first-standing.ts'
import {
  canDecide,
  canWithdraw,
  type DecisionKind,
  replay,
  type Status,
  statusAfter,
} from '../../src/moderation/life-cycle.ts'

const STATUSES: readonly Status[] = ['held', 'published', 'rejected', 'removed', 'withdrawn']
const KINDS: readonly DecisionKind[] = ['publish', 'reject', 'remove', 'restore']

type Step = Pick<Event, 'type' | 'detail'>

const decisionMade = (kind: DecisionKind): Step => ({
  type: 'decision.made',
  detail: { decisionId: '0198', kind, category: null },
})
const withdrawn: Step = { type: 'comment.withdrawn', detail: {} }

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.constantFrom(...KINDS).map(decisionMade),
  fc.constantFrom<Step>(
    { type: 'comment.received', detail: { articleId: 'a' } },
    { type: 'comment.screened', detail: { verdict: 'hold', category: null } },
    { type: 'comment.held', detail: {} },
    withdrawn,
    { type: 'lease.claimed', detail: { seconds: 600 } },
    { type: 'lease.released', detail: {} },
  ),
)

describe('the life cycle', () => {
  test.each([
    ['held', 'publish', 'published'],
    ['held', 'reject', 'rejected'],
    ['published', 'remove', 'removed'],
    ['rejected', 'restore', 'published'],
    ['removed', 'restore', 'published'],
  ] as const)('%s allows %s and becomes %s', (from, kind, to) => {
    expect(canDecide(from, kind)).toBe(true)
    expect(statusAfter(kind)).toBe(to)
  })

  test('allows five moves by decision and no other', () => {
    expect(STATUSES.flatMap((status) => KINDS.filter((kind) => canDecide(status, kind)))).toHaveLength(5)
  })

  test('lets an author take back only what is held or published', () => {
    expect(STATUSES.filter(canWithdraw)).toEqual(['held', 'published'])
  })

  test('never decides anything on a withdrawn comment', () => {
    expect(KINDS.some((kind) => canDecide('withdrawn', kind))).toBe(false)
  })
})

describe('replay', () => {
  test('has no status before the first event that sets one', () => {
    expect(replay([])).toBeUndefined()
    expect(replay([{ type: 'comment.received', detail: { articleId: 'a' } }])).toBeUndefined()
  })

  test('never throws, and answers a known status or none, whatever the events', () => {
    fc.assert(
      fc.property(fc.array(anyStep), (events) => {
        const status = replay(events)
        expect(status === undefined || STATUSES.includes(status)).toBe(true)
      }),
    )
  })

  test('of a history that the life cycle allowed ends in the status that it led to', () => {
    fc.assert(
      fc.property(fc.constantFrom('pass', 'hold', 'block'), fc.array(fc.nat()), (verdict, choices) => {
        const { events, status } = live(verdict, choices)
        expect(replay(events)).toBe(status)
      }),
    )
  })

  test('ignores what the status does not allow', () => {
    fc.assert(
      fc.property(fc.array(anyStep), anyStep, (events, last) => {
        const before = replay(events)
        const after = replay([...events, last])
        if (before === 'withdrawn') expect(after).toBe('withdrawn')
        if (last.type.startsWith('lease.')) expect(after).toBe(before)
      }),
    )
  })

  test('nothing but a publishing decision ever leads to published', () => {
    fc.assert(
      fc.property(fc.array(anyStep), (events) => {
        if (replay(events) !== 'published') return
        const kinds = events.map(({ detail }) => ('kind' in detail ? detail.kind : undefined))
        expect(kinds.some((kind) => kind === 'publish' || kind === 'restore')).toBe(true)
      }),
    )
  })
})

describe('the first standing', () => {
  test('publishes a pass, rejects a block with its category, and holds everything else', () => {
    expect(firstStanding({ verdict: 'pass', category: null }).status).toBe('published')
    expect(firstStanding({ verdict: 'block', category: 'porn' })).toEqual({
      status: 'rejected',
      kind: 'reject',
      category: 'porn',
    })
    expect(firstStanding({ verdict: 'hold', category: 'abuse' }).status).toBe('held')
  })

  test('holds a block that names no category, which could not be explained', () => {
    expect(firstStanding({ verdict: 'block', category: null }).status).toBe('held')
  })
})

/** Walks from the verdict through as many allowed moves as there are choices. */
function live(verdict: 'pass' | 'hold' | 'block', choices: readonly number[]): { events: Step[]; status: Status } {
  const first = firstStanding({ verdict, category: 'ad_spam' })
  const events: Step[] = [first.kind === null ? { type: 'comment.held', detail: {} } : decisionMade(first.kind)]
  let status: Status = first.status
  for (const choice of choices) {
    const moves = KINDS.filter((kind) => canDecide(status, kind))
    const kind = moves[choice % (moves.length + 1)]
    if (kind) {
      events.push(decisionMade(kind))
      status = statusAfter(kind)
    } else if (canWithdraw(status)) {
      events.push(withdrawn)
      status = 'withdrawn'
    }
  }
  return { events, status }
}
