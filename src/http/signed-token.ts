import type { webcrypto } from 'node:crypto'
import { verify } from 'hono/jwt'

export type Key = Parameters<typeof verify>[1]

/** How far a portal's clock may run ahead of ours. */
export const CLOCK_LEEWAY_SECONDS = 60

/** What a portal's own requests name, and no reader's token: no site may be called so. */
export const PORTAL_AUDIENCE = 'portal'

/** The times are checked by the injected clock, after the signature. */
const UNTIMED = { exp: false, nbf: false, iat: false } as const

/** Returns what a portal's token says, whenever it said so; `undefined` where the signature does not fit the key. */
export async function readSigned(token: string, key: Key, alg: 'HS256' | 'ES256'): Promise<unknown> {
  try {
    return await verify(token, typeof key === 'string' ? await imported(key) : key, { alg, ...UNTIMED })
  } catch {
    return undefined
  }
}

/** One of each site, and those from before a secret was changed. */
const MOST_SECRETS = 100

const secrets = new Map<string, Promise<webcrypto.CryptoKey>>()

/** Secrets as keys, made once: to make one takes longer than to check a signature with it. */
function imported(secret: string): Promise<webcrypto.CryptoKey> {
  const known = secrets.get(secret)
  if (known !== undefined) return known
  if (secrets.size >= MOST_SECRETS) secrets.clear()
  const hmac = { name: 'HMAC', hash: 'SHA-256' }
  const key = crypto.subtle.importKey('raw', Buffer.from(secret), hmac, false, ['verify'])
  secrets.set(secret, key)
  return key
}
