import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sign } from 'hono/jwt'
import { pino } from 'pino'
import { type AppDependencies, createApp } from '../../src/app.ts'
import type { Bindings } from '../../src/http/edge.ts'
import { openIpRegions } from '../../src/http/ip-region.ts'
import { LiveFeed } from '../../src/http/moderator/live/feed.ts'
import { createPacing } from '../../src/http/pacing.ts'
import { KeptPages } from '../../src/http/reader/kept-pages.ts'
import { ArticleFeed } from '../../src/http/reader/live/article-feed.ts'
import { createSiteScreeners } from '../../src/http/site-screeners.ts'
import { DETECTORS } from '../../src/screening/detectors/all.ts'
import { compileLexicon } from '../../src/screening/lexicon.ts'
import { FIRST_POLICY } from '../../src/screening/policy.ts'
import { createScreener } from '../../src/screening/screen.ts'
import type { Db } from '../../src/storage/database.ts'
import { Contract, type OpenApiDocument } from './contract.ts'

export const ORIGIN = 'https://news.example'
export const PUBLIC_URL = 'http://comments.example'
const SECRET = 'a secret of thirty-two characters'

/** Passes, waits and is refused under the screener of these tests. */
export const TEXTS = {
  pass: '更盼著公交也能通到開發區。',
  hold: '有事打我電話 13812345678',
  block: '国产99在线观看,精品久久久久中文字幕一区,日本一本2017国产,免费观看一片a一级',
} as const

/** The real screener with the detectors and an empty lexicon. */
const screener = createScreener({
  lexicon: compileLexicon({ entries: [], allowed: [], version: 'lexicon-test' }),
  policy: FIRST_POLICY,
  segment: (text) => Array.from(text),
  detectors: DETECTORS,
})

const ipRegions = openIpRegions()

/** A clock that moves only when told. */
export class Clock {
  time = Date.now()
  readonly now = (): Date => new Date(this.time)
  advance(seconds: number): void {
    this.time += seconds * 1000
  }
}

/** The service over a database, reached without a socket. */
export function createService(db: Db, changes: Partial<AppDependencies> = {}) {
  const clock = new Clock()
  const app = createApp({
    db,
    screener,
    screeners: createSiteScreeners({ db, screener: changes.screener ?? screener, log: pino({ level: 'silent' }) }),
    // Listens to nothing until a console watches, which tests that do so bring their own for.
    live: new LiveFeed({ db, connectionString: '', log: pino({ level: 'silent' }) }),
    articleFeed: new ArticleFeed({ db, connectionString: '', log: pino({ level: 'silent' }) }),
    // Asks before every page, so that tests may write what they like.
    pages: new KeptPages(db, { freshMs: 0 }),
    pacing: createPacing({ commentsPerReader: 1000, readerMinutes: 10, requestsPerAddressPerMinute: 100_000 }),
    ipRegions,
    secretKey: randomBytes(32),
    publicUrl: PUBLIC_URL,
    trustedProxies: 0,
    assets: '/nowhere',
    log: pino({ level: 'silent' }),
    now: clock.now,
    // Nothing is drawn but by tests that want it.
    random: () => 0.999,
    ...changes,
  })
  /** Throws where an answer is not as the OpenAPI document says. */
  const request = async (path: string, init: RequestInit = {}, bindings: Bindings = {}): Promise<Response> => {
    const response = await app.request(path, init, bindings)
    contract ??= new Contract((await (await app.request('/openapi.json')).json()) as OpenApiDocument)
    const operation = contract.find(init.method ?? 'GET', path)
    const faults = operation ? await contract.faults(operation, response) : []
    if (faults.length > 0) throw new Error(faults.join('\n'))
    return response
  }
  return { app, clock, request }
}

// The same for every service: what is answered does not depend on what is stored.
let contract: Contract | undefined

export type Service = ReturnType<typeof createService>

interface TokenChanges {
  readonly secret?: string
  readonly [claim: string]: unknown
}

/** A reader token as a portal signs it; `undefined` leaves a claim out. */
export async function signToken(clock: Clock, { secret = SECRET, ...changes }: TokenChanges = {}): Promise<string> {
  const seconds = Math.floor(clock.time / 1000)
  const claims = { sub: 'reader-1', name: '冠縣網友', verified: true, iat: seconds, exp: seconds + 3600, ...changes }
  const present = Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined))
  return sign(present, secret, 'HS256')
}

export interface Post {
  readonly text?: unknown
  readonly article?: string
  readonly token?: string
  readonly headers?: Record<string, string | undefined>
  readonly body?: BodyInit
  readonly address?: string
  readonly query?: string
}

/** Posts a comment as the widget does; a header that is `undefined` is left out. */
export async function post(service: Service, wanted: Post = {}): Promise<Response> {
  const { text = TEXTS.pass, article = 'article-1', query = '', address = '203.0.113.7' } = wanted
  const token = wanted.token ?? (await signToken(service.clock))
  const headers = {
    Origin: ORIGIN,
    Authorization: `Bearer ${token}`,
    'Content-Type': 'application/json',
    ...wanted.headers,
  }
  const present = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as [string, string]],
  )
  const path = `/v1/articles/${encodeURIComponent(article)}/comments${query}`
  const body = wanted.body ?? JSON.stringify({ text })
  return service.request(path, { method: 'POST', headers: present, body }, { address })
}

/** How many rows stand where a refused request must leave none. */
export async function countRows(db: Db): Promise<Record<string, number>> {
  const tables = ['article', 'reader', 'comment', 'screening', 'decision', 'event', 'idempotency_key'] as const
  const counted = tables.map(async (table) => {
    const { count } = await db
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<string>().as('count'))
      .executeTakeFirstOrThrow()
    return [table, Number(count)] as const
  })
  return Object.fromEntries(await Promise.all(counted))
}

/** A folder with a widget and a console as a build leaves them. */
export async function buildAssets(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'yueping-assets-'))
  await mkdir(join(folder, 'widget'))
  await mkdir(join(folder, 'console', 'assets'), { recursive: true })
  await writeFile(join(folder, 'secret.txt'), 'not to be served')
  await mkdir(join(folder, 'widget', 'widget'))
  await writeFile(join(folder, 'widget', 'widget.js'), 'export {}')
  await writeFile(join(folder, 'widget', 'counts.js'), 'export {}')
  await writeFile(join(folder, 'widget', 'widget', 'draw-1a2b.js'), 'export {}')
  await writeFile(join(folder, 'console', 'index.html'), '<!doctype html><title>審核台</title>')
  await writeFile(join(folder, 'console', 'assets', 'index-1a2b.js'), 'void 0')
  return folder
}
