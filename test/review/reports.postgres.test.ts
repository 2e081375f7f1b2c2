import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { loadCard } from '../../src/review/card.ts'
import { decide } from '../../src/review/decide.ts'
import type { LeaseKey } from '../../src/review/lease.ts'
import { open } from '../../src/review/open.ts'
import { undo } from '../../src/review/undo.ts'
import { listOwnReports } from '../../src/storage/reports.ts'
import { withdrawComment } from '../../src/storage/withdraw-comment.ts'
import { createFactory, SITE, screened } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import { insertPublished, queuesOf, remove, report, settle } from './complaints.ts'
import { claimMany, commentRow, emptyQueue, insertModerators, insertQueue, lease, publish } from './queue.ts'

let database: TestDatabase
let moderatorId: string
let commentId: string

beforeAll(async () => {
  database = await createTestDatabase(25)
  await insertQueue(database.db)
})

beforeEach(async () => {
  await emptyQueue(database.db)
  ;[moderatorId] = (await insertModerators(database.db, 1)) as [string]
  commentId = await insertPublished(database.db)
})

afterAll(() => database.drop())

const reportRows = () => database.db.selectFrom('report').selectAll().where('comment_id', '=', commentId).execute()

const undoBy = (decisionId: string) =>
  undo(database.db, { siteId: SITE, commentId, decisionId, moderatorId, isLead: true, seconds: 600 })

describe('two hundred reports', () => {
  test('remove nothing, are one card with every reason, and one decision answers all of them', async () => {
    const { db } = database
    const before = await commentRow(db, commentId)
    const readers = await Promise.all(Array.from({ length: 200 }, () => createFactory(db).reader.insert()))
    await Promise.all(
      readers.map(({ id }, at) => report(db, commentId, { readerId: id, category: at % 4 === 0 ? 'fraud' : 'abuse' })),
    )
    expect(await commentRow(db, commentId)).toEqual(before)
    expect(await queuesOf(db, commentId)).toEqual(['reported'])
    const key = await lease(db, moderatorId, 'reported')
    const { reports } = (await loadCard(db, { siteId: SITE, commentId }))!.complaints
    expect(reports).toMatchObject({
      count: 200,
      categories: [
        { category: 'abuse', count: 150 },
        { category: 'fraud', count: 50 },
      ],
    })
    expect(reports.listed).toHaveLength(50)
    const decisionId = await settle(db, remove(key))
    const rows = await reportRows()
    expect(new Set(rows.map((row) => row.decision_id))).toEqual(new Set([decisionId]))
    expect(new Set(rows.map(({ ticket }) => ticket)).size).toBe(200)
    expect(await queuesOf(db, commentId)).toEqual([])
  })

  test('that come in while it is decided leave none without an answer or a question', async () => {
    const { db } = database
    await report(db, commentId)
    const key = await lease(db, moderatorId, 'reported')
    const flood = Array.from({ length: 60 }, () => report(db, commentId))
    const [decided] = await Promise.all([decide(db, publish(key)), ...flood])
    expect(decided.outcome).toBe('decided')
    const open = (await reportRows()).filter(({ answered_at }) => answered_at === null)
    // Those that came after the decision are asked anew; where none did, nothing is asked.
    expect(await queuesOf(db, commentId)).toEqual(open.length > 0 ? ['reported'] : [])
    const [claimed] = await claimMany(db, moderatorId, { count: 1, queues: ['reported'] })
    if (claimed) await settle(db, publish({ ...key, leaseToken: claimed.leaseToken }))
    expect((await reportRows()).every(({ answered_at }) => answered_at !== null)).toBe(true)
  })

  test('that come in while it is removed are all answered, or refused because it is gone', async () => {
    const { db } = database
    await report(db, commentId)
    const key = await lease(db, moderatorId, 'reported')
    const flood = Array.from({ length: 60 }, () => report(db, commentId))
    const [decisionId, ...outcomes] = await Promise.all([settle(db, remove(key)), ...flood])
    const rows = await reportRows()
    expect(new Set(rows.map((row) => row.decision_id))).toEqual(new Set([decisionId]))
    expect(rows).toHaveLength(1 + outcomes.filter(({ outcome }) => outcome === 'reported').length)
    expect(await queuesOf(db, commentId)).toEqual([])
  })
})

