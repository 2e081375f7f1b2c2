import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { CommandError } from './command-error.ts'
import { isLoopback } from './loopback.ts'
import { ARTICLE_COMMENTS_PER_MINUTE } from './moderation/slow-mode.ts'

/** Everything that the environment decides, checked and frozen. */
export interface Config {
  readonly host: string
  /** 0 takes any free port. */
  readonly port: number
  /** Absent: the embedded PostgreSQL of the data folder. */
  readonly databaseUrl: string | undefined
  readonly dataFolder: string
  /** Absent: generated once and kept in the data folder. */
  readonly secret: string | undefined
  /** Where browsers reach the service, an origin; absent: http://localhost with the port in use. */
  readonly publicUrl: string | undefined
  /** How many proxies in front of the service write `X-Forwarded-For`. */
  readonly trustedProxies: number
  readonly isDemoOn: boolean
  /** Whether the service starts without the malformed lines of its wordlists, instead of not at all. */
  readonly isSkippingMalformed: boolean
  readonly pace: {
    readonly commentsPerReader: number
    readonly readerMinutes: number
    readonly requestsPerAddressPerMinute: number
    readonly articleCommentsPerMinute: number
  }
  /** Absent: chosen by whether a person is watching. */
  readonly logLevel: LogLevel | undefined
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
type LogLevel = (typeof LOG_LEVELS)[number]

const PACKAGE_FOLDER = fileURLToPath(new URL('..', import.meta.url))

/** Where the parts of the built package are. */
export const PACKAGE = {
  wordlists: join(PACKAGE_FOLDER, 'wordlists'),
  model: join(PACKAGE_FOLDER, 'src', 'screening', 'classifier', 'comments.model'),
  assets: join(PACKAGE_FOLDER, 'dist'),
  program: join(PACKAGE_FOLDER, 'dist', 'main.js'),
  migrations: join(PACKAGE_FOLDER, 'dist', 'migrations'),
  version: (): string => Manifest.parse(JSON.parse(readFileSync(join(PACKAGE_FOLDER, 'package.json'), 'utf8'))).version,
} as const

const Manifest = z.object({ version: z.string() })

/** A web origin as browsers write it, e.g. `https://news.example`; a closing slash is forgiven, a path is not. */
export const Origin = z
  .string()
  .refine((value) => isOrigin(value))
  .transform((value) => new URL(value).origin)

/** The origin where browsers reach a service that listens on this port. */
export function publicUrlOf({ publicUrl }: Config, port: number): string {
  return publicUrl ?? `http://localhost:${port}`
}

type Environment = Readonly<Record<string, string | undefined>>

/** Reads the configuration; what is malformed is a `CommandError` with a line for each variable. */
export function readConfig(environment: Environment = process.env): Config {
  const problems: string[] = []
  const read = createReader(environment, problems)
  const host = read('HOST', z.string().regex(/^[\w.:-]+$/), 'a host name or address such as 127.0.0.1') ?? '127.0.0.1'
  const config: Config = {
    host,
    port: read('PORT', integer(0, 65_535), 'a whole number from 0 to 65535') ?? 8080,
    databaseUrl: read(
      'DATABASE_URL',
      z.url({ protocol: /^postgres(ql)?$/ }),
      'like postgres://user:password@host/name',
    ),
    dataFolder: resolve(read('YUEPING_DATA', z.string(), 'a folder') ?? join(PACKAGE_FOLDER, 'data')),
    secret: read('YUEPING_SECRET', z.string().refine(hasEnoughBytes), 'at least 32 bytes, from "openssl rand -hex 32"'),
    publicUrl: read('YUEPING_PUBLIC_URL', Origin, 'like https://comments.example.com, without a path'),
    trustedProxies: read('YUEPING_TRUSTED_PROXIES', integer(0, 10), 'a whole number from 0 to 10') ?? 0,
    isDemoOn:
      (read('YUEPING_DEMO', z.enum(['on', 'off']), 'on or off') ?? defaultDemo(host, environment['NODE_ENV'])) === 'on',
    isSkippingMalformed: read('YUEPING_SKIP_MALFORMED_ENTRIES', z.enum(['on', 'off']), 'on or off') === 'on',
    pace: readPace(read),
    logLevel: read('LOG_LEVEL', z.enum(LOG_LEVELS), `one of ${LOG_LEVELS.join(', ')}`),
  }
  if (problems.length > 0) throw new CommandError(problems.join('\n'))
  return Object.freeze(config)
}

type Reader = <Value>(name: string, schema: z.ZodType<Value, string>, expected: string) => Value | undefined

/** An empty variable counts as absent, as `NAME=` in a compose file means it. */
function createReader(environment: Environment, problems: string[]): Reader {
  return (name, schema, expected) => {
    const value = environment[name]?.trim()
    if (value === undefined || value === '') return undefined
    const parsed = schema.safeParse(value)
    if (parsed.success) return parsed.data
    const shown = SECRET_NAMES.has(name) ? '' : ` (now "${value}")`
    problems.push(`${name}${shown} must be ${expected}. Correct it, or unset it to take the default.`)
    return undefined
  }
}

const SECRET_NAMES = new Set(['DATABASE_URL', 'YUEPING_SECRET'])

function readPace(read: Reader): Config['pace'] {
  const count = (name: string, most: number) => read(name, integer(1, most), `a whole number from 1 to ${most}`)
  return {
    commentsPerReader: count('YUEPING_COMMENTS_PER_READER', 1000) ?? 5,
    readerMinutes: count('YUEPING_READER_MINUTES', 1440) ?? 10,
    // A mobile carrier puts hundreds of readers behind one address; reading is paced more loosely.
    requestsPerAddressPerMinute: count('YUEPING_REQUESTS_PER_ADDRESS', 1_000_000) ?? 300,
    articleCommentsPerMinute: count('YUEPING_ARTICLE_COMMENTS', 1_000_000) ?? ARTICLE_COMMENTS_PER_MINUTE,
  }
}

function integer(least: number, most: number) {
  return z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.int().min(least).max(most))
}

function isOrigin(value: string): boolean {
  if (!URL.canParse(value)) return false
  const { protocol, origin } = new URL(value)
  return /^https?:$/.test(protocol) && value.toLowerCase().replace(/\/$/, '') === origin
}

function hasEnoughBytes(value: string): boolean {
  return Buffer.byteLength(value) >= 32
}

/** Anyone may sign in as any reader of the demo site: not in production nor for other machines unless asked for. */
function defaultDemo(host: string, nodeEnvironment: string | undefined): 'on' | 'off' {
  return nodeEnvironment !== 'production' && isLoopback(host) ? 'on' : 'off'
}
