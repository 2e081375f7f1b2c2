import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { addressGroup, clientAddress } from '../../src/http/address.ts'
import type { HttpEnv } from '../../src/http/edge.ts'

async function addressSeen(trustedProxies: number, forwarded: string | undefined, socket: string): Promise<string> {
  const app = new Hono<HttpEnv>().get('/', (c) => c.text(clientAddress(c, trustedProxies) ?? 'none'))
  const headers: Record<string, string> = forwarded === undefined ? {} : { 'X-Forwarded-For': forwarded }
  return (await app.request('/', { headers }, { address: socket })).text()
}

test('without trusted proxies nobody is believed about their address', async () => {
  expect(await addressSeen(0, '198.51.100.1', '203.0.113.7')).toBe('203.0.113.7')
})

test('with one trusted proxy its own entry counts, not what the client put before it', async () => {
  expect(await addressSeen(1, '1.1.1.1, 198.51.100.1', '10.0.0.1')).toBe('198.51.100.1')
  expect(await addressSeen(2, '1.1.1.1, 198.51.100.1, 10.0.0.2', '10.0.0.1')).toBe('198.51.100.1')
})

test('an entry that is no address leaves the socket', async () => {
  expect(await addressSeen(1, 'unknown', '10.0.0.1')).toBe('10.0.0.1')
  expect(await addressSeen(1, undefined, '10.0.0.1')).toBe('10.0.0.1')
  expect(await addressSeen(3, '198.51.100.1', '10.0.0.1')).toBe('10.0.0.1')
})

test('an IPv4 address is the same however the socket writes it', async () => {
  expect(await addressSeen(0, undefined, '::ffff:203.0.113.7')).toBe('203.0.113.7')
})

test.each([
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['2001:0db8:0000:0000:ffff::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['203.0.113.7', '203.0.113.7'],
])('%s is paced as %s', (address, group) => {
  expect(addressGroup(address)).toBe(group)
})
