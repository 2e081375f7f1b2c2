import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { listSites } from '../../storage/sites.ts'
import type { Edge, HttpEnv } from '../edge.ts'
import { errorResponses } from '../error-responses.ts'
import { json } from '../json-response.ts'
import { Refusal } from '../refusal.ts'

const Alive = z.object({ status: z.literal('ok') }).openapi('Alive')
const Ready = z
  .object({
    status: z.literal('ok'),
    lexiconVersion: z.string(),
    policyVersion: z.string(),
    unreadableModels: z.int().openapi({
      description: 'Models that sites put into force or into the shadow and that cannot be read; others stand in',
    }),
  })
  .openapi('Ready')

const aliveRoute = createRoute({
  method: 'get',
  path: '/healthz',
  tags: ['ops'],
  summary: 'The process answers',
  responses: { 200: json(Alive, 'It does'), ...errorResponses() },
})

const readyRoute = createRoute({
  method: 'get',
  path: '/readyz',
  tags: ['ops'],
  summary: 'The database answers and the screener is loaded',
  responses: { 200: json(Ready, 'Ready for readers'), ...errorResponses() },
})

const FRESH = { 'Cache-Control': 'no-store' }

/** Whether the process lives, and whether it can do its work. */
export function health({ db, screener, screeners }: Edge) {
  return new OpenAPIHono<HttpEnv>()
    .openapi(aliveRoute, (c) => c.json({ status: 'ok' as const }, 200, FRESH))
    .openapi(readyRoute, async (c) => {
      await listSites(db)
      const { lexiconVersion, policyVersion } = screener
      if (!lexiconVersion || !policyVersion) throw new Refusal('service_unavailable')
      const unreadableModels = screeners.unreadable().length
      return c.json({ status: 'ok' as const, lexiconVersion, policyVersion, unreadableModels }, 200, FRESH)
    })
}
