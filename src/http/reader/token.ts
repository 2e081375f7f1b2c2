import { z } from '@hono/zod-openapi'
import { verify } from 'hono/jwt'
import { AGES, type Age } from '../../moderation/protection.ts'
import { countGraphemes } from '../../text/graphemes.ts'
import { isPlain } from '../plain-text.ts'
import { Refusal } from '../refusal.ts'

/** What the portal vouches for. */
export interface ReaderClaims {
  /** The portal's own name for the account; stored only as an HMAC. */
  readonly subject: string
  readonly name: string
  readonly isVerified: boolean
  /** The portal's own name for the verified person, the same for all their accounts; stored only as an HMAC. */
  readonly person: string | undefined
  /** Of the portal's editorial staff. */
  readonly isStaff: boolean
  readonly age: Age | undefined
  readonly hasGuardian: boolean
}

/** Longer than any honest token, short enough to be refused before any work. */
const TOKEN_LIMIT = 4096

/** A stolen token is of use for a day at most. */
const LIFETIME_LIMIT_SECONDS = 24 * 60 * 60

/** How far the portal's clock may run ahead of ours. */
const CLOCK_LEEWAY_SECONDS = 60

const NAME_LIMIT = 20

const Claims = z.object({
  sub: z.string().min(1).max(128).refine(isPlain),
  name: z
    .string()
    .max(400)
    .refine(isPlain)
    .transform((name) => name.trim())
    .refine((name) => name !== '' && countGraphemes(name) <= NAME_LIMIT),
  verified: z.boolean(),
  person: z.string().min(1).max(128).refine(isPlain).optional(),
  staff: z.boolean().optional(),
  age: z.enum(AGES).optional(),
  guardian: z.boolean().optional(),
  exp: z.number(),
  iat: z.number().optional(),
  nbf: z.number().optional(),
})

/**
 * Reads a reader token signed by the portal: HS256 and nothing else, whatever its header says. Refuses with
 * `token_missing`, `token_expired` when only the time is wrong, or `token_invalid`, never telling which check failed.
 */
export async function readToken(authorization: string | undefined, secret: string, now: Date): Promise<ReaderClaims> {
  if (authorization === undefined || authorization.trim() === '') throw new Refusal('token_missing')
  const token = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+) *$/i.exec(authorization)?.[1]
  if (token === undefined || token.length > TOKEN_LIMIT) throw new Refusal('token_invalid')
  if (!(await isSigned(token, secret))) throw new Refusal('token_invalid')
  const claims = Claims.safeParse(decodePayload(token))
  if (!claims.success) throw new Refusal('token_invalid')
  const { sub, name, verified, person, staff = false, age, guardian = false } = claims.data
  checkTimes(claims.data, now.getTime() / 1000)
  return { subject: sub, name, isVerified: verified, person, isStaff: staff, age, hasGuardian: guardian }
}

async function isSigned(token: string, secret: string): Promise<boolean> {
  try {
    // The times are checked by the injected clock, after the signature.
    await verify(token, secret, { alg: 'HS256', exp: false, nbf: false, iat: false })
    return true
  } catch {
    return false
  }
}

function decodePayload(token: string): unknown {
  try {
    const bytes = Buffer.from(token.split('.')[1] ?? '', 'base64url')
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new Refusal('token_invalid')
  }
}

function checkTimes({ exp, iat, nbf }: z.infer<typeof Claims>, seconds: number): void {
  const latest = seconds + CLOCK_LEEWAY_SECONDS
  const begun = iat ?? seconds
  if (begun > latest || (nbf ?? 0) > latest) throw new Refusal('token_invalid')
  if (exp - begun > LIFETIME_LIMIT_SECONDS || exp - latest > LIFETIME_LIMIT_SECONDS) throw new Refusal('token_invalid')
  if (exp <= seconds) throw new Refusal('token_expired')
}
