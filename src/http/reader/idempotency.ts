import { createHash } from 'node:crypto'
import { words } from '../../moderation/language.ts'
import type { Db } from '../../storage/database.ts'
import { findIdempotencyKey, type KeptAnswer } from '../../storage/idempotency-keys.ts'
import { invalidRequest, Refusal } from '../refusal.ts'
import type { NewComment } from './schemas.ts'

/** A reader's key for one post, and what it stands for. */
export interface PostKey {
  readonly key: string
  readonly requestHash: Buffer
}

/** Reads `Idempotency-Key`; `null` without one. Two requests are the same when article, text, page and what they answer are. */
export function readPostKey(header: string | undefined, article: string, body: NewComment): PostKey | null {
  const { text, page, replyTo } = body
  const answered = replyTo === undefined ? [] : [replyTo]
  return readKey(header, [article, text, page?.title ?? null, page?.url ?? null, ...answered])
}

/** Reads the key of a change, which is the same as another when comment and text are. */
export function readEditKey(header: string | undefined, commentId: string, text: string): PostKey | null {
  return readKey(header, ['edit', commentId, text])
}

function readKey(header: string | undefined, asked: readonly (string | null)[]): PostKey | null {
  if (header === undefined) return null
  if (!/^[\x21-\x7e]{1,128}$/.test(header)) throw invalidRequest([{ path: 'Idempotency-Key', message: RULE }])
  return { key: header, requestHash: createHash('sha256').update(JSON.stringify(asked)).digest() }
}

/** Returns what the first request under the key was answered, or `undefined` when this is the first. */
export async function findAnswer(
  db: Db,
  owner: { readonly siteId: string; readonly readerId: string },
  { key, requestHash }: PostKey,
): Promise<object | undefined> {
  return answerOf(await findIdempotencyKey(db, { ...owner, key }), requestHash)
}

/** Returns what was answered under a key, where it was asked the same. */
export function answerOf(
  kept: Pick<KeptAnswer, 'requestHash' | 'answer'> | undefined,
  requestHash: Buffer,
): object | undefined {
  if (kept && !kept.requestHash.equals(requestHash)) throw new Refusal('idempotency_conflict')
  return kept?.answer
}

const RULE = words('須為 1 至 128 個可見的 ASCII 字符', 'it has 1 to 128 visible ASCII characters')
