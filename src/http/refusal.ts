import type { Words } from '../moderation/language.ts'
import type { Challenge, ErrorCode } from './errors.ts'
import { MESSAGES, type Parameters, waitWords } from './messages.ts'

/** One place in the request that is wrong. */
export interface Issue {
  readonly path: string
  readonly message: Words
}

interface RefusalOptions {
  /** Says more than the catalogue's sentence. */
  readonly message?: Words
  readonly parameters?: Parameters
  readonly issues?: readonly Issue[]
  readonly retryAfterSeconds?: number
  readonly challenge?: Challenge
}

/** A request that is turned down; `onError` turns it into the answer. Thrown only under `http/`. */
export class Refusal extends Error {
  readonly code: ErrorCode
  readonly words: Words
  readonly parameters: Parameters
  readonly issues: readonly Issue[]
  readonly retryAfterSeconds: number | undefined
  readonly challenge: Challenge | undefined

  constructor(code: ErrorCode, options: RefusalOptions = {}) {
    super(code)
    this.name = 'Refusal'
    this.code = code
    this.words = options.message ?? MESSAGES[code]
    this.parameters = options.parameters ?? {}
    this.issues = options.issues ?? []
    this.retryAfterSeconds = options.retryAfterSeconds
    this.challenge = options.challenge
  }
}

/** Bad input, told with every place that is wrong; the message names the first. */
export function invalidRequest(issues: readonly [Issue, ...Issue[]]): Refusal {
  const [first] = issues
  return new Refusal('invalid_request', { issues, parameters: { path: first.path, problem: first.message } })
}

/** Too fast: says when the next attempt may succeed, in the message and in `Retry-After`. */
export function tooManyRequests(
  retryAfterSeconds: number,
  message = MESSAGES.too_many_requests,
  parameters: Parameters = {},
) {
  return new Refusal('too_many_requests', {
    message,
    retryAfterSeconds,
    parameters: { ...parameters, wait: waitWords(retryAfterSeconds) },
  })
}
