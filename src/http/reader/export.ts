import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { stream } from 'hono/streaming'
import type { Db } from '../../storage/database.ts'
import { exportProfile } from '../../storage/export-profile.ts'
import { findReader, type Reader } from '../../storage/readers.ts'
import type { Edge } from '../edge.ts'
import { errorResponses } from '../error-responses.ts'
import { PRIVATE } from '../json-response.ts'
import { type ReaderEnv, SIGNED_ERRORS, signedReader } from './authentication.ts'
import { takeSlot } from './take-slot.ts'

const rows = z.array(z.record(z.string(), z.unknown()))

/** All that is kept about a reader. */
export const Export = z
  .object({
    exportedAt: z.iso.datetime(),
    profile: z.record(z.string(), z.unknown()).nullable().openapi({ description: '`null` where nothing is kept' }),
    ...{ comments: rows, likes: rows, reports: rows, appeals: rows, blocks: rows, sanctions: rows },
  })
  .openapi('Export')

const route = createRoute({
  method: 'get',
  path: '/me/export',
  tags: ['reader'],
  summary: 'Download all that is kept about the reader',
  description:
    'Comments in every status with their decisions and earlier texts, likes, reports, appeals, blocks and measures. Addresses ' +
    'are kept sealed and are not part of it; the region that was made of them is.',
  security: [{ readerToken: [] }],
  responses: {
    200: {
      description: 'A JSON file, written as it is read',
      content: { 'application/json': { schema: Export } },
    },
    ...errorResponses(...SIGNED_ERRORS),
  },
})

const HEADERS = {
  ...PRIVATE,
  'Content-Type': 'application/json; charset=UTF-8',
  'Content-Disposition': 'attachment; filename="comments.json"',
}

/** Where a reader takes their own record away. */
export function readerExport(edge: Edge) {
  const { db, now, log } = edge
  const api = new OpenAPIHono<ReaderEnv>()
  api.openAPIRegistry.registerPath(route)
  return api.get('/me/export', signedReader(edge), async (c) => {
    await takeSlot(edge, c.get('reader'), 'export')
    const siteId = c.get('site').id
    const reader = await findReader(db, siteId, c.get('reader').identity)
    for (const [name, value] of Object.entries(HEADERS)) c.header(name, value)
    const exportedAt = now().toISOString()
    return stream(
      c,
      async (out) => {
        for await (const piece of pieces(db, { siteId, reader, exportedAt })) {
          // Whoever has gone away needs no more of it read.
          if (out.aborted) break
          await out.write(piece)
        }
      },
      async (error) => {
        // What is cut off is no JSON, so that nobody takes it for the whole.
        log.error({ err: error, requestId: c.get('requestId') }, 'an export broke off')
      },
    )
  })
}

interface Exporting {
  readonly siteId: string
  readonly reader: Reader | undefined
  readonly exportedAt: string
}

const EMPTY = { comments: [], likes: [], reports: [], appeals: [], blocks: [], sanctions: [] }

async function* pieces(db: Db, { siteId, reader, exportedAt }: Exporting): AsyncGenerator<string> {
  if (!reader) {
    yield JSON.stringify({ exportedAt, profile: null, ...EMPTY })
    return
  }
  yield `{"exportedAt":${JSON.stringify(exportedAt)},"profile":${JSON.stringify(viewKept(reader))}`
  for await (const { name, pages } of exportProfile(db, { siteId, readerId: reader.id })) {
    yield `,${JSON.stringify(name)}:[`
    let before = ''
    for await (const page of pages) {
      yield `${before}${page.join(',')}`
      before = ','
    }
    yield ']'
  }
  yield '}'
}

function viewKept(reader: Reader) {
  return {
    key: reader.id,
    name: reader.display_name,
    age: reader.age,
    firstSeenAt: reader.created_at.toISOString(),
    protectedAt: reader.protected_at?.toISOString() ?? null,
    unprotectedAt: reader.unprotected_at?.toISOString() ?? null,
  }
}
