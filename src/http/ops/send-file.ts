import type { Context } from 'hono'
import type { HttpEnv } from '../edge.ts'
import { Refusal } from '../refusal.ts'
import type { StaticFile } from './static-folder.ts'

/** Sends a file, or 304 when the caller has this very one. */
export function sendFile(
  c: Context<HttpEnv>,
  file: StaticFile | undefined,
  headers: Readonly<Record<string, string>>,
): Response {
  if (!file) throw new Refusal('not_found')
  const sent = { ...headers, ETag: file.etag }
  const known = (c.req.header('if-none-match') ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''))
  if (known.includes(file.etag) || known.includes('*')) return c.body(null, 304, sent)
  return c.body(file.body, 200, { ...sent, 'Content-Type': file.type })
}