describe('a report', () => {
  test('of the same reader takes the place of the first under its number, and is final once it is answered', async () => {
    const { db } = database
    const { id: readerId } = await createFactory(db).reader.insert()
    const first = await report(db, commentId, { readerId, category: 'abuse' })
    const second = await report(db, commentId, { readerId, category: 'fraud', text: '騙子' })
    if (first.outcome !== 'reported' || second.outcome !== 'updated') throw new Error(second.outcome)
    expect(second.report).toMatchObject({ ticket: first.report.ticket, category: 'fraud', text: '騙子' })
    expect(await reportRows()).toHaveLength(1)
    await settle(db, publish(await lease(db, moderatorId, 'reported')))
    expect(await report(db, commentId, { readerId })).toMatchObject({
      outcome: 'answered',
      report: { decision: 'publish', category: 'fraud' },
    })
    expect(await queuesOf(db, commentId)).toEqual([])
  })

  test('twice at once by one reader is one', async () => {
    const { id: readerId } = await createFactory(database.db).reader.insert()
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => report(database.db, commentId, { readerId })))
    for (const { outcome } of outcomes) expect(['reported', 'updated']).toContain(outcome)
    expect(await reportRows()).toHaveLength(1)
  })

  test('of one’s own comment, of what is not public and of nothing is refused and leaves nothing', async () => {
    const { db } = database
    const { reader_id: readerId } = await commentRow(db, commentId)
    expect(await report(db, commentId, { readerId })).toEqual({ outcome: 'own_comment' })
    await report(db, commentId)
    await settle(db, remove(await lease(db, moderatorId, 'reported')))
    expect(await report(db, commentId)).toEqual({ outcome: 'not_public', status: 'removed' })
    const held = await createFactory(db).comment.insert()
    expect(await report(db, held.id)).toEqual({ outcome: 'not_public', status: 'held' })
    expect(await report(db, '0198c0de-0000-7000-8000-000000000000')).toEqual({ outcome: 'not_found' })
    expect(await reportRows()).toHaveLength(1)
  })

  test('about a minor goes before an older one, and stays so whatever is reported after', async () => {
    const { db } = database
    const older = commentId
    const urgent = await insertPublished(db)
    await report(db, older)
    await report(db, urgent, { category: 'minor_harm' })
    await report(db, urgent, { category: 'meaningless' })
    const [first] = await claimMany(db, moderatorId, { count: 1, queues: ['reported'] })
    expect(first?.commentId).toBe(urgent)
  })

  test('is open again when the decision is undone, with its place in the queue', async () => {
    const { db } = database
    await report(db, commentId)
    const asked = await db.selectFrom('waiting').selectAll().where('comment_id', '=', commentId).execute()
    const decisionId = await settle(db, remove(await lease(db, moderatorId, 'reported')))
    expect(await undoBy(decisionId)).toMatchObject({ outcome: 'undone', status: 'published' })
    expect(await reportRows()).toMatchObject([{ answered_at: null, decision_id: null }])
    expect(await db.selectFrom('waiting').selectAll().where('comment_id', '=', commentId).execute()).toEqual(asked)
  })

  test('stays open where the publication itself is undone, and the next decision answers it', async () => {
    const { db } = database
    await emptyQueue(db)
    commentId = (await createFactory(db).comment.insert()).id
    const published = await settle(db, publish(await lease(db, moderatorId)))
    await report(db, commentId)
    expect(await undoBy(published)).toMatchObject({ outcome: 'undone', status: 'held' })
    expect(await reportRows()).toMatchObject([{ answered_at: null }])
    expect(await queuesOf(db, commentId)).toEqual(['held'])
    const { lease_token: leaseToken } = await commentRow(db, commentId)
    const key = { siteId: SITE, commentId, moderatorId, leaseToken: leaseToken! }
    const decisionId = await settle(db, { ...remove(key), kind: 'reject' })
    expect(await reportRows()).toMatchObject([{ decision_id: decisionId }])
  })

  test('ends without a decision when the author withdraws the comment', async () => {
    const { db } = database
    const { id: readerId } = await createFactory(db).reader.insert()
    await report(db, commentId, { readerId })
    const { reader_id: author } = await commentRow(db, commentId)
    const withdrawal = { siteId: SITE, commentId, readerId: author, at: new Date() }
    await db.transaction().execute((trx) => withdrawComment(trx, withdrawal))
    expect(await reportRows()).toMatchObject([{ answered_at: expect.any(Date), decision_id: null }])
    const { reports } = await listOwnReports(db, { siteId: SITE, readerId, cursor: null, limit: 5 })
    expect(reports).toMatchObject([{ commentText: null, decision: null, answeredAt: expect.any(Date) }])
  })

  test('is answered by a decision that is made elsewhere than in its queue', async () => {
    const { db } = database
    await report(db, commentId)
    const opened = await open(db, { siteId: SITE, commentId, moderatorId, seconds: 600, isLead: false })
    if (opened.outcome !== 'opened') throw new Error(opened.outcome)
    const key = { siteId: SITE, commentId, moderatorId, leaseToken: opened.lease.leaseToken }
    const decisionId = await settle(db, remove(key))
    expect(await reportRows()).toMatchObject([{ decision_id: decisionId }])
  })
})

