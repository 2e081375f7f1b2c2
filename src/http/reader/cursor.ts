import { z } from '@hono/zod-openapi'
import { words } from '../../moderation/language.ts'
import type { Cursor } from '../../storage/published-comments.ts'
import { invalidRequest } from '../refusal.ts'

/** A place in any list that is ordered by a time and then an id. */
interface Place {
  readonly at: Date
  readonly id: string
}

const PlaceJson = z.tuple([z.iso.datetime(), z.uuid()])

/** Makes an opaque cursor of the last comment of a page. */
export function encodeCursor({ publishedAt, id }: Cursor): string {
  return encodePlace({ at: publishedAt, id })
}

/** Makes an opaque cursor of the last of a page, by whatever time its list is ordered. */
export function encodePlace({ at, id }: Place): string {
  return Buffer.from(JSON.stringify([at.toISOString(), id])).toString('base64url')
}

/** Reads back what `encodeCursor` made; anything else is refused. */
export function decodeCursor(cursor: string): Cursor {
  const { at, id } = decodePlace(cursor)
  return { publishedAt: at, id }
}

/** Reads back what `encodePlace` made; anything else is refused. */
export function decodePlace(cursor: string): Place {
  const place = PlaceJson.safeParse(parse(Buffer.from(cursor, 'base64url').toString('utf8')))
  if (!place.success) throw invalidRequest([{ path: 'cursor', message: MALFORMED }])
  const [at, id] = place.data
  return { at: new Date(at), id }
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
