import { bodyLimit } from 'hono/body-limit'
import { createMiddleware } from 'hono/factory'
import { words } from '../moderation/language.ts'
import type { HttpEnv } from './edge.ts'
import { Refusal } from './refusal.ts'

/** 2,000 families of four are 50,000 bytes of UTF-8; the page and the braces fit in the rest. */
const BODY_LIMIT_KIB = 64

/** Four times what any body of ours has; what is nested deeper is not worth its parsing. */
const DEEPEST = 16

const JSON_TYPE = /^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i

const limited = bodyLimit({
  maxSize: BODY_LIMIT_KIB * 1024,
  onError: () => {
    throw new Refusal('body_too_large', { parameters: { limit: BODY_LIMIT_KIB } })
  },
})

/** What `jsonBody` refuses with. */
export const BODY_ERRORS = ['invalid_json', 'invalid_encoding', 'body_too_large', 'unsupported_media_type'] as const

/**
 * Lets through only a body of at most 64 KiB that is UTF-8, not nested beyond reason, and JSON; what the JSON says is the
 * schema's matter.
 */
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

/** Anything nested deeper is refused before it is parsed, at the bracket that is one too many. */
function checkDepth(text: string): void {
  let depth = 0
  let isQuoted = false
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index]
    if (character === '"') isQuoted = !isQuoted
    else if (isQuoted) index += character === '\\' ? 1 : 0
    else if (character === '[' || character === '{') depth += 1
    else if (character === ']' || character === '}') depth -= 1
    if (depth > DEEPEST) throw tooDeep(index)
  }
}

function parse(text: string): void {
  checkDepth(text)
  try {
    JSON.parse(text)
  } catch (error) {
    throw new Refusal('invalid_json', { parameters: { where: place(error, text) } })
  }
}

function tooDeep(index: number): Refusal {
  return new Refusal('invalid_json', { message: TOO_DEEP, parameters: { where: placeOf(index), limit: DEEPEST } })
}

const TOO_DEEP = words(
  '請求的 JSON 最多 {limit} 層，{where}超過了。請減少巢狀的層數。',
  'The JSON of a request may be nested {limit} levels deep; it is deeper {where}. Nest it less.',
)

/** V8 names the position of a stray character and nothing when the text just ends. */
function place(error: unknown, text: string) {
  const position = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1]
  const at = position === undefined ? text.length : Number(position)
  return placeOf(at)
}

function placeOf(index: number) {
  return words(`第 ${index + 1} 個字符處`, `at character ${index + 1}`)
}
