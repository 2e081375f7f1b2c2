import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { viewLooked } from '../../src/http/moderator/claimed.ts'
import { asIfHeld } from '../../src/review/blind.ts'
import { previewBulk } from '../../src/review/bulk/preview.ts'
import { loadCard } from '../../src/review/card.ts'
import { decide } from '../../src/review/decide.ts'
import { escalate } from '../../src/review/escalate.ts'
import { LEASE_SECONDS, type LeaseKey } from '../../src/review/lease.ts'
import { writeNote } from '../../src/review/note.ts'
import { open } from '../../src/review/open.ts'
import { release, releaseAll } from '../../src/review/release.ts'
import { renew } from '../../src/review/renew.ts'
import { skip } from '../../src/review/skip.ts'
import { offerTraining } from '../../src/review/training.ts'
import { findTurn } from '../../src/review/training-turn.ts'
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
    await offer()
    const turn = (await findTurn(db, { siteId: SITE, moderatorId: trainee, commentId: card }))!
    const shown = asIfHeld((await loadCard(db, { siteId: SITE, commentId: card }))!, { ...turn, viewerId: trainee })
    expect(shown).toMatchObject({
      comment: { status: 'held', category: null, createdAt: turn.shownAt },
      history: { decisions: [], escalation: null, waiting: [{ queue: 'held', since: turn.shownAt }] },
      notes: [],
      isBlind: false,
      author: { counts: { held: 1, rejected: 0 } },
    })
    expect(shown.history.events.map(({ type }) => type)).toEqual([
      'comment.received',
      'comment.screened',
      'comment.held',
      'lease.claimed',
    ])
    expect(Math.abs(Date.now() - turn.shownAt.getTime() - 600_000)).toBeLessThan(60_000)
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

  /** What the moderator sees and is answered, times and ids left out. */
  async function meet(commentId: string, obtain: () => Promise<LeaseKey>) {
    const { db } = database
    const question = { escalationId: '0198c0de-0000-7000-8000-000000000001', question: '算不算招攬？' }
    const viewing = { siteId: SITE, moderatorId: trainee, commentId, language: 'zh-Hant' } as const
    const look = async () => {
      const { comment, events, escalation, waiting, decisions, notes } = (await viewLooked(db, viewing))!
      return {
        status: comment.status,
        events: events.map(({ type, actor, detail }) => ({ type, actor, detail: 'noteId' in detail ? null : detail })),
        escalation: escalation?.question,
        queues: waiting.map(({ queue }) => queue),
        decisions,
        notes: notes.map(({ text }) => text),
      }
    }
    const opened = async () => (await open(db, { ...viewing, seconds: LEASE_SECONDS, isLead: false })).outcome
    const row = async () => {
      const found = await findComments(db, { siteId: SITE, filters: { viewerId: trainee } }, { after: null, limit: 50 })
      const { holder, queues } = found.find(({ id }) => id === commentId)!
      return { holder, queues }
    }
    const first = await obtain()
    const met: unknown[] = [await row(), await look(), await release(db, first), await release(db, first), await look()]
    const second = await obtain()
    await writeNote(db, { ...second, noteId: uuidv7(), text: '像老號' })
    met.push(await skip(db, { ...second, reason: 'unsure' }), await escalate(db, { ...second, ...question }))
    met.push(await look())
    const key = await obtain()
    met.push(await escalate(db, { ...key, ...question }), await escalate(db, { ...key, ...question }))
    met.push(await escalate(db, { ...key, ...question, question: '另一問' }))
    met.push(await escalate(db, { ...first, ...question }))
    met.push(await release(db, key), await skip(db, { ...key, reason: 'unsure' }), await decide(db, reject(key)))
    met.push(await renew(db, { ...key, seconds: 900 }), await look(), await opened())
    return [...met, await row()]
  }

  test('looks and answers as a held comment whatever is done with it, down to who claimed it', async () => {
    const { db } = database
    const { id: held } = await createFactory(db).comment.insert()
    const openHeld = async (commentId: string) => {
      const opened = await open(db, {
        siteId: SITE,
        moderatorId: trainee,
        commentId,
        seconds: LEASE_SECONDS,
        isLead: false,
      })
      if (!('lease' in opened)) throw new Error(`not opened: ${opened.outcome}`)
      return { siteId: SITE, moderatorId: trainee, commentId, leaseToken: opened.lease.leaseToken }
    }
    await writeNote(db, { siteId: SITE, moderatorId: lead, commentId: card, noteId: uuidv7(), text: '留作訓練' })
    const asHeld = await meet(held, () => openHeld(held))
    expect(asHeld).toContainEqual({ outcome: 'already_escalated' })
    expect(await meet(card, () => openHeld(card))).toEqual(asHeld)
    expect(await offer()).toEqual([])
    expect(await db.selectFrom('escalation').select('comment_id').execute()).toEqual([{ comment_id: held }])
  })

  test('that was opened by its id is on the desk once, under one token', async () => {
    const { db } = database
    const wanted = { siteId: SITE, moderatorId: trainee, commentId: card, seconds: LEASE_SECONDS, isLead: false }
    const [one, again] = [await open(db, wanted), await open(db, wanted)]
    expect(one).toMatchObject({ outcome: 'opened_training', lease: { commentId: card } })
    expect(again).toMatchObject({ lease: { leaseToken: 'lease' in one && one.lease.leaseToken } })
    expect(await offer()).toMatchObject([{ leaseToken: 'lease' in one && one.lease.leaseToken }])
    const { created_at: createdAt } = await commentRow(db, card)
    expect(await viewLooked(db, { ...wanted, language: 'en' })).toMatchObject({
      comment: { status: 'held', createdAt: createdAt.toISOString() },
    })
  })

  test('that was off the desk for long comes as if it were new', async () => {
    const { db } = database
    const key = await onDesk()
    await release(db, key)
    const shownAt = new Date(Date.now() - 30 * 86_400_000)
    const seen = async () => (await findTurn(db, key))!
    const age = (minutes: number) =>
      db
        .updateTable('training_turn')
        .set({ shown_at: shownAt, lease_expires_at: new Date(Date.now() - minutes * 60_000) })
        .where('comment_id', '=', card)
        .execute()
    await age(50)
    await offer()
    expect([(await seen()).shownAt, (await seen()).events.length]).toEqual([shownAt, 3])
    await age(70)
    await offer()
    expect((await seen()).events.map(({ type }) => type)).toEqual(['lease.claimed'])
    expect(Math.abs(Date.now() - (await seen()).shownAt.getTime() - 600_000)).toBeLessThan(60_000)
  })

  test('is renewed, given back, skipped and escalated as any other, and no lead is asked', async () => {
    const { db } = database
    const events = await eventTypes(db, card)
    expect(await renew(db, { ...(await onDesk()), seconds: 900 })).toMatchObject({ outcome: 'renewed' })
    expect(await release(db, await onDesk())).toEqual({ outcome: 'released' })
    expect(await skip(db, { ...(await onDesk()), reason: 'unsure' })).toEqual({ outcome: 'skipped' })
    const question = { escalationId: '0198c0de-0000-7000-8000-000000000001', question: '?' }
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
