import { z } from '@hono/zod-openapi'
import { words } from '../../moderation/language.ts'
import type { Cursor, Sort } from '../../storage/published-comments.ts'
import { readJson } from '../read-json.ts'
import { invalidRequest } from '../refusal.ts'

/** A place in any list that is ordered by a time and then an id. */
interface Place {
  readonly at: Date
  readonly id: string
}

const PlaceJson = z.tuple([z.iso.datetime(), z.uuid()])
const HotJson = z.tuple([z.number(), z.uuid()])

/** Makes an opaque cursor of the last comment of a page. */
export function encodeCursor({ key, id }: Cursor): string {
  return typeof key === 'number' ? encode([key, id]) : encodePlace({ at: key, id })
}

/** Makes an opaque cursor of the last of a page, by whatever time its list is ordered. */
export function encodePlace({ at, id }: Place): string {
  return encode([at.toISOString(), id])
}

/** Reads back what `encodeCursor` made for a list of this order; anything else is refused. */
export function decodeCursor(cursor: string, sort: Sort): Cursor {
  if (sort !== 'hot') {
    const { at, id } = decodePlace(cursor)
    return { key: at, id }
  }
  const [key, id] = read(cursor, HotJson)
  return { key, id }
}

/** Reads back what `encodePlace` made; anything else is refused. */
export function decodePlace(cursor: string): Place {
  const [at, id] = read(cursor, PlaceJson)
  return { at: new Date(at), id }
}

function encode(place: readonly [string | number, string]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url')
}

function read<Read>(cursor: string, schema: z.ZodType<Read>): Read {
  const place = schema.safeParse(readJson(Buffer.from(cursor, 'base64url').toString('utf8')))
  if (!place.success) throw invalidRequest([{ path: 'cursor', message: MALFORMED }])
  return place.data
}

const MALFORMED = words(
  '不是這裡發出的頁碼，請從第一頁重新開始',
  'it was not issued here; start again from the first page',
)
