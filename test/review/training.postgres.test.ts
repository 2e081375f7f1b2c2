import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { viewLooked } from '../../src/http/moderator/claimed.ts'
import { asIfHeld } from '../../src/review/blind.ts'
import { previewBulk } from '../../src/review/bulk/preview.ts'
import { loadCard } from '../../src/review/card.ts'
import { decide } from '../../src/review/decide.ts'
import { escalate } from '../../src/review/escalate.ts'
import { LEASE_SECONDS } from '../../src/review/lease.ts'
import { open } from '../../src/review/open.ts'
import { release, releaseAll } from '../../src/review/release.ts'
import { renew } from '../../src/review/renew.ts'
import { skip } from '../../src/review/skip.ts'
import { offerTraining } from '../../src/review/training.ts'
import type { SearchFilters } from '../../src/storage/search/conditions.ts'
import { findComments } from '../../src/storage/search/find-comments.ts'
import {
  listTrainingResults,
  makeTrainingCard,
  retireTrainingCard,
  setTrainingMode,
} from '../../src/storage/training.ts'
import { createFactory, SITE } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import { settle } from './complaints.ts'
import {
  commentRow,
  emptyQueue,
  eventTypes,
  insertHeld,
  insertModerators,
  insertQueue,
  lease,
  publish,
  reject,
} from './queue.ts'

let database: TestDatabase
let trainee: string
let card: string
let lead: string

beforeAll(async () => {
  database = await createTestDatabase(10)
  await insertQueue(database.db)
})

/** One training card, refused for abuse weeks ago, and something that waits. */
beforeEach(async () => {
  const { db } = database
  await emptyQueue(db)
  await db.updateTable('training_card').set({ retired_at: new Date() }).execute()
  lead = (await createFactory(db).moderator.insert({ role: 'lead' })).id
  ;[trainee] = (await insertModerators(db, 1)) as [string]
  await insertHeld(db, 1)
  const key = await lease(db, lead)
  await settle(db, reject(key))
  card = key.commentId
  await makeTrainingCard(db, {
    siteId: SITE,
    commentId: card,
    moderatorId: lead,
    kind: 'reject',
    category: 'abuse',
    because: '點名罵人',
  })
  await setTrainingMode(db, { siteId: SITE, moderatorId: trainee, rate: 0.5, setBy: lead, isLead: true })
  await createFactory(db).comment.insert({ at: new Date(Date.now() - 600_000) })
})

afterAll(() => database.drop())

const offer = (random = 0, hasRoom = true, moderatorId = trainee) =>
  offerTraining(database.db, { siteId: SITE, moderatorId, seconds: LEASE_SECONDS, hasRoom, random: () => random })

async function onDesk() {
  const [turn] = await offer()
  if (!turn) throw new Error('no training card was given')
  return { siteId: SITE, moderatorId: trainee, commentId: turn.commentId, leaseToken: turn.leaseToken }
}

