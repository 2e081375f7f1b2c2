import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Challenge } from '../http/errors.ts'

/** Tried for so long before the page has its turn: a cheap phone answers to touch meanwhile. */
const AT_ONCE_MILLISECONDS = 12

/**
 * Solves a proof of work as altcha asks for it, and writes the header; nothing where no number fits. The browser's own
 * SHA-256 is absent from pages that did not come over a secure connection, and waited for once a number it is no faster.
 */
export async function solve({ maxnumber, ...asked }: Challenge): Promise<string | undefined> {
  let pause = performance.now() + AT_ONCE_MILLISECONDS
  for (let number = 0; number <= maxnumber; number += 1) {
    if (bytesToHex(sha256(utf8ToBytes(`${asked.salt}${number}`))) === asked.challenge)
      return btoa(JSON.stringify({ ...asked, number }))
    if (performance.now() < pause) continue
    await new Promise((resolve) => setTimeout(resolve))
    pause = performance.now() + AT_ONCE_MILLISECONDS
  }
  return undefined
}
