import fc from 'fast-check'
import { v4 as uuidv4, v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { replay, statusAfter } from '../../src/moderation/life-cycle.ts'
import { claim } from '../../src/review/claim.ts'
import { decide } from '../../src/review/decide.ts'
import { escalate, returnEscalated } from '../../src/review/escalate.ts'
import { writeNote } from '../../src/review/note.ts'
import { open } from '../../src/review/open.ts'
import { release } from '../../src/review/release.ts'
import { skip } from '../../src/review/skip.ts'
import { undo } from '../../src/review/undo.ts'
import { askModerators } from '../../src/storage/asking.ts'
import { findDecisionInForce } from '../../src/storage/decisions.ts'
import { listEvents, verifyChain } from '../../src/storage/events.ts'
import { countPublished } from '../../src/storage/published-comments.ts'
import { withdrawComment } from '../../src/storage/withdraw-comment.ts'
import { ARTICLE, createFactory, SITE, screened } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
  const factory = createFactory(database.db)
  await factory.site.insert()
  await factory.article.insert()
})

afterAll(() => database.drop())

const verdict = fc.constantFrom('pass' as const, 'hold' as const, 'block' as const)
const step = fc.constantFrom(
  ...['post', 'claim', 'release', 'publish', 'reject', 'withdraw', 'expire', 'skip', 'escalate', 'answer'],
  ...['open and publish', 'open and remove', 'open and restore', 'open and reject', 'undo', 'note', 'report'],
)

test('after any history every stored status is the replay of its own intact log, and the article’s count is right', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(step, verdict, fc.nat()), { minLength: 20, maxLength: 40 }), async (steps) => {
      const factory = createFactory(database.db)
      const readerId = (await factory.reader.insert()).id
      const moderatorIds = [(await factory.moderator.insert()).id, (await factory.moderator.insert()).id]
      for (const [name, outcome, choice] of steps) {
        const moderatorId = moderatorIds[choice % 2]!
        if (name === 'post') await factory.comment.insert({ readerId, screening: screened(outcome) })
        else if (name === 'withdraw') await withdrawOne(readerId, choice)
        else if (name === 'expire') await expireAll()
        else if (name === 'undo') await undoOne(readerId, moderatorId, choice)
        else if (name === 'note' || name === 'report') await touchOne(name, { readerId, moderatorId, choice })
        else if (name.startsWith('open')) await openOne(name, { readerId, moderatorId, choice })
        else if (name === 'answer') await answerOne(moderatorId)
        else await review(name, moderatorId)
      }
    }),
    { numRuns: 15 },
  )
  const comments = await database.db.selectFrom('comment').selectAll().execute()
  expect(comments.length).toBeGreaterThan(0)
  for (const comment of comments) {
    expect(replay(await listEvents(database.db, SITE, comment.id))).toBe(comment.status)
    expect(await verifyChain(database.db, SITE, comment.id)).toEqual({ outcome: 'intact', count: comment.event_count })
  }
  const held = comments.filter(({ status }) => status === 'held').map(({ id }) => id)
  const waiting = await database.db.selectFrom('waiting').select('comment_id').where('queue', '=', 'held').execute()
  expect(new Set(waiting.map((row) => row.comment_id))).toEqual(new Set(held))
  for (const { id, status, category } of comments) {
    const decision = await findDecisionInForce(database.db, SITE, id)
    if (status === 'withdrawn') continue
    expect(decision ? statusAfter(decision.kind) : 'held').toBe(status)
    expect(decision?.category ?? null).toBe(category)
  }
  const published = comments.filter(({ status }) => status === 'published').length
  expect((await countPublished(database.db, SITE, [ARTICLE])).get(ARTICLE)).toBe(published)
})

