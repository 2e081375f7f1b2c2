import { z } from '@hono/zod-openapi'

/** Every error code that an answer can carry, with its HTTP status. */
export const ERROR_STATUS = {
  invalid_request: 400,
  invalid_json: 400,
  invalid_encoding: 400,
  request_unreadable: 400,
  token_missing: 401,
  token_invalid: 401,
  token_expired: 401,
  credentials_invalid: 401,
  code_required: 401,
  session_required: 401,
  reader_unverified: 403,
  reader_sanctioned: 403,
  guardian_required: 403,
  reply_blocked: 403,
  origin_not_allowed: 403,
  article_closed: 403,
  csrf_invalid: 403,
  role_forbidden: 403,
  password_change_required: 403,
  second_factor_required: 403,
  password_wrong: 403,
  article_unknown: 404,
  not_found: 404,
  ticket_unknown: 404,
  model_unknown: 404,
  comment_unknown: 404,
  reader_unknown: 404,
  template_unknown: 404,
  macro_unknown: 404,
  invitation_unknown: 404,
  person_unknown: 404,
  training_unknown: 404,
  sanction_unknown: 404,
  bulk_unknown: 404,
  method_not_allowed: 405,
  request_timeout: 408,
  lease_lost: 409,
  already_decided: 409,
  not_decidable: 409,
  not_undoable: 409,
  escalation_conflict: 409,
  too_many_leases: 409,
  macro_key_taken: 409,
  bulk_conflict: 409,
  sanction_conflict: 409,
  not_withdrawable: 409,
  not_editable: 409,
  edit_too_late: 409,
  not_answerable: 409,
  own_comment: 409,
  own_profile: 409,
  too_many_blocks: 409,
  not_reportable: 409,
  report_answered: 409,
  reports_enough: 409,
  not_appealable: 409,
  already_appealed: 409,
  appeal_too_late: 409,
  model_conflict: 409,
  second_factor_conflict: 409,
  username_taken: 409,
  last_admin: 409,
  body_too_large: 413,
  unsupported_media_type: 415,
  text_empty: 422,
  text_too_long: 422,
  text_invalid: 422,
  idempotency_conflict: 422,
  password_weak: 422,
  code_wrong: 422,
  proof_required: 428,
  too_many_requests: 429,
  account_locked: 429,
  headers_too_large: 431,
  internal_error: 500,
  keys_unavailable: 503,
  service_unavailable: 503,
} as const

/** One of the codes of `ERROR_STATUS`. */
export type ErrorCode = keyof typeof ERROR_STATUS

/** What is to be solved, as altcha does it: the number after the salt whose SHA-256 the challenge is. */
export const Challenge = z
  .object({
    algorithm: z.literal('SHA-256'),
    challenge: z.string(),
    maxnumber: z.int(),
    salt: z.string(),
    signature: z.string(),
  })
  .openapi('Challenge')

/** The body of every error: what went wrong, in the caller's language, and where for bad input. */
export const ErrorBody = z
  .object({
    code: z.string().openapi({ example: 'text_too_long' }),
    message: z.string().openapi({ example: '評論最多 2,000 字，現有 2,113 字，請刪減後再發。' }),
    issues: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    /** On 429: whole seconds until the next attempt may succeed; the same as `Retry-After`. */
    retryAfterSeconds: z.int().optional(),
    /** On 428: what to solve before the same request is sent again. */
    challenge: Challenge.optional(),
  })
  .openapi('Error')

export type Challenge = z.infer<typeof Challenge>
