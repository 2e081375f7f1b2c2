import { beforeEach, describe, expect, test } from 'vitest'
import { shownOf } from '../../src/console/review/holding.ts'
import { FakeServer } from './fake-server.ts'
import { card } from './sample-card.ts'

let one: FakeServer
let other: FakeServer

const released = (desk: FakeServer) =>
  desk.requests('POST /leases/releases').flatMap(({ body }) => {
    const { leases } = body as { leases: { commentId: string }[] }
    return leases.map(({ commentId }) => commentId)
  })

/** A moderator with two pages, to which the service gives the same leases. */
beforeEach(async () => {
  one = new FakeServer(['a', 'b', 'c'].map(card))
  other = new FakeServer(['a', 'b', 'c'].map(card), one)
  await one.begin()
  await other.begin()
})

describe('a page gives back nothing that another page of the moderator shows', () => {
  test('when it is closed', async () => {
    await other.review.leave(true)
    expect(released(other)).toEqual([])
    await one.review.leave(true)
    expect(released(one)).toEqual(['a', 'b', 'c'])
  })

  test('when nobody touches it for long', async () => {
    for (let minute = 0; minute < 6; minute += 1) {
      one.review.sign()
      await one.pass(60_000)
      await other.pass(60_000)
    }
    expect(other.review.state.isAway).toBe(true)
    expect(released(other)).toEqual([])
    expect(one.review.state.holding.cards).toHaveLength(3)
  })

  test('when it turns to another queue', async () => {
    await other.review.choose('reported')
    expect(released(other)).toEqual([])
  })

  test('but what that page is done with', async () => {
    void one.review.act({ type: 'skip', reason: 'unsure' })
    await one.settled()
    await other.review.leave()
    expect(released(other)).toEqual(['a'])
  })
})

test('what the moderator gave back on another page leaves the desk, and what was given back before it was leased stays', async () => {
  await one.tell({ type: 'released', commentId: 'b', isOwn: true, at: new Date(one.now - 1_000).toISOString() })
  expect(one.review.state.holding.cards).toHaveLength(3)
  await one.pass(1_000)
  one.queue = one.queue.filter(({ comment }) => comment.id === 'c')
  await one.tell({ type: 'released', commentId: 'b', isOwn: true })
  expect(one.review.state.holding.cards.map(({ comment }) => comment.id)).toEqual(['a', 'c'])
  await one.pass(1)
  await one.tell({ type: 'released', commentId: 'a', isOwn: true })
  expect(shownOf(one.review.state.holding)?.comment.id).toBe('c')
  expect(one.review.state.notice).toMatchObject({ kind: 'lost', why: 'unknown', holder: null })
})
