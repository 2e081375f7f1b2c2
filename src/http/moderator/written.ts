import { z } from '@hono/zod-openapi'

/** Control characters but line breaks and tabs, and lone surrogates, which PostgreSQL cannot store. */
const UNPRINTABLE = /[^\P{Cc}\n\t\r]|\p{Cs}/u

/** What a moderator or a reader writes, on several lines if need be, without white space around it; `max` characters at most. */
export function written(max: number) {
  return z
    .string()
    .trim()
    .max(max)
    .refine((text) => !UNPRINTABLE.test(text), {
      params: { hant: '不能含控制字符', en: 'it must not contain control characters' },
    })
}
