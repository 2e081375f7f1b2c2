import { v7 as uuidv7 } from 'uuid'
import { expect } from 'vitest'
import { OwnComment } from '../../src/http/reader/schemas.ts'
import { ORIGIN, post, type Service, signToken, TEXTS } from './service.ts'

interface Said {
  readonly text?: string
  readonly article?: string
  readonly replyTo?: string
}

interface Sending {
  readonly method?: string
  readonly body?: object
  readonly headers?: Readonly<Record<string, string>>
}

/** A name that nobody has yet, without figures, by which it might be taken for a number to call. */
export function newName(beginning: string): string {
  const letters = [...uuidv7().slice(-8)].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)))
  return `${beginning}${letters.join('')}`
}

/** One reader of the portal, who speaks to the service as the widget does. */
export class TestReader {
  readonly #service: Service
  readonly #claims: Readonly<Record<string, unknown>>

  constructor(service: Service, name: string, claims: Readonly<Record<string, unknown>> = {}) {
    this.#service = service
    this.#claims = { sub: name, name, ...claims }
  }

  token(): Promise<string> {
    return signToken(this.#service.clock, this.#claims)
  }

  async send(path: string, { method = 'GET', body, headers = {} }: Sending = {}): Promise<Response> {
    const known = { Origin: ORIGIN, Authorization: `Bearer ${await this.token()}`, ...headers }
    if (body === undefined) return this.#service.request(path, { method, headers: known })
    const typed = { 'Content-Type': 'application/json', ...known }
    return this.#service.request(path, { method, headers: typed, body: JSON.stringify(body) })
  }

  /** Posts a comment, whatever becomes of it. */
  async post({ text = TEXTS.pass, article = 'article-1', replyTo }: Said = {}): Promise<Response> {
    const body = JSON.stringify({ text, ...(replyTo !== undefined && { replyTo }) })
    return post(this.#service, { article, token: await this.token(), body })
  }

  /** Posts a comment that is taken. */
  async say(said: Said = {}): Promise<OwnComment> {
    const response = await this.post(said)
    expect(response.status).toBe(201)
    this.#service.clock.advance(1)
    return OwnComment.parse(await response.json())
  }

  edit(id: string, text: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    return this.send(`/v1/comments/${id}`, { method: 'PUT', body: { text }, headers })
  }

  like(id: string): Promise<Response> {
    return this.send(`/v1/comments/${id}/likes`, { method: 'PUT' })
  }
}
