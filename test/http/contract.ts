import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'

/** An operation of the OpenAPI document. */
export interface Operation {
  readonly method: string
  /** With its places: `/v1/comments/{id}`. */
  readonly path: string
  readonly tags: readonly string[]
  readonly statuses: readonly number[]
  /** The schema of its JSON body, where it has one. */
  readonly body: Schema | undefined
}

/** A JSON schema, which may refer to the document. */
export type Schema = Readonly<Record<string, unknown>>

interface Answer {
  readonly description: string
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>
}

interface Documented {
  readonly tags?: readonly string[]
  readonly responses: Readonly<Record<string, Answer>>
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema?: Schema }>> }
}

export interface OpenApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Documented>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}

const DOCUMENT = 'openapi'

/** What the OpenAPI document promises, to be held against what is answered. */
export class Contract {
  readonly operations: readonly Operation[]
  readonly schemas: Readonly<Record<string, Schema>>
  readonly #document: OpenApiDocument
  readonly #places: readonly { readonly path: string; readonly pattern: RegExp }[]
  readonly #ajv: Ajv2020
  readonly #checks = new Map<string, ValidateFunction>()

  constructor(document: OpenApiDocument) {
    this.#document = document
    this.schemas = document.components.schemas
    this.operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { tags = [], responses, requestBody }]) => ({
        method: method.toUpperCase(),
        path,
        tags,
        statuses: Object.keys(responses).map(Number),
        body: requestBody?.content['application/json']?.schema,
      })),
    )
    this.#places = Object.keys(document.paths)
      .map((path) => ({ path, pattern: new RegExp(`^${path.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '[^/]+')}$`) }))
      // What is written out goes before what may be anything.
      .sort((one, other) => one.path.split('{').length - other.path.split('{').length)
    this.#ajv = new Ajv2020({ strict: false, allErrors: true, verbose: false })
    formats.default(this.#ajv)
    this.#ajv.addSchema({ $id: DOCUMENT, ...document })
  }

  /** The operation that a request meets, if its path is in the document. */
  find(method: string, url: string): { readonly method: string; readonly path: string } | undefined {
    // What browsers ask before they ask.
    if (method === 'OPTIONS') return undefined
    const { pathname } = new URL(url.startsWith('/') ? `http://contract.example${url}` : url)
    const place = this.#places.find(({ pattern }) => pattern.test(pathname))
    if (!place) return undefined
    const methods = this.#document.paths[place.path] ?? {}
    const asked = method === 'HEAD' ? 'get' : method.toLowerCase()
    // Of a method that a path does not know, its first one tells how the refusal looks.
    return { method: (asked in methods ? asked : (Object.keys(methods)[0] ?? '')).toUpperCase(), path: place.path }
  }

  /** The methods of every path that an address may be of. */
  methodsAt(pathname: string): readonly string[] {
    const places = this.#places.filter(({ pattern }) => pattern.test(pathname))
    return places.flatMap(({ path }) => Object.keys(this.#document.paths[path] ?? {}).map((one) => one.toUpperCase()))
  }

  /** Names everything in which an answer differs from what is documented of it; the answer can still be read. */
  async faults({ method, path }: { method: string; path: string }, response: Response): Promise<readonly string[]> {
    const named = `${method} ${path} ${response.status}`
    const answer = this.#document.paths[path]?.[method.toLowerCase()]?.responses[response.status]
    if (!answer) return [`${named} is not documented`]
    const media = response.headers.get('Content-Type')?.split(';')[0] ?? null
    if (!answer.content)
      return (await response.clone().text()) === '' ? [] : [`${named} has a body, and none is documented`]
    if (media === null || !(media in answer.content)) return [`${named} is ${media}, which is not documented`]
    if (media !== 'application/json' || response.headers.has('Content-Encoding')) return []
    const body: unknown = await response.clone().json()
    return [...this.#misshapen(named, [path, method, response.status], body), ...unlisted(named, answer, body)]
  }

  #misshapen(named: string, [path, method, status]: [string, string, number], body: unknown): string[] {
    const pointer = ['paths', path, method.toLowerCase(), 'responses', status, 'content', 'application/json', 'schema']
      .map((part) => String(part).replaceAll('~', '~0').replaceAll('/', '~1'))
      .map(encodeURIComponent)
      .join('/')
    const check = this.#checks.get(pointer) ?? this.#ajv.compile({ $ref: `${DOCUMENT}#/${pointer}` })
    this.#checks.set(pointer, check)
    if (check(body)) return []
    return (check.errors ?? []).map(({ instancePath, message }) => `${named} ${instancePath} ${message}`)
  }
}

/** An error's code is one of those that the description lists. */
function unlisted(named: string, { description }: Answer, body: unknown): string[] {
  if (typeof body !== 'object' || body === null || !('code' in body) || !('message' in body)) return []
  const codes = [...description.matchAll(/`(\w+)`/g)].map(([, code]) => code)
  return codes.includes(String(body.code)) ? [] : [`${named} ${String(body.code)} is not among ${codes.join(', ')}`]
}
