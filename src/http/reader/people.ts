import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { block, listBlocked, MOST_BLOCKED, unblock } from '../../storage/blocks.ts'
import { ensureReader, findReader } from '../../storage/readers.ts'
import type { Edge } from '../edge.ts'
import { errorResponses } from '../error-responses.ts'
import { json, PRIVATE } from '../json-response.ts'
import { Refusal } from '../refusal.ts'
import { type ReaderEnv, SIGNED_ERRORS, seenAs, signedReader } from './authentication.ts'
import { BlockList } from './profile-schemas.ts'

const security = [{ readerToken: [] }]

const request = { params: z.object({ key: z.uuid().openapi({ description: '`author.key` of a public comment' }) }) }

const listRoute = createRoute({
  method: 'get',
  path: '/me/blocks',
  tags: ['reader'],
  summary: 'Whom the reader has blocked, the last first',
  security,
  responses: { 200: json(BlockList, 'Nobody else sees these answers'), ...errorResponses(...SIGNED_ERRORS) },
})

const blockRoute = createRoute({
  method: 'put',
  path: '/me/blocks/{key}',
  tags: ['reader'],
  summary: 'Block a reader; the same once or often',
  description: "Their replies to the reader's comments, and in the threads that these began, are not taken any more.",
  security,
  request,
  responses: {
    204: { description: 'Blocked' },
    ...errorResponses(...SIGNED_ERRORS, 'reader_unknown', 'own_profile', 'too_many_blocks'),
  },
})

const unblockRoute = createRoute({
  method: 'delete',
  path: '/me/blocks/{key}',
  tags: ['reader'],
  summary: 'Take a reader off the list; the same where they are not on it',
  security,
  request,
  responses: { 204: { description: 'Not blocked' }, ...errorResponses(...SIGNED_ERRORS) },
})

/** Whom a reader does not want to hear from. */
export function readerPeople(edge: Edge) {
  const { db, now } = edge
  const signed = signedReader(edge)
  return new OpenAPIHono<ReaderEnv>()
    .openapi({ ...listRoute, middleware: signed }, async (c) => {
      const siteId = c.get('site').id
      const reader = await findReader(db, siteId, c.get('reader').identity)
      const blocked = reader ? await listBlocked(db, { siteId, readerId: reader.id }) : []
      const blocks = blocked.map(({ id: key, name, blockedAt }) => ({ key, name, blockedAt: blockedAt.toISOString() }))
      return c.json({ blocks }, 200, PRIVATE)
    })
    .openapi({ ...blockRoute, middleware: signed }, async (c) => {
      const siteId = c.get('site').id
      const blockedId = c.req.valid('param').key
      await db.transaction().execute(async (trx) => {
        const { id: readerId } = await ensureReader(trx, seenAs(siteId, c.get('reader')))
        // Refused within, so that nothing of it is stored, the reader neither.
        acceptBlock(await block(trx, { siteId, readerId, blockedId, at: now() }))
      })
      return c.body(null, 204)
    })
    .openapi({ ...unblockRoute, middleware: signed }, async (c) => {
      const siteId = c.get('site').id
      const reader = await findReader(db, siteId, c.get('reader').identity)
      if (reader) await unblock(db, { siteId, readerId: reader.id, blockedId: c.req.valid('param').key })
      return c.body(null, 204)
    })
}

function acceptBlock({ outcome }: Awaited<ReturnType<typeof block>>): void {
  switch (outcome) {
    case 'blocked':
      return
    case 'unknown':
      throw new Refusal('reader_unknown')
    case 'self':
      throw new Refusal('own_profile')
    case 'too_many':
      throw new Refusal('too_many_blocks', { parameters: { limit: MOST_BLOCKED } })
    default:
      outcome satisfies never
  }
}
