import { z } from '@hono/zod-openapi'
import { AGES, type Age } from '../../moderation/protection.ts'
import { countGraphemes } from '../../text/graphemes.ts'
import { isPlain } from '../plain-text.ts'
import { Refusal } from '../refusal.ts'
import { CLOCK_LEEWAY_SECONDS, type Key, PORTAL_AUDIENCE, readSigned } from '../signed-token.ts'
import type { FoundKey } from './published-keys.ts'

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

const NAME_LIMIT = 20

/** As RFC 7519 writes it. */
const Audience = z.union([z.string(), z.array(z.string())])

const Claims = z.object({
  aud: Audience.optional(),
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

/** What a portal signs with. */
export interface Signing {
  /** The site at which the token is shown. */
  readonly siteId: string
  readonly secret: string
  /** `null` where the portal publishes no keys. */
  readonly findKey: ((kid: string) => Promise<FoundKey>) | null
}

/**
 * Reads a reader token signed by the portal: HS256 with the shared secret, or ES256 with a key that the portal publishes.
 * Each way has a key of its own that the other never sees, so that a published key is no secret to sign with. Refuses with
 * `token_missing`, `token_expired` when only the time is wrong, `keys_unavailable` when the keys cannot be had, or
 * `token_invalid`, never telling which check failed.
 */
export async function readToken(authorization: string | undefined, signing: Signing, now: Date): Promise<ReaderClaims> {
  if (authorization === undefined || authorization.trim() === '') throw new Refusal('token_missing')
  const token = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+) *$/i.exec(authorization)?.[1]
  if (token === undefined || token.length > TOKEN_LIMIT) throw new Refusal('token_invalid')
  const header = Header.safeParse(decodePart(token, 0)).data
  if (!header || !(await isSigned(token, header, signing))) throw new Refusal('token_invalid')
  const claims = Claims.safeParse(decodePart(token, 1))
  if (!claims.success) throw new Refusal('token_invalid')
  const { alg } = header
  if (!isFor(claims.data.aud, signing.siteId, alg)) throw new Refusal('token_invalid')
  const { sub, name, verified, person, staff = false, age, guardian = false } = claims.data
  checkTimes(claims.data, now.getTime() / 1000)
  return { subject: sub, name, isVerified: verified, person, isStaff: staff, age, hasGuardian: guardian }
}

const Header = z.object({ alg: z.enum(['HS256', 'ES256']), kid: z.string().min(1).max(128).optional() })

type Header = z.infer<typeof Header>

/** A reader shows the same token with every request for as long as it holds. */
const MOST_TOKENS = 5_000

/** By the key that they were found to be signed with; what they say, and whether its time has come, is read anew. */
const fitting = new Map<string, Key>()

async function fits(token: string, key: Key, alg: Header['alg']): Promise<boolean> {
  const name = `${alg} ${token}`
  if (key !== undefined && fitting.get(name) === key) return true
  if ((await readSigned(token, key, alg)) === undefined) return false
  if (fitting.size >= MOST_TOKENS) fitting.clear()
  fitting.set(name, key)
  return true
}

async function isSigned(token: string, { alg, kid }: Header, { secret, findKey }: Signing): Promise<boolean> {
  if (alg === 'HS256') return fits(token, secret, alg)
  if (!findKey || kid === undefined) return false
  const found = await findKey(kid)
  if (found.outcome === 'unavailable') throw new Refusal('keys_unavailable')
  return found.outcome === 'found' && fits(token, found.key, alg)
}

/**
 * Tells whether a token was made for this site. The secret is one site's alone, so that what is signed with it need not
 * say so; published keys may serve several. What names the portal's own requests is no reader's.
 */
function isFor(audience: z.infer<typeof Audience> | undefined, siteId: string, alg: Header['alg']): boolean {
  if (audience === undefined) return alg === 'HS256'
  const named = [audience].flat()
  return named.includes(siteId) && !named.includes(PORTAL_AUDIENCE)
}

const UTF_8 = new TextDecoder('utf-8', { fatal: true })

function decodePart(token: string, part: 0 | 1): unknown {
  try {
    const bytes = Buffer.from(token.split('.')[part] ?? '', 'base64url')
    return JSON.parse(UTF_8.decode(bytes))
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
