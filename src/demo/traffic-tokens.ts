import { z } from 'zod'
import type { TrafficClient } from './traffic-client.ts'

const Tokens = z.object({ tokens: z.array(z.string()) })

const BATCH = 100
/** Well within the life of a token. */
const FRESH_MS = 10 * 60_000

/** The portal's tokens for readers by number, fetched a hundred at a time when one of them first writes. */
export function createTokenStore(client: TrafficClient, nameOf: (reader: number) => string) {
  const batches = new Map<number, { readonly tokens: Promise<readonly string[]>; readonly at: number }>()
  return async (reader: number): Promise<string | undefined> => {
    const batch = Math.floor(reader / BATCH)
    const kept = batches.get(batch)
    const isFresh = kept !== undefined && performance.now() - kept.at < FRESH_MS
    const tokens = isFresh ? kept.tokens : fetchTokens(client, batch, nameOf)
    if (!isFresh) batches.set(batch, { tokens, at: performance.now() })
    const token = (await tokens)[reader % BATCH]
    if (token === undefined) batches.delete(batch)
    return token
  }
}

/** Asks the demo portal for one batch; none when it does not give them. */
async function fetchTokens(client: TrafficClient, batch: number, nameOf: (reader: number) => string) {
  const names = Array.from({ length: BATCH }, (_, index) => nameOf(batch * BATCH + index))
  const answer = await client.post({ path: '/demo/tokens', body: { names }, from: `127.0.0.${2 + (batch % 250)}` })
  const parsed = 'status' in answer && answer.status < 300 ? Tokens.safeParse(answer.body) : undefined
  return parsed?.success ? parsed.data.tokens : []
}
