import { createHmac } from 'node:crypto'
import type { Context } from 'hono'
import type { Account } from '../../storage/account.ts'
import { rememberPlaces } from '../../storage/known-places.ts'
import { addressGroup, clientAddress } from '../address.ts'
import type { Edge, HttpEnv } from '../edge.ts'
import { newToken, readBrowserCookie, writeBrowserCookie } from './cookie.ts'

/**
 * Stands for where a request comes from wherever attempts to sign in are counted: the browser, where it signed in
 * before, then the address. A newsroom shares one address, so that it alone would let colleagues keep each other out.
 */
export function placesOf<Env extends HttpEnv>(edge: Edge, c: Context<Env>): Buffer[] {
  const browser = readBrowserCookie(c, edge.isHttps)
  const address = addressGroup(clientAddress(c, edge.trustedProxies))
  return [...(browser === undefined ? [] : [key(edge, 'browser', browser)]), key(edge, 'address', address)]
}

/** Remembers the browser and the address for this account after it signed in there. */
export async function rememberPlace<Env extends HttpEnv>(edge: Edge, c: Context<Env>, account: Account): Promise<void> {
  const browser = readBrowserCookie(c, edge.isHttps) ?? newToken()
  writeBrowserCookie(c, browser, edge.isHttps)
  const address = placesOf(edge, c).slice(-1)
  await rememberPlaces(edge.db, { ...account, places: [key(edge, 'browser', browser), ...address] })
}

function key({ keys }: Edge, kind: 'browser' | 'address', value: string): Buffer {
  return createHmac('sha256', keys.signInPlace).update(`${kind}\0${value}`).digest()
}
