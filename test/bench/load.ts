import autocannon from 'autocannon'

/** As many requests at once as a busy page brings. */
export const CONNECTIONS = 32

/** `YUEPING_BENCH_SECONDS` makes a run shorter, to see that it works. */
export const SECONDS = Number(process.env['YUEPING_BENCH_SECONDS'] ?? 10)

export interface Load {
  /** Requests a second that were answered with the status that was expected. */
  readonly rate: number
  /** Milliseconds. */
  readonly median: number
  readonly p99: number
  /** Answers of any other status, and none at all. */
  readonly failed: number
}

interface Asked {
  readonly url: string
  readonly status: number
  readonly headers?: Record<string, string>
  /** Makes the next request; absent for a plain GET. */
  readonly next?: () => { readonly headers: Record<string, string>; readonly body: string }
}

/** Asks as fast as it is answered, on 32 connections. */
export async function load({ url, status, headers = {}, next }: Asked): Promise<Load> {
  const result = await autocannon({
    url,
    connections: CONNECTIONS,
    duration: SECONDS,
    headers,
    ...(next && {
      method: 'POST' as const,
      requests: [{ setupRequest: (request) => ({ ...request, ...next() }) }],
    }),
  })
  const { statusCodeStats = {}, latency, errors, timeouts } = result
  const counts = Object.entries(statusCodeStats).map(([code, { count = 0 }]) => [Number(code), count] as const)
  const answered = counts.reduce((sum, [code, count]) => sum + (code === status ? count : 0), 0)
  const others = counts.reduce((sum, [code, count]) => sum + (code === status ? 0 : count), 0)
  return {
    rate: answered / result.duration,
    median: latency.p50,
    p99: latency.p99,
    failed: others + errors + timeouts,
  }
}
