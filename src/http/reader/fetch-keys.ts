import { isKeysUrl, type PublishedKey, readKeySet } from './key-set.ts'

/** Readers wait for it, once in ten minutes. */
const TIMEOUT_MS = 3_000

/** Fifty keys are 10 kB. */
const SIZE_LIMIT_BYTES = 64 * 1024

/** Fetches a published set of keys, from exactly this address; throws where it cannot be had or is none. */
export async function fetchKeys(address: string): Promise<ReadonlyMap<string, PublishedKey>> {
  if (!isKeysUrl(address)) throw new Error('keys are fetched over https only')
  const signal = AbortSignal.timeout(TIMEOUT_MS)
  // Whoever could redirect could sign for every reader.
  const response = await fetch(address, { signal, redirect: 'error', headers: { Accept: 'application/json' } })
  if (!response.ok) {
    await response.body?.cancel()
    throw new Error(`the keys were answered with ${response.status}`)
  }
  const keys = readKeySet(await readLimited(response))
  if (!keys) throw new Error('what was answered is no set of keys')
  return keys
}

async function readLimited(response: Response): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let size = 0
  let text = ''
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength
    if (size > SIZE_LIMIT_BYTES) throw new Error('the set of keys is too large')
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}
