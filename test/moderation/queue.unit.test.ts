import { describe, expect, test } from 'vitest'
import { canDecide, DECISION_KINDS, type Status, statusAfter } from '../../src/moderation/life-cycle.ts'
import { closedBy, mayDecideIn, QUEUE_POLICY, QUEUES, turnOf } from '../../src/moderation/queue.ts'

const STATUSES: readonly Status[] = ['held', 'published', 'rejected', 'removed', 'withdrawn']

describe.each(QUEUES)('the queue %s', (queue) => {
  const { statuses, kinds } = QUEUE_POLICY[queue]

  test('offers something to decide in every status in which a comment may wait there, and keeping it among that', () => {
    for (const status of statuses) {
      const offered = kinds.filter((kind) => mayDecideIn(queue, status, kind))
      expect(offered.length, status).toBeGreaterThanOrEqual(2)
      if (status !== 'held') expect(offered.map(statusAfter), status).toContain(status)
    }
  })

  test('lets nothing be decided that the life cycle does not', () => {
    for (const status of STATUSES)
      for (const kind of DECISION_KINDS)
        if (mayDecideIn(queue, status, kind)) expect(canDecide(status, kind)).toBe(true)
  })

  test('is answered by whatever is decided in it', () => {
    for (const status of statuses)
      for (const kind of kinds)
        if (mayDecideIn(queue, status, kind)) expect(closedBy(queue, statusAfter(kind))).toContain(queue)
  })

  test('gives what is asked first the earlier turn', () => {
    const [earlier, later] = [new Date(0), new Date(1)]
    expect(turnOf(queue, earlier).getTime()).toBeLessThan(turnOf(queue, later).getTime())
  })
})

test('a comment that is claimed by its id may be decided as its status allows', () => {
  expect(mayDecideIn(null, 'published', 'remove')).toBe(true)
  expect(mayDecideIn(null, 'held', 'remove')).toBe(false)
})

test('an appeal outlives what is decided elsewhere unless nothing is left to appeal against', () => {
  expect(closedBy('rescan', 'rejected')).not.toContain('appeals')
  expect(closedBy('rescan', 'published')).toContain('appeals')
  expect(closedBy(null, 'removed')).not.toContain('second')
})
