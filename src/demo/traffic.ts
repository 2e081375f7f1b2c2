import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { TrafficClient } from './traffic-client.ts'
import { addressReader, drawReaders, nameReader } from './traffic-readers.ts'
import type { TrafficRow } from './traffic-rows.ts'
import type { Tally } from './traffic-tally.ts'
import { createTokenStore } from './traffic-tokens.ts'

interface Replay {
  readonly rows: readonly TrafficRow[]
  readonly client: TrafficClient
  readonly tally: Tally
  readonly readers: number
  readonly seed: number
  /** Comments a second; absent: as fast as they are answered. */
  readonly rate: number | undefined
  readonly concurrency: number
  readonly stop: AbortSignal
}

/** So many in a row without any answer: the service is gone. */
const LOST_AFTER_FAILURES = 100

/** Posts the rows in order, as many readers, and retries nothing. Returns whether the service was there to the end. */
export async function replay(plan: Replay): Promise<'finished' | 'stopped' | 'lost'> {
  const tokenOf = createTokenStore(plan.client, (reader) => nameReader(reader, plan.seed))
  const drawn = drawReaders(plan.readers, plan.seed)
  const startedAt = performance.now()
  let next = 0
  let failuresInRow = 0

  async function work(): Promise<void> {
    while (next < plan.rows.length && !plan.stop.aborted && failuresInRow < LOST_AFTER_FAILURES) {
      const index = next
      next += 1
      const row = plan.rows[index]
      const reader = drawn.next().value
      if (!row) return
      await untilDue(startedAt, index, plan)
      if (plan.stop.aborted) return
      const answer = await post(row, reader, { plan, tokenOf })
      plan.tally.add(answer)
      failuresInRow = 'status' in answer ? 0 : failuresInRow + 1
    }
  }

  await Promise.all(Array.from({ length: plan.concurrency }, work))
  if (failuresInRow >= LOST_AFTER_FAILURES) return 'lost'
  return plan.stop.aborted ? 'stopped' : 'finished'
}

async function untilDue(startedAt: number, index: number, { rate, stop }: Replay): Promise<void> {
  if (rate === undefined) return
  const wait = startedAt + (index / rate) * 1000 - performance.now()
  if (wait > 0) await pause(wait, undefined, { signal: stop }).catch(() => undefined)
}

interface Sender {
  readonly plan: Replay
  readonly tokenOf: (reader: number) => Promise<string | undefined>
}

async function post(row: TrafficRow, reader: number, { plan, tokenOf }: Sender) {
  const token = await tokenOf(reader)
  if (token === undefined) return { failure: 'no token from the demo portal' }
  const path = `/v1/articles/${encodeURIComponent(row.article)}/comments`
  return plan.client.post({
    path,
    body: { text: row.text },
    headers: { authorization: `Bearer ${token}`, 'idempotency-key': randomUUID() },
    from: addressReader(reader),
  })
}