async function review(name: string, moderatorId: string): Promise<void> {
  const [claimed] = await claim(database.db, { siteId: SITE, moderatorId, seconds: 600, queues: ['held'], count: 1 })
  if (!claimed) return
  const lease = { siteId: SITE, moderatorId, commentId: claimed.commentId, leaseToken: claimed.leaseToken }
  const decision = { ...lease, note: null, decisionId: uuidv7() }
  if (name === 'skip') await skip(database.db, { ...lease, reason: 'unsure' })
  if (name === 'escalate') await escalate(database.db, { ...lease, escalationId: uuidv7(), question: '？' })
  if (name === 'release') await release(database.db, lease)
  if (name === 'publish') await decide(database.db, { ...decision, kind: 'publish', category: null })
  if (name === 'reject') await decide(database.db, { ...decision, kind: 'reject', category: 'abuse' })
  if (name === 'claim')
    await decide(database.db, { ...decision, leaseToken: uuidv4(), kind: 'publish', category: null })
}

interface Choice {
  readonly readerId: string
  readonly moderatorId: string
  readonly choice: number
}

async function openOne(name: string, { readerId, moderatorId, choice }: Choice): Promise<void> {
  const chosen = await chooseOne(readerId, choice)
  if (!chosen) return
  const opening = { siteId: SITE, commentId: chosen.id, moderatorId, seconds: 600, isLead: choice % 3 === 0 }
  const opened = await open(database.db, opening)
  if (opened.outcome !== 'opened') return
  const { commentId, leaseToken } = opened.lease
  const decision = { siteId: SITE, moderatorId, commentId, leaseToken, note: null, decisionId: uuidv7() }
  if (name.endsWith('publish')) await decide(database.db, { ...decision, kind: 'publish', category: null })
  if (name.endsWith('restore')) await decide(database.db, { ...decision, kind: 'restore', category: null })
  if (name.endsWith('reject')) await decide(database.db, { ...decision, kind: 'reject', category: 'abuse' })
  if (name.endsWith('remove')) await decide(database.db, { ...decision, kind: 'remove', category: 'off_topic' })
}

async function undoOne(readerId: string, moderatorId: string, choice: number): Promise<void> {
  const chosen = await chooseOne(readerId, choice)
  const decision = chosen && (await findDecisionInForce(database.db, SITE, chosen.id))
  if (!decision) return
  const undoing = { siteId: SITE, commentId: chosen.id, decisionId: decision.id, moderatorId, seconds: 600 }
  await undo(database.db, { ...undoing, isLead: choice % 2 === 0 })
}

async function touchOne(name: 'note' | 'report', { readerId, moderatorId, choice }: Choice): Promise<void> {
  const chosen = await chooseOne(readerId, choice)
  if (!chosen) return
  const key = { siteId: SITE, commentId: chosen.id }
  if (name === 'note') await writeNote(database.db, { ...key, noteId: uuidv7(), moderatorId, text: '看過' })
  else if (chosen.status === 'published') {
    const asking = { ...key, queue: 'reported', since: new Date() } as const
    await database.db.transaction().execute((trx) => askModerators(trx, asking))
  }
}

async function answerOne(moderatorId: string): Promise<void> {
  const wanted = { siteId: SITE, moderatorId, seconds: 600, queues: ['escalated'], count: 1 } as const
  const [claimed] = await claim(database.db, wanted)
  if (claimed) await returnEscalated(database.db, { siteId: SITE, moderatorId, ...claimed, answer: '可以' })
}

async function chooseOne(readerId: string, choice: number) {
  const own = await database.db
    .selectFrom('comment')
    .select(['id', 'status'])
    .where('reader_id', '=', readerId)
    .execute()
  return own[choice % own.length]
}

async function withdrawOne(readerId: string, choice: number): Promise<void> {
  const chosen = await chooseOne(readerId, choice)
  if (!chosen) return
  const withdrawal = { siteId: SITE, commentId: chosen.id, readerId, at: new Date() }
  await database.db.transaction().execute((trx) => withdrawComment(trx, withdrawal))
}

async function expireAll(): Promise<void> {
  await database.db
    .updateTable('comment')
    .set({ lease_expires_at: new Date(0) })
    .where('lease_token', 'is not', null)
    .execute()
}
