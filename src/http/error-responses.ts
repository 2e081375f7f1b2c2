import { ERROR_STATUS, ErrorBody, type ErrorCode } from './errors.ts'

/** What may happen to any request; documented once for each route. */
const ALWAYS = ['invalid_request', 'method_not_allowed', 'internal_error', 'service_unavailable'] as const

/**
 * The OpenAPI responses of the errors that a route can answer with, several codes to a status. They are thrown, never
 * returned, so that the type promises nothing: a handler's own answers stay exactly its own.
 */
export function errorResponses(...codes: readonly ErrorCode[]): Record<never, never> {
  const byStatus = new Map<number, ErrorCode[]>()
  for (const code of new Set([...ALWAYS, ...codes])) {
    const status = ERROR_STATUS[code]
    byStatus.set(status, [...(byStatus.get(status) ?? []), code])
  }
  return Object.fromEntries([...byStatus].map(([status, known]) => [status, errorResponse(status, known)]))
}

function errorResponse(status: number, codes: readonly ErrorCode[]) {
  return {
    description: codes.map((code) => `\`${code}\``).join(', '),
    content: { 'application/json': { schema: ErrorBody } },
    ...(status === 429 && {
      headers: { 'Retry-After': { schema: { type: 'integer' as const }, description: 'Seconds' } },
    }),
  }
}
