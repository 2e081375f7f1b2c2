import { v7 as uuidv7 } from 'uuid'
import type { Queue } from '../../src/moderation/queue.ts'
import { claim } from '../../src/review/claim.ts'
import { type Claimed, LEASE_SECONDS, type LeaseKey } from '../../src/review/lease.ts'
import type { Db } from '../../src/storage/database.ts'
import type { Comment } from '../../src/storage/new-comment.ts'
import { NO_LEASE } from '../../src/storage/no-lease.ts'
import { createFactory, SITE } from '../factory.ts'

/** A site with one article and nothing in its queue. */
export async function insertQueue(db: Db): Promise<void> {
  await createFactory(db).site.insert()
  await createFactory(db).article.insert()
}

/** Held comments, one a minute, oldest first. */
export async function insertHeld(db: Db, count: number): Promise<Comment[]> {
  const factory = createFactory(db)
  const readerId = (await factory.reader.insert()).id
  const held: Comment[] = []
  for (let index = 0; index < count; index++) {
    held.push(await factory.comment.insert({ readerId, at: new Date(Date.UTC(2023, 7, 23, 8, index)) }))
  }
  return held
}

export async function insertModerators(db: Db, count: number): Promise<string[]> {
  const moderators = await Promise.all(Array.from({ length: count }, () => createFactory(db).moderator.insert()))
  return moderators.map(({ id }) => id)
}

export async function claimFor(db: Db, moderatorId: string, queue: Queue = 'held'): Promise<Claimed | undefined> {
  return (await claimMany(db, moderatorId, { count: 1, queues: [queue] }))[0]
}

export function claimMany(
  db: Db,
  moderatorId: string,
  { count, queues = ['held'] }: { count: number; queues?: readonly Queue[] },
): Promise<Claimed[]> {
  return claim(db, { siteId: SITE, moderatorId, seconds: LEASE_SECONDS, queues, count })
}

/** A lease that the moderator holds now. */
export async function lease(db: Db, moderatorId: string, queue: Queue = 'held'): Promise<LeaseKey> {
  const claimed = await claimFor(db, moderatorId, queue)
  if (!claimed) throw new Error('nothing to claim')
  return { siteId: SITE, moderatorId, commentId: claimed.commentId, leaseToken: claimed.leaseToken }
}

export function publish(key: LeaseKey) {
  return { ...key, kind: 'publish', category: null, note: null, decisionId: uuidv7() } as const
}

export function reject(key: LeaseKey) {
  return { ...key, kind: 'reject', category: 'abuse', note: '罵人', decisionId: uuidv7() } as const
}

export async function expire(db: Db, commentId: string): Promise<void> {
  await db
    .updateTable('comment')
    .set({ lease_expires_at: new Date(Date.now() - 1000) })
    .where('id', '=', commentId)
    .where('lease_token', 'is not', null)
    .returning('id')
    .executeTakeFirstOrThrow()
}

export async function emptyQueue(db: Db): Promise<void> {
  await db
    .updateTable('comment')
    .set({ status: 'withdrawn', published_at: null, ...NO_LEASE })
    .where('status', '!=', 'withdrawn')
    .execute()
}

export async function commentRow(db: Db, commentId: string): Promise<Comment> {
  return db.selectFrom('comment').selectAll().where('id', '=', commentId).executeTakeFirstOrThrow()
}

export async function eventTypes(db: Db, commentId: string): Promise<string[]> {
  const events = await db
    .selectFrom('event')
    .select('type')
    .where('comment_id', '=', commentId)
    .orderBy('number')
    .execute()
  return events.map(({ type }) => type)
}
