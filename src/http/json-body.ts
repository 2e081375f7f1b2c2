import { bodyLimit } from 'hono/body-limit'
import { createMiddleware } from 'hono/factory'
import { words } from '../moderation/language.ts'
import type { HttpEnv } from './edge.ts'
import { Refusal } from './refusal.ts'

/** 2,000 families of four are 50,000 bytes of UTF-8; the page and the braces fit in the rest. */
const BODY_LIMIT_KIB = 64

const JSON_TYPE = /^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i

const limited = bodyLimit({
  maxSize: BODY_LIMIT_KIB * 1024,
  onError: () => {
    throw new Refusal('body_too_large', { parameters: { limit: BODY_LIMIT_KIB } })
  },
})

/** What `jsonBody` refuses with. */
export const BODY_ERRORS = ['invalid_json', 'invalid_encoding', 'body_too_large', 'unsupported_media_type'] as const

/** Lets through only a body of at most 64 KiB that is UTF-8 and JSON; what the JSON says is the schema's matter. */
export const jsonBody = createMiddleware<HttpEnv>(async (c, next) => {
  const type = c.req.header('content-type') ?? ''
  if (!JSON_TYPE.test(type)) throw new Refusal('unsupported_media_type', { parameters: { type: type.slice(0, 80) } })
  return limited(c, async () => {
    parse(decode(await c.req.arrayBuffer()))
    await next()
  })
})

function decode(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new Refusal('invalid_encoding')
  }
}

function parse(text: string): void {
  try {
    JSON.parse(text)
  } catch (error) {
    throw new Refusal('invalid_json', { parameters: { where: place(error, text) } })
  }
}

/** V8 names the position of a stray character and nothing when the text just ends. */
function place(error: unknown, text: string) {
  const position = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1]
  const at = position === undefined ? text.length : Number(position)
  return words(`第 ${at + 1} 個字符處`, `at character ${at + 1}`)
}
