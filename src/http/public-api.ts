import { OpenAPIHono } from '@hono/zod-openapi'
import type { Edge, HttpEnv } from './edge.ts'
import { portalArticles } from './portal/articles.ts'
import { readerApi } from './reader/reader-api.ts'

/** What portals and their readers ask, at `/v1`. */
export function publicApi(edge: Edge) {
  return new OpenAPIHono<HttpEnv>().route('/v1', portalArticles(edge)).route('/v1', readerApi(edge))
}

/** Its routes with their inputs and answers, for typed clients. */
export type PublicApi = ReturnType<typeof publicApi>
