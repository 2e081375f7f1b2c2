import { describe, expect, test } from 'vitest'
import { aloneLeft, BULK_POLICY, bulkOutcome, bulkState, bulkUndoUntil } from '../../src/moderation/bulk.ts'

const now = new Date('2026-11-28T10:00:00Z')
const before = new Date('2026-11-28T09:00:00Z')
const none = { expiresAt: null, withdrawnAt: null, actedAt: null, undoneAt: null, isProposerIn: true }
const free = {
  status: 'held',
  isEdited: false,
  isLeased: false,
  isForLeads: false,
  isBarred: false,
  isBlind: false,
} as const

describe('where an act stands', () => {
  test.each([
    [{ ...none, expiresAt: new Date('2026-11-28T10:00:01Z') }, 'proposed'],
    [{ ...none, expiresAt: new Date('2026-11-28T10:00:01Z'), isProposerIn: false }, 'lapsed'],
    [{ ...none, actedAt: before, isProposerIn: false }, 'acted'],
    [{ ...none, expiresAt: now }, 'expired'],
    [{ ...none, expiresAt: before, withdrawnAt: before }, 'withdrawn'],
    [{ ...none, expiresAt: before, actedAt: before }, 'acted'],
    [{ ...none, actedAt: before, undoneAt: before }, 'undone'],
  ] as const)('by %j is %s', (times, state) => {
    expect(bulkState(times, now)).toBe(state)
  })

  test('leaves ten comments to one alone, less what they decided lately, and may be undone for ten minutes', () => {
    expect([0, 3, 10, 11].map((lately) => aloneLeft(10, lately))).toEqual([10, 7, 0, 0])
    expect(bulkUndoUntil(before).getTime() - before.getTime()).toBe(BULK_POLICY.undoMinutes * 60_000)
  })
})

describe('what becomes of a comment', () => {
  test.each([
    [free, 'decided'],
    [{ ...free, status: 'withdrawn', isLeased: true }, 'withdrawn'],
    [{ ...free, status: 'rejected' }, 'already_decided'],
    [{ ...free, isEdited: true, isLeased: true }, 'edited'],
    [{ ...free, isLeased: true }, 'leased'],
    [{ ...free, isLeased: true, isForLeads: true }, 'for_leads'],
    [{ ...free, isBarred: true, isForLeads: true }, 'barred'],
    [{ ...free, isBlind: true, status: 'rejected' }, 'barred'],
  ] as const)('that stands as %j is %s', (comment, outcome) => {
    expect(bulkOutcome(comment, 'reject', 'held')).toBe(outcome)
  })

  test('in a status that allows no such decision is nothing', () => {
    expect(bulkOutcome(free, 'remove', 'held')).toBe('not_decidable')
  })
})
