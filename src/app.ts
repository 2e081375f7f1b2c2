import { OpenAPIHono } from '@hono/zod-openapi'
import { createMiddleware } from 'hono/factory'
import { methodNotAllowed } from 'hono/method-not-allowed'
import { requestId } from 'hono/request-id'
import type { AppDependencies, Edge, HttpEnv } from './http/edge.ts'
import { embed } from './http/embed/embed.ts'
import { reportStatus } from './http/embed/report-status.ts'
import { answer, answerErrors, answerNotFound } from './http/error-answer.ts'
import { deriveKeys } from './http/keys.ts'
import { chooseLanguage } from './http/language.ts'
import { moderatorApi } from './http/moderator/moderator-api.ts'
import { assets } from './http/ops/assets.ts'
import { docs } from './http/ops/docs.ts'
import { health } from './http/ops/health.ts'
import { serveOpenApi } from './http/ops/open-api.ts'
import { publicApi } from './http/public-api.ts'
import { DecisionPace } from './http/reader/decision-pace.ts'
import { PublishedKeys } from './http/reader/published-keys.ts'
import { ReadyAnswers } from './http/reader/ready-answers.ts'
import { UnderWay } from './http/reader/under-way.ts'
import { Refusal } from './http/refusal.ts'
import { requestLog } from './http/request-log.ts'
import { strictPath } from './http/request-path.ts'
import { securityHeaders } from './http/security-headers.ts'
import { createSiteDirectory } from './http/site-directory.ts'
import { refuseInvalid } from './http/validation.ts'
import { Recorder } from './storage/recorder.ts'

/** Puts the service together; it starts nothing and keeps nothing open. */
export function createApp(dependencies: AppDependencies) {
  const edge = createEdge(dependencies)
  const app = new OpenAPIHono<HttpEnv>({ defaultHook: refuseInvalid })
  app.onError(answerErrors(edge.log))
  app.notFound(answerNotFound)
  const ready = new ReadyAnswers(edge)
  app.use(requestId(), requestLog(edge.log), ready.remember, doubtAfterWriting(edge), endUnread)
  app.use(language, securityHeaders(edge.isHttps))
  app.use(methodNotAllowed({ app, onMethodNotAllowed: (c, allowed) => answerMethod(c, allowed) }))
  app.use(strictPath)
  const { demo } = edge
  if (demo) app.route('/demo', demo)
  app.get('/', (c) => c.redirect(demo ? '/demo/' : '/docs', 302))
  serveOpenApi(app, { publicUrl: edge.publicUrl, hasDemo: demo !== undefined })
  const goOn = app.fetch
  app.fetch = (request, bindings) => ready.answer(request, bindings, goOn)
  return app
    .route('/', health(edge))
    .route('/', docs())
    .route('/', assets(edge))
    .route('/embed', embed(edge))
    .route('/reports', reportStatus(edge))
    .route('/v1/moderator', moderatorApi(edge))
    .route('/', publicApi(edge))
}

/** The routes with their inputs and answers, for typed clients. */
export type AppType = ReturnType<typeof createApp>

export type { AppDependencies }

function createEdge(dependencies: AppDependencies): Edge {
  const { db, now, log, secretKey, publicUrl } = dependencies
  return {
    ...dependencies,
    keys: deriveKeys(secretKey),
    sites: createSiteDirectory(db, now),
    isHttps: new URL(publicUrl).protocol === 'https:',
    underWay: new UnderWay(),
    recorder: new Recorder(db),
    decisionPace: new DecisionPace(db, now),
    publishedKeys: new PublishedKeys({ now, log }),
  }
}

const language = createMiddleware<HttpEnv>(async (c, next) => {
  c.set('language', chooseLanguage(c.req.query('lang'), c.req.header('accept-language')))
  await next()
})

/** Whoever has written here reads what they wrote, and what came of it. */
const doubtAfterWriting = ({ pages }: Edge) =>
  createMiddleware<HttpEnv>(async (c, next) => {
    await next()
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD' && c.req.method !== 'OPTIONS') pages.doubt()
  })

/** Nobody reads the body that `HEAD` leaves out: one that is written as it goes would wait for its reader for ever. */
const endUnread = createMiddleware<HttpEnv>(async (c, next) => {
  await next()
  if (c.req.method === 'HEAD') await c.res.body?.cancel()
})

function answerMethod(c: Parameters<typeof answer>[0], allowed: readonly string[]): Response {
  c.header('Allow', allowed.join(', '))
  return answer(c, new Refusal('method_not_allowed', { parameters: { allow: allowed.join(', ') } }))
}
