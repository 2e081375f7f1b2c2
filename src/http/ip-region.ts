import { createRequire } from 'node:module'
import { isIP } from 'node:net'
import type ip2region from 'ip2region'
import { regionOf } from '../moderation/region.ts'

/** Tells where an address belongs: province or country in Simplified Chinese, `null` where that cannot be told. */
export type IpRegions = (address: string | undefined) => string | null

/** Reads the tables that the package carries, 11 MB, once; a look-up takes microseconds and asks nobody. */
export function openIpRegions(): IpRegions {
  // Compiled for `require`: what `import` makes its default export differs between Node and bundlers.
  const { default: Tables }: typeof ip2region = createRequire(import.meta.url)('ip2region')
  const tables = new Tables()
  return (address) => {
    // The zone of a link-local address is no part of it.
    const plain = address?.split('%')[0]
    if (plain === undefined || isIP(plain) === 0) return null
    const found = tables.searchRaw(plain)
    if (found === null) return null
    const place = 'data' in found && found.data ? found.data : found.country + found.province
    return regionOf(place)
  }
}
