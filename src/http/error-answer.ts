import type { Context, ErrorHandler, NotFoundHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { Logger } from 'pino'
import { isDatabaseOutage } from './database-outage.ts'
import type { HttpEnv } from './edge.ts'
import { ERROR_STATUS } from './errors.ts'
import { say } from './messages.ts'
import { Refusal } from './refusal.ts'

/** Answers every error in the caller's language; what was not foreseen is logged and never told. */
export function answerErrors(log: Logger): ErrorHandler<HttpEnv> {
  return (error, c) => {
    if (error instanceof Refusal) return answer(c, error)
    if (error instanceof HTTPException) return answer(c, new Refusal(codeOf(error.status)))
    const request = { err: error, requestId: c.get('requestId'), method: c.req.method, path: c.req.path }
    if (c.req.raw.signal.aborted || isBrokenOff(error)) {
      log.debug(request, 'request broken off by its sender')
      return answer(c, new Refusal('invalid_encoding'))
    }
    const isOutage = isDatabaseOutage(error)
    log.error(request, 'request failed')
    return answer(c, new Refusal(isOutage ? 'service_unavailable' : 'internal_error'))
  }
}

/** A path that is nobody's. */
export const answerNotFound: NotFoundHandler<HttpEnv> = (c) => answer(c, new Refusal('not_found'))

/** Writes `{ code, message, issues?, retryAfterSeconds? }`, which no cache may keep. */
export function answer(c: Context<HttpEnv>, refusal: Refusal): Response {
  const { code, words, parameters, issues, retryAfterSeconds, challenge } = refusal
  const language = c.get('language') ?? 'zh-Hant'
  const known = { path: c.req.path, method: c.req.method, requestId: c.get('requestId') ?? '', ...parameters }
  c.header('Cache-Control', 'no-store')
  if (retryAfterSeconds !== undefined) c.header('Retry-After', String(retryAfterSeconds))
  if (ERROR_STATUS[code] === 401 && code.startsWith('token_')) c.header('WWW-Authenticate', 'Bearer')
  return c.json(
    {
      code,
      message: say(words, known, language),
      ...(issues.length > 0 && {
        issues: issues.map(({ path, message }) => ({ path, message: say(message, {}, language) })),
      }),
      ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
      ...(challenge && { challenge }),
    },
    ERROR_STATUS[code],
  )
}

/** Node's word for a body whose sender went away; it comes before the request's signal is set. */
function isBrokenOff(error: Error): boolean {
  return error.message === 'aborted' && 'code' in error && error.code === 'ECONNRESET' && !('syscall' in error)
}

/** The libraries' own refusals, which the checks before them leave only in corners. */
function codeOf(status: number) {
  if (status === 413) return 'body_too_large'
  if (status === 415) return 'unsupported_media_type'
  return status < 500 ? 'invalid_encoding' : 'internal_error'
}
