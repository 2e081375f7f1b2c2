import type { ZodType } from 'zod'

/** The headers of an answer that is for whoever asked alone. */
export const PRIVATE = { 'Cache-Control': 'private, no-store' } as const

/** The headers of an answer that is the same for everyone, and asked for anew each time. */
export const PUBLIC = { 'Cache-Control': 'public, max-age=0, must-revalidate' } as const

/** The OpenAPI form of one JSON body. */
export function json<T extends ZodType>(schema: T, description: string) {
  return { description, content: { 'application/json': { schema } } }
}

/** The OpenAPI form of a required JSON request body. */
export function jsonRequest<T extends ZodType>(schema: T) {
  return { required: true, content: { 'application/json': { schema } } } as const
}
