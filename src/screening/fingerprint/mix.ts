/**
 * Spreads every bit of a 32-bit number over all of it; one number in, another out.
 * The finalizer of MurmurHash3 (Austin Appleby, public domain).
 */
export function mix(number: number): number {
  let hash = number
  hash ^= hash >>> 16
  hash = Math.imul(hash, 0x85ebca6b)
  hash ^= hash >>> 13
  hash = Math.imul(hash, 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
