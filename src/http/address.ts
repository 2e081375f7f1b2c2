import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { isIP } from 'node:net'
import type { Context } from 'hono'
import type { HttpEnv } from './edge.ts'

const NONCE_BYTES = 12
const TAG_BYTES = 16

/**
 * The client's address: the socket's, or with trusted proxies the entry of `X-Forwarded-For` that the outermost of
 * them wrote. What stands to the left of it is the client's own claim and is never believed.
 */
export function clientAddress<Env extends HttpEnv>(c: Context<Env>, trustedProxies: number): string | undefined {
  const socket = c.env?.address ?? c.env?.incoming?.socket.remoteAddress
  const forwarded = (c.req.header('x-forwarded-for') ?? '').split(',').map((entry) => entry.trim())
  const claimed = trustedProxies > 0 ? forwarded.filter(Boolean).at(-trustedProxies) : undefined
  const address = claimed !== undefined && isIP(claimed) ? claimed : socket
  return address?.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '')
}

/** One household or company holds a whole IPv6 /64, so that is what is paced; IPv4 addresses count one by one. */
export function addressGroup(address: string | undefined): string {
  if (address === undefined) return 'unknown'
  return isIP(address) === 6 ? `${expandIpv6(address).slice(0, 4).join(':')}::/64` : address
}

/** Encrypts an address for storage: nonce, ciphertext and tag of AES-256-GCM. */
export function sealAddress(key: Buffer, address: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  return Buffer.concat([nonce, cipher.update(address, 'utf8'), cipher.final(), cipher.getAuthTag()])
}

/** Opens what `sealAddress` closed; throws when the key or one bit differs. */
export function openAddress(key: Buffer, sealed: Buffer): string {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES))
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES))
  const opened = decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES))
  return Buffer.concat([opened, decipher.final()]).toString('utf8')
}

function expandIpv6(address: string): string[] {
  const [head = '', tail] = (address.split('%')[0] ?? '').toLowerCase().split('::')
  const left = head.split(':').filter(Boolean)
  const right = (tail ?? '').split(':').filter(Boolean)
  const gap = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length)
  return [...left, ...Array<string>(gap).fill('0'), ...right].map((group) => group.replace(/^0+(?=.)/, ''))
}
