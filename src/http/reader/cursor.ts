import { z } from '@hono/zod-openapi'
import { words } from '../../moderation/language.ts'
import type { Cursor } from '../../storage/published-comments.ts'
import { invalidRequest } from '../refusal.ts'

const Place = z.tuple([z.iso.datetime(), z.uuid()])

/** Makes an opaque cursor of the last comment of a page. */
export function encodeCursor({ publishedAt, id }: Cursor): string {
  return Buffer.from(JSON.stringify([publishedAt.toISOString(), id])).toString('base64url')
}

/** Reads back what `encodeCursor` made; anything else is refused. */
export function decodeCursor(cursor: string): Cursor {
  const place = Place.safeParse(parse(Buffer.from(cursor, 'base64url').toString('utf8')))
  if (!place.success) throw invalidRequest([{ path: 'cursor', message: MALFORMED }])
  const [publishedAt, id] = place.data
  return { publishedAt: new Date(publishedAt), id }
}

const MALFORMED = words(
  '不是這裡發出的頁碼，請從第一頁重新開始',
  'it was not issued here; start again from the first page',
)

function parse(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}
