/** Begins the hash of a feature; features of different kinds never share a beginning. */
export function beginHash(kind: number): number {
  return Math.imul(kind + 1, 0x9e3779b1)
}

/** Takes one more UTF-16 unit into a hash. */
export function hashUnit(hash: number, unit: number): number {
  const mixed = Math.imul(hash ^ unit, 0x01000193)
  return Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b)
}

/** Ends a hash: 32 bits, unsigned, every bit depending on every unit (the finalizer of MurmurHash3). */
export function endHash(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}

/** Hashes a named feature. */
export function hashName(kind: number, name: string): number {
  let hash = beginHash(kind)
  for (let at = 0; at < name.length; at += 1) hash = hashUnit(hash, name.charCodeAt(at))
  return endHash(hash)
}

/** Takes a 32-bit hash to one of `buckets`, each as likely. */
export function bucketOf(hash: number, buckets: number): number {
  return Math.floor((hash / 0x1_0000_0000) * buckets)
}
