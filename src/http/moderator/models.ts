import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { every } from 'hono/combine'
import { type Words, words } from '../../moderation/language.ts'
import { mayDo } from '../../moderation/rights.ts'
import {
  type ModelChanged,
  promoteModel,
  rollBackModel,
  shadowModel,
  withdrawModel,
} from '../../storage/change-models.ts'
import type { LastChange } from '../../storage/models.ts'
import type { Edge } from '../edge.ts'
import { errorResponses } from '../error-responses.ts'
import { BODY_ERRORS, jsonBody } from '../json-body.ts'
import { json, jsonRequest } from '../json-response.ts'
import { Refusal } from '../refusal.ts'
import { leading, type ModeratorEnv, READ_ERRORS, settledPassword, signedIn, WRITE_ERRORS } from './guard.ts'
import { ModelsView, NewModelChange, NewRollback } from './model-schemas.ts'
import { viewModels } from './models-view.ts'

const tags = ['moderator']
const security = [{ session: [], csrfToken: [] }]
const WRITE = [...WRITE_ERRORS, 'model_conflict'] as const
const models = json(ModelsView, 'The models as they stand now')

const listRoute = createRoute({
  method: 'get',
  path: '/models',
  tags,
  summary: "The site's own models, how good each is, and what was done with them",
  security: [{ session: [] }],
  responses: { 200: models, ...errorResponses(...READ_ERRORS) },
})

const changeRoute = createRoute({
  method: 'post',
  path: '/models/{version}/changes',
  tags,
  summary: 'Have a model read along without effect, stop that, or put it into force; for leads and admins',
  security,
  request: { params: z.object({ version: z.string().max(40) }), body: jsonRequest(NewModelChange) },
  responses: { 200: models, ...errorResponses(...WRITE, ...BODY_ERRORS, 'model_unknown') },
})

const rollBackRoute = createRoute({
  method: 'post',
  path: '/models/rollback',
  tags,
  summary: 'Put back the model that was in force before; for leads and admins',
  security,
  request: { body: jsonRequest(NewRollback) },
  responses: { 200: models, ...errorResponses(...WRITE, ...BODY_ERRORS) },
})

const CHANGES = { shadow: shadowModel, withdraw: withdrawModel, promote: promoteModel } as const

/** The models that the site's decisions taught: everyone may look, leads and admins change what is in force. */
export function moderatorModels(edge: Edge) {
  const { db, screeners } = edge
  const reading = every(signedIn(edge), settledPassword)
  const answer = async (siteId: string, changed: ModelChanged) => {
    refuseUnchanged(changed)
    await screeners.refresh()
    return viewModels(edge, siteId, true)
  }
  return new OpenAPIHono<ModeratorEnv>()
    .openapi({ ...listRoute, middleware: reading }, async (c) => {
      const { siteId, role } = c.get('session')
      return c.json(await viewModels(edge, siteId, mayDo(role, 'lead')), 200)
    })
    .openapi({ ...rollBackRoute, middleware: every(signedIn(edge), settledPassword, leading, jsonBody) }, async (c) => {
      const { siteId, moderatorId } = c.get('session')
      const { seen } = c.req.valid('json')
      return c.json(await answer(siteId, await rollBackModel(db, { siteId, moderatorId, seen })), 200)
    })
    .openapi({ ...changeRoute, middleware: every(signedIn(edge), settledPassword, leading, jsonBody) }, async (c) => {
      const { siteId, moderatorId } = c.get('session')
      const { change, seen } = c.req.valid('json')
      const changed = await CHANGES[change](db, c.req.valid('param').version, { siteId, moderatorId, seen })
      return c.json(await answer(siteId, changed), 200)
    })
}

const PROBLEMS: Readonly<Record<Exclude<ModelChanged['outcome'], 'changed' | 'unknown' | 'changed_meanwhile'>, Words>> =
  {
    not_in_state: words('別人剛改過它的狀態', 'somebody else has just changed its state'),
    nothing_active: words('現在用的就是內置的模型', 'the model that is shipped is in force already'),
    unreadable: words('它屬於另一個版本的閱評', 'it belongs to another release of Yueping'),
  }

function refuseUnchanged(changed: ModelChanged): void {
  if (changed.outcome === 'changed') return
  if (changed.outcome === 'unknown') throw new Refusal('model_unknown')
  if (changed.outcome === 'changed_meanwhile') throw new Refusal('model_conflict', sayWhoWasFaster(changed.last))
  throw new Refusal('model_conflict', { parameters: { problem: PROBLEMS[changed.outcome] } })
}

const CHANGED_MEANWHILE = words(
  '你看過之後，{who}已把 {version} {done}。這一步沒有做，請看過現在的狀態再決定。',
  'Since you looked, {who} changed {version}: {done}. Nothing was done; look at how it stands now, then decide.',
)

const DONE: Readonly<Record<LastChange['type'], Words>> = {
  shadowed: words('設為陪跑', 'it reads along'),
  withdrawn: words('撤出陪跑', 'it no longer reads along'),
  promoted: words('啟用', 'it is in force'),
  rolled_back: words('退回', 'it is out of force'),
}

const COMMAND_LINE = words('命令行', 'the command line')

function sayWhoWasFaster(last: LastChange | undefined) {
  if (!last) return { parameters: { problem: PROBLEMS.not_in_state } }
  const parameters = { who: last.moderator ?? COMMAND_LINE, version: last.version, done: DONE[last.type] }
  return { message: CHANGED_MEANWHILE, parameters }
}
