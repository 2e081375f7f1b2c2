import { CommandError } from '../command-error.ts'
import { readConfig } from '../config.ts'
import { replay } from '../demo/traffic.ts'
import { createTrafficClient, type TrafficClient } from '../demo/traffic-client.ts'
import { startProgress } from '../demo/traffic-progress.ts'
import { countReaders, nameReader } from '../demo/traffic-readers.ts'
import { readTraffic, type Traffic } from '../demo/traffic-rows.ts'
import { group, Tally } from '../demo/traffic-tally.ts'
import { createTokenStore } from '../demo/traffic-tokens.ts'
import type { Interruption } from './command.ts'
import { parseCount, parseOptions } from './options.ts'

const OPTIONS = {
  url: { type: 'string' },
  rate: { type: 'string' },
  limit: { type: 'string' },
  readers: { type: 'string' },
  concurrency: { type: 'string' },
  seed: { type: 'string' },
} as const

const MOST = 10_000_000
const CONCURRENCY = 32
const NAMED_ROWS = 50

/** Replays a folder of real comments through the HTTP API of a running service, and sums up what became of them. */
export async function demoTraffic(args: readonly string[], watch: () => Interruption): Promise<number> {
  const { values, positionals } = parseOptions(args, { options: OPTIONS, positionals: 1 })
  const rate = parseCount('rate', values.rate, MOST)
  const limit = parseCount('limit', values.limit, MOST) ?? MOST
  const seed = parseCount('seed', values.seed, MOST) ?? 1
  const concurrency = parseCount('concurrency', values.concurrency, 1000) ?? CONCURRENCY
  const readersAsked = parseCount('readers', values.readers, MOST)
  const client = createTrafficClient(parseUrl(values.url))
  const traffic = await load(positionals[0] ?? '')
  const rows = traffic.rows.slice(0, limit)
  const readers = readersAsked ?? countReaders(rows.length)
  await requireDemo(client, seed)

  const { stop } = watch()
  const tally = new Tally()
  process.stdout.write(`${group(rows.length)} comments as ${group(readers)} readers to ${client.origin}\n`)
  const startedAt = performance.now()
  const endProgress = startProgress(tally, rows.length, process.stderr)
  const outcome = await replay({ rows, client, tally, readers, seed, rate, concurrency, stop })
  const seconds = (performance.now() - startedAt) / 1000
  endProgress()
  client.close()
  process.stdout.write(`\n${tally.summarize(seconds)}${describeSkipped(traffic)}`)
  if (outcome === 'lost') throw new CommandError(`The service at ${client.origin} stopped answering.`)
  return outcome === 'finished' && tally.counts.failed === 0 ? 0 : 1
}

async function load(path: string): Promise<Traffic> {
  const traffic = await readTraffic(path).catch((error: NodeJS.ErrnoException) => {
    throw new CommandError(`${path} cannot be read (${error.code ?? error.message}). Name a folder of *.jsonl files.`)
  })
  for (const row of traffic.malformed.slice(0, NAMED_ROWS)) process.stderr.write(`skipped ${row}\n`)
  const unnamed = traffic.malformed.length - NAMED_ROWS
  if (unnamed > 0) process.stderr.write(`skipped ${group(unnamed)} more\n`)
  if (traffic.rows.length > 0) return traffic
  throw new CommandError(`${path} holds no comments. A row is {"article":"…","time":"2024/9/23 3:02","text":"…"}.`)
}

function parseUrl(given: string | undefined): URL {
  const { publicUrl, port } = readConfig()
  const text = given ?? publicUrl ?? `http://localhost:${port}`
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url
  throw new CommandError(`--url must be like http://localhost:8080, not "${text}".`)
}

async function requireDemo(client: TrafficClient, seed: number): Promise<void> {
  const token = await createTokenStore(client, (reader) => nameReader(reader, seed))(0)
  if (token !== undefined) return
  throw new CommandError(
    `No service with a demo site answers at ${client.origin}. Start one with "npm start", or name it with --url.`,
  )
}

function describeSkipped({ malformed, emptyCount }: Traffic): string {
  if (malformed.length === 0 && emptyCount === 0) return ''
  return `skipped   ${group(malformed.length)} malformed rows, ${group(emptyCount)} rows without text\n`
}
