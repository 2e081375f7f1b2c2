import { isIP } from 'node:net'
import type { Context } from 'hono'
import type { Bindings, HttpEnv } from './edge.ts'

/**
 * The client's address: the socket's, or with trusted proxies the entry of `X-Forwarded-For` that the outermost of
 * them wrote. What stands to the left of it is the client's own claim and is never believed.
 */
export function clientAddress<Env extends HttpEnv>(c: Context<Env>, trustedProxies: number): string | undefined {
  return addressOf(c.env, c.req.header('x-forwarded-for') ?? null, trustedProxies)
}

/** The same of a request that no route has yet. */
export function addressOf(
  bindings: Bindings | undefined,
  forwarded: string | null,
  trustedProxies: number,
): string | undefined {
  const socket = bindings?.address ?? bindings?.incoming?.socket.remoteAddress
  const entries = trustedProxies > 0 && forwarded !== null ? forwarded.split(',').map((entry) => entry.trim()) : []
  const claimed = entries.filter(Boolean).at(-trustedProxies)
  const address = claimed !== undefined && isIP(claimed) ? claimed : socket
  return address?.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '')
}

/** One household or company holds a whole IPv6 /64, so that is what is paced; IPv4 addresses count one by one. */
export function addressGroup(address: string | undefined): string {
  if (address === undefined) return 'unknown'
  return isIP(address) === 6 ? `${expandIpv6(address).slice(0, 4).join(':')}::/64` : address
}

function expandIpv6(address: string): string[] {
  const [head = '', tail] = (address.split('%')[0] ?? '').toLowerCase().split('::')
  const left = head.split(':').filter(Boolean)
  const right = (tail ?? '').split(':').filter(Boolean)
  const gap = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length)
  return [...left, ...Array<string>(gap).fill('0'), ...right].map((group) => group.replace(/^0+(?=.)/, ''))
}
