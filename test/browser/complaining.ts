import { v7 as uuidv7 } from 'uuid'
import { claim } from '../../src/review/claim.ts'
import { decide, type Ruling } from '../../src/review/decide.ts'
import { fetchTokens, json } from '../cli/service.ts'
import type { Newsroom } from './desk.ts'

const ARTICLE = 'guanxian-2023-08-23'

async function ask({ service }: Newsroom, name: string, path: string, body: object): Promise<{ id: string }> {
  const [token] = await fetchTokens(service.origin, [name])
  const headers = { origin: service.origin, authorization: `Bearer ${token}` }
  const answer = await fetch(`${service.origin}/v1${path}`, json(body, headers))
  if (!answer.ok) throw new Error(await answer.text())
  return (await answer.json()) as { id: string }
}

/** Posts what the machine publishes at once, and returns its id. */
export async function publishComment(room: Newsroom, text: string): Promise<string> {
  const { id } = await ask(room, '路過的人', `/articles/${ARTICLE}/comments`, { text })
  const { status } = await room.db.selectFrom('comment').select('status').where('id', '=', id).executeTakeFirstOrThrow()
  if (status !== 'published') throw new Error(`not published: ${status}`)
  return id
}

/** As a reader of this name does it. */
export async function report(
  room: Newsroom,
  commentId: string,
  complaint: { name: string; category: string; text: string },
) {
  const { name, ...body } = complaint
  await ask(room, name, `/comments/${commentId}/reports`, body)
}

/** As its author does it. */
export async function appeal(room: Newsroom, commentId: string, reason: string): Promise<void> {
  const comment = await room.db
    .selectFrom('comment')
    .select('display_name')
    .where('id', '=', commentId)
    .executeTakeFirstOrThrow()
  await ask(room, comment.display_name, `/comments/${commentId}/appeals`, { reason })
}

/** Decides the held comment whose turn it is, which is drawn to be looked at again, and returns its id. */
export async function decideDrawn(room: Newsroom, username: string, ruling: Ruling): Promise<string> {
  const { id: moderatorId, site_id: siteId } = await room.db
    .selectFrom('moderator')
    .select(['id', 'site_id'])
    .where('username', '=', username)
    .executeTakeFirstOrThrow()
  const [lease] = await claim(room.db, { siteId, moderatorId, seconds: 60, queues: ['held'], count: 1 })
  if (!lease) throw new Error('nothing is held')
  const sampling = { share: 1, random: 0 }
  const { commentId, leaseToken } = lease
  const key = { siteId, commentId, moderatorId, leaseToken }
  const { outcome } = await decide(room.db, { ...key, ...ruling, note: '看過原文', decisionId: uuidv7(), sampling })
  if (outcome !== 'decided') throw new Error(outcome)
  return commentId
}
