import { OpenAPIHono } from '@hono/zod-openapi'
import { addressPacing } from '../address-pacing.ts'
import type { Edge } from '../edge.ts'
import { type SiteEnv, siteOfRequest } from '../site-of-request.ts'
import { readerAppeals } from './appeals.ts'
import { commentEdits } from './edits.ts'
import { readerExport } from './export.ts'
import { readerLikes } from './likes.ts'
import { articleEvents } from './live/events.ts'
import { newComments } from './new-comment.ts'
import { newReports } from './new-report.ts'
import { ownComments } from './own-comments.ts'
import { readerPeople } from './people.ts'
import { permalinks } from './permalink.ts'
import { previews } from './preview.ts'
import { readerProfile } from './profile.ts'
import { publishedComments } from './published-comments.ts'
import { readerReports } from './reports.ts'

/** The API of the reader's widget, at `/v1`. */
export function readerApi(edge: Edge) {
  const api = new OpenAPIHono<SiteEnv>()
  for (const path of [
    '/articles/*',
    '/counts',
    '/me/*',
    '/comments/*',
    '/report-categories',
    '/reports/*',
    '/preview',
  ]) {
    api.use(path, siteOfRequest(edge), addressPacing(edge))
  }
  return api
    .route('/', publishedComments(edge))
    .route('/', newComments(edge))
    .route('/', ownComments(edge))
    .route('/', commentEdits(edge))
    .route('/', readerProfile(edge))
    .route('/', readerPeople(edge))
    .route('/', readerExport(edge))
    .route('/', newReports(edge))
    .route('/', readerReports(edge))
    .route('/', readerAppeals(edge))
    .route('/', readerLikes(edge))
    .route('/', articleEvents(edge))
    .route('/', permalinks(edge))
    .route('/', previews(edge))
}
