import { isIP } from 'node:net'
import type { Context } from 'hono'
import type { HttpEnv } from './edge.ts'

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

function expandIpv6(address: string): string[] {
  const [head = '', tail] = (address.split('%')[0] ?? '').toLowerCase().split('::')
  const left = head.split(':').filter(Boolean)
  const right = (tail ?? '').split(':').filter(Boolean)
  const gap = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length)
  return [...left, ...Array<string>(gap).fill('0'), ...right].map((group) => group.replace(/^0+(?=.)/, ''))
}