test('a reporter’s record is how many of their reports were decided, and how many upheld', async () => {
  const { db } = database
  const { id: readerId } = await createFactory(db).reader.insert()
  for (const ruling of [remove, publish, remove]) {
    const earlier = await insertPublished(db)
    await report(db, earlier, { readerId })
    await settle(db, ruling(await lease(db, moderatorId, 'reported')))
  }
  await report(db, commentId, { readerId, category: 'rumor', text: '不實' })
  const { reports } = (await loadCard(db, { siteId: SITE, commentId }))!.complaints
  expect(reports.listed).toMatchObject([
    { category: 'rumor', text: '不實', reader: { id: readerId, decided: 3, upheld: 2 } },
  ])
})

test('a reader’s reports are listed the last first, page by page', async () => {
  const { db } = database
  const { id: readerId } = await createFactory(db).reader.insert()
  const ids: string[] = []
  for (let count = 0; count < 5; count += 1) {
    ids.unshift(await insertPublished(db))
    await report(db, ids[0]!, { readerId })
  }
  const seen: string[] = []
  let cursor: { at: Date; id: string } | null = null
  do {
    const page = await listOwnReports(db, { siteId: SITE, readerId, cursor, limit: 2 })
    seen.push(...page.reports.map((one) => one.commentId))
    cursor = page.next
  } while (cursor)
  expect(seen).toEqual(ids)
})

test('the author’s record counts their other comments that were reported, and those refused for it', async () => {
  const { db } = database
  const readerId = (await commentRow(db, commentId)).reader_id
  const { comment } = createFactory(db)
  const others = await Promise.all(
    [1, 2].map((minutes) =>
      comment.insert({ readerId, screening: screened('pass'), at: new Date(Date.now() - minutes * 60_000) }),
    ),
  )
  await report(db, commentId)
  for (const { id } of others) await report(db, id)
  const reported = async (id: string) => (await loadCard(db, { siteId: SITE, commentId: id }))?.author.reported
  expect(await reported(commentId)).toEqual({ comments: 2, upheld: 0 })
  for (let count = 0; count < 2; count += 1) await report(db, others[0]!.id)
  const ruled: string[] = []
  for (const ruling of [remove, publish]) {
    const key = await openFor(others[ruled.length]!.id)
    await settle(db, ruling(key))
    ruled.push(key.commentId)
  }
  expect(await reported(commentId)).toEqual({ comments: 2, upheld: 1 })
  expect(await reported(ruled[0]!)).toEqual({ comments: 2, upheld: 0 })
})

async function openFor(id: string): Promise<LeaseKey> {
  const opened = await open(database.db, { siteId: SITE, commentId: id, moderatorId, seconds: 600, isLead: false })
  if (opened.outcome !== 'opened') throw new Error(opened.outcome)
  return { siteId: SITE, commentId: id, moderatorId, leaseToken: opened.lease.leaseToken }
}
