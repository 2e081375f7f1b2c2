import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Event } from '../../src/moderation/event.ts'
import { firstStanding } from '../../src/moderation/first-standing.ts'
import {
  canDecide,
  canEdit,
  canUndo,
  canWithdraw,
  DECISION_KINDS,
  type DecisionKind,
  replay,
  type Status,
  statusAfter,
} from '../../src/moderation/life-cycle.ts'

const STATUSES: readonly Status[] = ['held', 'published', 'rejected', 'removed', 'withdrawn']
const KINDS = DECISION_KINDS

type Step = Pick<Event, 'type' | 'detail'>

const decisionMade = (kind: DecisionKind): Step => ({
  type: 'decision.made',
  detail: { decisionId: '0198', kind, category: null },
})
const undone = (kind: DecisionKind, to: Status): Step => ({
  type: 'decision.undone',
  detail: { decisionId: '0198', kind, to },
})
const withdrawn: Step = { type: 'comment.withdrawn', detail: {} }
const edited: Step = { type: 'comment.edited', detail: { restrictedId: '0198' } }

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.constantFrom(...KINDS).map(decisionMade),
  fc.tuple(fc.constantFrom(...KINDS), fc.constantFrom(...STATUSES)).map(([kind, to]) => undone(kind, to)),
  fc.constantFrom<Step>(
    { type: 'comment.received', detail: { articleId: 'a' } },
    { type: 'comment.screened', detail: { verdict: 'hold', category: null } },
    { type: 'comment.held', detail: {} },
    withdrawn,
    edited,
    { type: 'lease.claimed', detail: { seconds: 600, queue: 'held' } },
    { type: 'lease.released', detail: {} },
    { type: 'comment.skipped', detail: { reason: 'unsure' } },
    { type: 'comment.escalated', detail: { escalationId: '0198' } },
    { type: 'escalation.answered', detail: { escalationId: '0198' } },
    { type: 'note.written', detail: { noteId: '0198' } },
  ),
)

describe('the life cycle', () => {
  test.each([
    ['held', 'publish', 'published'],
    ['held', 'reject', 'rejected'],
    ['published', 'remove', 'removed'],
    ['rejected', 'restore', 'published'],
    ['removed', 'restore', 'published'],
    ['published', 'publish', 'published'],
    ['rejected', 'reject', 'rejected'],
    ['removed', 'remove', 'removed'],
  ] as const)('%s allows %s and becomes %s', (from, kind, to) => {
    expect(canDecide(from, kind)).toBe(true)
    expect(statusAfter(kind)).toBe(to)
  })

  test('allows five moves by decision, three that keep what stands, and no other', () => {
    const allowed = STATUSES.flatMap((status) =>
      KINDS.filter((kind) => canDecide(status, kind)).map((kind) => [status, statusAfter(kind)] as const),
    )
    expect(allowed.filter(([from, to]) => from !== to)).toHaveLength(5)
    expect(allowed.filter(([from, to]) => from === to)).toHaveLength(3)
  })

  test('undoes a decision only where it led, and only to where it could have come from', () => {
    expect(canUndo('rejected', 'reject', 'held')).toBe(true)
    expect(canUndo('published', 'restore', 'removed')).toBe(true)
    expect(canUndo('published', 'reject', 'held')).toBe(false)
    expect(canUndo('removed', 'remove', 'held')).toBe(false)
    expect(STATUSES.flatMap((to) => KINDS.filter((kind) => canUndo('withdrawn', kind, to)))).toEqual([])
  })

  test('lets an author take back only what is held or published', () => {
    expect(STATUSES.filter(canWithdraw)).toEqual(['held', 'published'])
  })

  test('takes a text that was changed for unread, and changes nothing that was refused or withdrawn', () => {
    const held: Step = { type: 'comment.held', detail: {} }
    expect(replay([held, decisionMade('publish'), edited])).toBe('held')
    expect(replay([held, decisionMade('publish'), edited, decisionMade('publish')])).toBe('published')
    expect(replay([decisionMade('reject'), edited])).toBe('rejected')
    expect(replay([held, withdrawn, edited])).toBe('withdrawn')
    expect(STATUSES.filter(canEdit)).toEqual(['held', 'published'])
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

  test('of an undone decision is the status before it, and of one undone twice the status after the first time', () => {
    fc.assert(
      fc.property(fc.constantFrom('pass', 'hold', 'block'), fc.array(fc.nat()), fc.nat(), (verdict, choices, last) => {
        const { events, status } = live(verdict, choices)
        const moves = KINDS.filter((kind) => canDecide(status, kind))
        const kind = moves[last % Math.max(1, moves.length)]
        if (!kind) return
        const undoing = [...events, decisionMade(kind), undone(kind, status)]
        expect(replay(undoing)).toBe(status)
        const isKept = statusAfter(kind) === status
        expect(replay([...undoing, undone(kind, status)])).toBe(isKept ? statusAfter(kind) : status)
      }),
    )
  })

  test('ignores what the status does not allow', () => {
    fc.assert(
      fc.property(fc.array(anyStep), anyStep, (events, last) => {
        const before = replay(events)
        const after = replay([...events, last])
        if (before === 'withdrawn') expect(after).toBe('withdrawn')
        if (
          !['comment.held', 'comment.withdrawn', 'comment.edited', 'decision.made', 'decision.undone'].includes(
            last.type,
          )
        ) {
          expect(after).toBe(before)
        }
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

/** Walks from the verdict through as many allowed moves, undoing among them, as there are choices. */
function live(verdict: 'pass' | 'hold' | 'block', choices: readonly number[]): { events: Step[]; status: Status } {
  const first = firstStanding({ verdict, category: 'ad_spam' })
  const events: Step[] = [first.kind === null ? { type: 'comment.held', detail: {} } : decisionMade(first.kind)]
  let status: Status = first.status
  let made: { kind: DecisionKind; before: Status } | undefined
  for (const choice of choices) {
    const moves = KINDS.filter((kind) => canDecide(status, kind))
    const kind = moves[choice % (moves.length + 2)]
    if (kind) {
      events.push(decisionMade(kind))
      made = { kind, before: status }
      status = statusAfter(kind)
    } else if (made && choice % 2 === 0) {
      events.push(undone(made.kind, made.before))
      status = made.before
      made = undefined
    } else if (canWithdraw(status)) {
      events.push(withdrawn)
      status = 'withdrawn'
      made = undefined
    }
  }
  return { events, status }
}
