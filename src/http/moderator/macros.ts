import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { every } from 'hono/combine'
import { v7 as uuidv7 } from 'uuid'
import { words } from '../../moderation/language.ts'
import type { Db } from '../../storage/database.ts'
import {
  createMacro,
  listMacros,
  type Macro,
  type MacroSaved,
  replaceMacro,
  retireMacro,
} from '../../storage/macros.ts'
import { hasTemplate } from '../../storage/templates.ts'
import type { Edge } from '../edge.ts'
import { errorResponses } from '../error-responses.ts'
import { BODY_ERRORS, jsonBody } from '../json-body.ts'
import { json, jsonRequest } from '../json-response.ts'
import { invalidRequest, Refusal } from '../refusal.ts'
import { leading, type ModeratorEnv, READ_ERRORS, settledPassword, signedIn, WRITE_ERRORS } from './guard.ts'
import { readRuling } from './ruling.ts'
import { Macros, MacroView, NewMacro } from './wording-schemas.ts'

const tags = ['moderator']
const security = [{ session: [], csrfToken: [] }]
const params = z.object({ id: z.uuid() })

const listRoute = createRoute({
  method: 'get',
  path: '/macros',
  tags,
  summary: 'Decisions made ready, each for one key',
  security: [{ session: [] }],
  responses: { 200: json(Macros, 'Those in use, by key'), ...errorResponses(...READ_ERRORS) },
})

const addRoute = createRoute({
  method: 'post',
  path: '/macros',
  tags,
  summary: 'Add a macro; for leads and admins',
  security,
  request: { body: jsonRequest(NewMacro) },
  responses: {
    201: json(MacroView, 'In use from now on'),
    ...errorResponses(...WRITE_ERRORS, ...BODY_ERRORS, 'macro_key_taken'),
  },
})

const replaceRoute = createRoute({
  method: 'put',
  path: '/macros/{id}',
  tags,
  summary: 'Put a new macro, under a new id, in the place of one; for leads and admins',
  security,
  request: { params, body: jsonRequest(NewMacro) },
  responses: {
    200: json(MacroView, 'In use from now on'),
    ...errorResponses(...WRITE_ERRORS, ...BODY_ERRORS, 'macro_unknown', 'macro_key_taken'),
  },
})

const retireRoute = createRoute({
  method: 'delete',
  path: '/macros/{id}',
  tags,
  summary: 'Take a macro out of use; for leads and admins',
  security,
  request: { params },
  responses: { 204: { description: 'Not in use any more' }, ...errorResponses(...WRITE_ERRORS, 'macro_unknown') },
})

/** Presets of kind, category, note and wording: everyone may use them, leads and admins make them. */
export function moderatorMacros(edge: Edge) {
  const { db } = edge
  const reading = every(signedIn(edge), settledPassword)
  const writing = every(reading, leading)
  return new OpenAPIHono<ModeratorEnv>()
    .openapi({ ...listRoute, middleware: reading }, async (c) => {
      const macros = await listMacros(db, c.get('session').siteId)
      return c.json({ macros: macros.map(viewMacro) }, 200)
    })
    .openapi({ ...addRoute, middleware: every(writing, jsonBody) }, async (c) => {
      const { siteId, moderatorId: createdBy } = c.get('session')
      const created = { siteId, createdBy, id: uuidv7(), ...(await readMacro(db, siteId, c.req.valid('json'))) }
      return c.json(viewMacro(saved(await createMacro(db, created))), 201)
    })
    .openapi({ ...replaceRoute, middleware: every(writing, jsonBody) }, async (c) => {
      const { siteId, moderatorId: createdBy } = c.get('session')
      const { id } = c.req.valid('param')
      const created = { siteId, createdBy, id: uuidv7(), ...(await readMacro(db, siteId, c.req.valid('json'))) }
      // A refusal thrown inside takes the retirement of the old one back.
      const macro = await db
        .transaction()
        .execute(async (trx) => saved(await replaceMacro(trx, { siteId, id }, created)))
      return c.json(viewMacro(macro), 200)
    })
    .openapi({ ...retireRoute, middleware: writing }, async (c) => {
      const { siteId, moderatorId } = c.get('session')
      if (!(await retireMacro(db, { siteId, id: c.req.valid('param').id }, moderatorId)))
        throw new Refusal('macro_unknown')
      return c.body(null, 204)
    })
}

/** A macro is a decision that could be made; its wording is one of its category. */
async function readMacro(db: Db, siteId: string, { kind, category, note, templateId = null, ...rest }: NewMacro) {
  const ruling = readRuling(kind, category)
  if (templateId !== null) {
    const isKnown = ruling.category !== null && (await hasTemplate(db, { siteId, id: templateId }, ruling.category))
    if (!isKnown) throw invalidRequest([{ path: 'templateId', message: TEMPLATE_UNKNOWN }])
  }
  return { ...rest, ...ruling, note: note || null, templateId }
}

const TEMPLATE_UNKNOWN = words('這個類別沒有這個範本', 'the category has no such template')

function saved(result: MacroSaved): Macro {
  switch (result.outcome) {
    case 'saved':
      return result.macro
    case 'key_taken':
      throw new Refusal('macro_key_taken')
    case 'not_found':
      throw new Refusal('macro_unknown')
    default:
      return result satisfies never
  }
}

function viewMacro({ template_id: templateId, created_at, ...macro }: Macro): MacroView {
  const { id, key, name, kind, category, note } = macro
  return { id, key, name, kind, category, note, templateId, createdAt: created_at.toISOString() }
}
