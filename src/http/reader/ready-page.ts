import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Context } from 'hono'
import { accepts } from 'hono/accepts'
import type { ArticleName } from '../../storage/page-changes.ts'
import { PUBLIC } from '../json-response.ts'
import type { SiteEnv } from '../site-of-request.ts'

const compress = promisify(gzip)

/** As which bytes a page is sent; `none` says that it is the one they have. */
export type PageForm = 'json' | 'gzip' | 'none'

interface Read {
  readonly article: ArticleName
  /** Of which order, place, size and language it is, among the article's pages. */
  readonly name: string
  readonly body: object
  /** By the service's clock; from then on it says something else although nothing has changed. */
  readonly goodUntil: Date
  readonly readAt: number
}

/** A page of comments as bytes, compressed and tagged once however many ask for it. */
export class ReadyPage {
  readonly article: ArticleName
  readonly name: string
  readonly goodUntil: Date
  /** By `performance.now()`, before it was read. */
  readonly readAt: number
  readonly json: Uint8Array<ArrayBuffer>
  readonly etag: string
  #gzip: Promise<Uint8Array<ArrayBuffer>> | undefined
  #compressed: Uint8Array<ArrayBuffer> | undefined

  constructor({ article, name, body, goodUntil, readAt }: Read) {
    this.article = article
    this.name = name
    this.goodUntil = goodUntil
    this.readAt = readAt
    this.json = new Uint8Array(Buffer.from(JSON.stringify(body)))
    this.etag = `"${createHash('sha1').update(this.json).digest('hex')}"`
  }

  gzip(): Promise<Uint8Array<ArrayBuffer>> {
    this.#gzip ??= compress(this.json).then((bytes) => {
      this.#compressed = new Uint8Array(bytes)
      return this.#compressed
    })
    return this.#gzip
  }

  /** Its bytes in this form, `undefined` where it is not compressed yet. */
  bytes(form: PageForm): Uint8Array<ArrayBuffer> | null | undefined {
    if (form === 'none') return null
    return form === 'gzip' ? this.#compressed : this.json
  }
}

/** Answers with the page as its reader accepts it, or that it is the one they have. */
export async function answerPage(c: Context<SiteEnv>, page: ReadyPage): Promise<Response> {
  const isCompressed = accepts(c, ENCODINGS) === 'gzip'
  const headers = { ...PUBLIC, ETag: isCompressed ? `W/${page.etag}` : page.etag }
  // Regions are named in the reader's language.
  c.header('Vary', 'Accept-Language, Accept-Encoding', { append: true })
  if (isAmong(page.etag, c.req.header('if-none-match'))) {
    c.set('ready', { page, form: 'none' })
    return c.body(null, 304, headers)
  }
  const body = isCompressed ? await page.gzip() : page.json
  c.set('ready', { page, form: isCompressed ? 'gzip' : 'json' })
  const encoding = isCompressed ? { 'Content-Encoding': 'gzip' } : {}
  return c.body(body, 200, { ...headers, ...encoding, 'Content-Type': 'application/json' })
}

const ENCODINGS: Parameters<typeof accepts>[1] = {
  header: 'Accept-Encoding',
  supports: ['gzip', 'identity'],
  default: 'identity',
}

function isAmong(etag: string, tags: string | undefined): boolean {
  return tags === '*' || (tags?.match(/"[^"]*"/g)?.includes(etag) ?? false)
}