describe('a training card', () => {
  test('is given as often as the mode says, one at a time, and to nobody out of training', async () => {
    expect(await offer(0.5)).toEqual([])
    expect(await offer(0.4, false)).toEqual([])
    const [given, ...others] = await offer(0.4)
    expect(given?.commentId).toBe(card)
    expect(others).toEqual([])
    expect((await offer(0.4))[0]?.leaseToken).toBe(given?.leaseToken)
    expect(await offer(0, true, lead)).toEqual([])
    await setTrainingMode(database.db, { siteId: SITE, moderatorId: trainee, rate: 0, setBy: lead, isLead: true })
    expect(await offer()).toEqual([])
  })

  test('is not given to whoever decided the comment, nor where nothing waits, nor out of use', async () => {
    const { db } = database
    await setTrainingMode(db, { siteId: SITE, moderatorId: lead, rate: 0.5, setBy: lead, isLead: true })
    expect(await offer(0, true, lead)).toEqual([])
    await retireTrainingCard(db, { siteId: SITE, commentId: card })
    expect(await offer()).toEqual([])
    await db.updateTable('training_card').set({ retired_at: null }).where('comment_id', '=', card).execute()
    await emptyQueue(db)
    expect(await offer()).toEqual([])
  })

  test('looks like a comment that is held, as old as those that wait', async () => {
    const { db } = database
    const [turn] = await offer()
    const shown = asIfHeld((await loadCard(db, { siteId: SITE, commentId: card }))!, turn!.shownAt)
    expect(shown).toMatchObject({
      comment: { status: 'held', category: null, createdAt: turn!.shownAt },
      history: { decisions: [], escalation: null, waiting: [{ queue: 'held', since: turn!.shownAt }] },
      notes: [],
      isBlind: false,
      author: { counts: { held: 1, rejected: 0 } },
    })
    expect(shown.history.events.map(({ type }) => type)).toEqual([
      'comment.received',
      'comment.screened',
      'comment.held',
    ])
    expect(Math.abs(Date.now() - turn!.shownAt.getTime() - 600_000)).toBeLessThan(60_000)
  })

  test('is answered once, tells what is right afterwards, and changes nothing', async () => {
    const { db } = database
    const [before, events] = [await commentRow(db, card), await eventTypes(db, card)]
    const key = await onDesk()
    expect(await decide(db, { ...publish(key), sampling: { share: 1, random: 0 } })).toMatchObject({
      outcome: 'trained',
      decision: { kind: 'publish' },
      right: { kind: 'reject', category: 'abuse', because: '點名罵人' },
    })
    expect(await decide(db, publish(key))).toMatchObject({ outcome: 'trained', right: { because: '點名罵人' } })
    expect(await decide(db, reject(key))).toMatchObject({ outcome: 'already_decided' })
    expect(await commentRow(db, card)).toEqual(before)
    expect(await eventTypes(db, card)).toEqual(events)
    expect(await db.selectFrom('decision').select('id').where('comment_id', '=', card).execute()).toHaveLength(1)
    expect(await offer()).toEqual([])
    expect(await listTrainingResults(db, { siteId: SITE, moderatorId: trainee })).toMatchObject([
      { commentId: card, kind: 'publish', rightKind: 'reject', rightCategory: 'abuse', isRight: false },
    ])
  })

  test('cannot be looked up by whoever has yet to answer it', async () => {
    const { db } = database
    const viewing = { siteId: SITE, commentId: card, moderatorId: trainee, language: 'zh-Hant' } as const
    const found = async (filters: SearchFilters) =>
      (await findComments(db, { siteId: SITE, filters }, { after: null, limit: 50 })).find(({ id }) => id === card)
    const { readerId } = (await found({}))!
    const asked = { siteId: SITE, kind: 'restore', deciders: [trainee], isLead: false } as const
    const chosen = { type: 'selection', commentIds: [card] } as const
    const openNow = { ...viewing, seconds: LEASE_SECONDS, isLead: false }

    const hidden = { status: 'held', category: null, decision: null, queues: ['held'] }
    expect(await found({ viewerId: trainee, readerId })).toMatchObject(hidden)
    expect(await found({ viewerId: trainee, status: 'rejected' })).toBeUndefined()
    expect(await viewLooked(db, viewing)).toMatchObject({ comment: { status: 'held' }, decisions: [], isBlind: false })
    expect((await previewBulk(db, asked, chosen))!.comments).toEqual([])
    expect(await open(db, openNow)).toEqual({ outcome: 'not_for_them' })
    expect(await found({ viewerId: lead, readerId })).toMatchObject({ status: 'rejected', category: 'abuse' })

    await decide(db, reject(await onDesk()))
    expect(await found({ viewerId: trainee, status: 'rejected' })).toMatchObject({ category: 'abuse' })
    expect(await viewLooked(db, viewing)).toMatchObject({ comment: { status: 'rejected' } })
    expect(await open(db, openNow)).toMatchObject({ outcome: 'opened' })
  })

  test('that was answered rightly stays right when its answer is changed later', async () => {
    const { db } = database
    await decide(db, reject(await onDesk()))
    const changed = { siteId: SITE, commentId: card, moderatorId: lead, kind: 'publish', category: null } as const
    await makeTrainingCard(db, { ...changed, because: '只是玩笑' })
    expect(await listTrainingResults(db, { siteId: SITE, moderatorId: trainee })).toMatchObject([{ isRight: true }])
  })

  test('is renewed, given back, skipped and escalated as any other, and no lead is asked', async () => {
    const { db } = database
    const events = await eventTypes(db, card)
    expect(await renew(db, { ...(await onDesk()), seconds: 900 })).toMatchObject({ outcome: 'renewed' })
    expect(await release(db, await onDesk())).toEqual({ outcome: 'released' })
    expect(await skip(db, { ...(await onDesk()), reason: 'unsure' })).toEqual({ outcome: 'skipped' })
    const question = { escalationId: '0198c0de-0000-7000-8000-000000000001', question: '?' }
    const asked = { ...(await onDesk()), ...question }
    expect([await escalate(db, asked), await escalate(db, asked)]).toEqual([
      { outcome: 'escalated' },
      { outcome: 'escalated' },
    ])
    const key = await onDesk()
    expect(await releaseAll(db, { siteId: SITE, moderatorId: trainee })).toEqual([card])
    const never = { ...key, leaseToken: '0198c0de-0000-7000-8000-000000000002' }
    // As of a held comment; `decided` would tell that it is none.
    for (const lost of [
      await release(db, key),
      await renew(db, { ...key, seconds: 900 }),
      await skip(db, { ...key, reason: 'unsure' }),
      await escalate(db, { ...never, ...question }),
    ])
      expect(lost).toEqual({ outcome: 'lease_lost', reason: 'expired', holder: null })
    expect(await eventTypes(db, card)).toEqual(events)
    expect(await db.selectFrom('escalation').select('id').where('comment_id', '=', card).execute()).toEqual([])
  })

  test('may be decided only as a held one, and under its own lease', async () => {
    const { db } = database
    const key = await onDesk()
    expect(await decide(db, { ...reject(key), kind: 'remove' })).toMatchObject({
      outcome: 'not_decidable',
      status: 'held',
    })
    await db
      .updateTable('training_turn')
      .set({ lease_expires_at: new Date(0) })
      .where('comment_id', '=', card)
      .execute()
    expect(await decide(db, reject(key))).toMatchObject({ outcome: 'lease_lost', reason: 'expired' })
    expect(await listTrainingResults(db, { siteId: SITE, moderatorId: trainee })).toEqual([])
  })

  test('is made of nothing that nobody has decided', async () => {
    const { db } = database
    const { id: commentId } = await createFactory(db).comment.insert()
    const wanted = {
      siteId: SITE,
      commentId,
      moderatorId: lead,
      kind: 'publish',
      category: null,
      because: '好',
    } as const
    expect(await makeTrainingCard(db, wanted)).toEqual({ outcome: 'not_decided', status: 'held' })
    expect(await makeTrainingCard(db, { ...wanted, commentId: lead })).toEqual({ outcome: 'not_found' })
  })
})
