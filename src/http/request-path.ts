import { createMiddleware } from 'hono/factory'
import { words } from '../moderation/language.ts'
import type { HttpEnv } from './edge.ts'
import { invalidRequest } from './refusal.ts'

/** Refuses an address whose percent-encoding is no UTF-8: guessing at it would name another article. */
export const strictPath = createMiddleware<HttpEnv>(async (c, next) => {
  if (!isDecodable(c.req.url)) throw invalidRequest([{ path: 'url', message: MALFORMED }])
  await next()
})

const MALFORMED = words('網址中的百分號編碼不完整或不是 UTF-8', 'its percent-encoding is incomplete or not UTF-8')

function isDecodable(url: string): boolean {
  try {
    decodeURIComponent(url.replaceAll('+', ' '))
    return true
  } catch {
    return false
  }
}
