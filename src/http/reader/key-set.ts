import { z } from '@hono/zod-openapi'
import { isLoopback } from '../../loopback.ts'
import { readJson } from '../read-json.ts'

/** A key that a portal signs with, as it publishes it (RFC 7517), and nothing that it says beside. */
export interface PublishedKey {
  readonly kid: string
  readonly kty: 'EC'
  readonly crv: 'P-256'
  readonly x: string
  readonly y: string
}

const coordinate = z.string().regex(/^[\w-]{43}$/)

/** ES256 and nothing else. One that tells its private part is everybody's, and so nobody's. */
const Key = z.object({
  kid: z.string().min(1).max(128),
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: coordinate,
  y: coordinate,
  alg: z.literal('ES256').optional(),
  use: z.literal('sig').optional(),
  d: z.undefined().optional(),
})

const KeySet = z.object({ keys: z.array(z.unknown()).max(50) })

/** Reads the keys of a published set by their ids, leaving out what cannot be used; `undefined` where it is no set. */
export function readKeySet(text: string): ReadonlyMap<string, PublishedKey> | undefined {
  const set = KeySet.safeParse(readJson(text))
  if (!set.success) return undefined
  const keys = new Map<string, PublishedKey>()
  for (const one of set.data.keys) {
    const key = Key.safeParse(one)
    // Of two with one id the first counts, whichever the portal means: a token fits one of them or none.
    if (!key.success || keys.has(key.data.kid)) continue
    const { kid, kty, crv, x, y } = key.data
    keys.set(kid, { kid, kty, crv, x, y })
  }
  return keys
}

/** Tells whether keys may be fetched from an address: over TLS, or from this very machine. */
export function isKeysUrl(address: string): boolean {
  if (!URL.canParse(address) || address.length > 2000) return false
  const { protocol, hostname, username, password } = new URL(address)
  if (username !== '' || password !== '') return false
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname))
}
