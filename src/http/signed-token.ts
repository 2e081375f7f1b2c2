import { verify } from 'hono/jwt'

type Key = Parameters<typeof verify>[1]

/** How far a portal's clock may run ahead of ours. */
export const CLOCK_LEEWAY_SECONDS = 60

/** What a portal's own requests name, and no reader's token: no site may be called so. */
export const PORTAL_AUDIENCE = 'portal'

/** The times are checked by the injected clock, after the signature. */
const UNTIMED = { exp: false, nbf: false, iat: false } as const

/** Returns what a portal's token says, whenever it said so; `undefined` where the signature does not fit the key. */
export async function readSigned(token: string, key: Key, alg: 'HS256' | 'ES256'): Promise<unknown> {
  try {
    return await verify(token, key, { alg, ...UNTIMED })
  } catch {
    return undefined
  }
}
