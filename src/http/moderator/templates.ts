import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { every } from 'hono/combine'
import { v7 as uuidv7 } from 'uuid'
import { words } from '../../moderation/language.ts'
import { isCategoryCode } from '../../screening/taxonomy.ts'
import {
  createTemplate,
  listTemplates,
  replaceTemplate,
  retireTemplate,
  type Template,
} from '../../storage/templates.ts'
import type { Edge } from '../edge.ts'
import { errorResponses } from '../error-responses.ts'
import { BODY_ERRORS, jsonBody } from '../json-body.ts'
import { json, jsonRequest } from '../json-response.ts'
import { invalidRequest, Refusal } from '../refusal.ts'
import { leading, type ModeratorEnv, READ_ERRORS, settledPassword, signedIn, WRITE_ERRORS } from './guard.ts'
import { NewTemplate, Templates, TemplateView } from './wording-schemas.ts'

const tags = ['moderator']
const security = [{ session: [], csrfToken: [] }]
const params = z.object({ id: z.uuid() })

const listRoute = createRoute({
  method: 'get',
  path: '/templates',
  tags,
  summary: "The site's own wordings of what authors read",
  security: [{ session: [] }],
  responses: { 200: json(Templates, 'Those in use, by category and name'), ...errorResponses(...READ_ERRORS) },
})

const addRoute = createRoute({
  method: 'post',
  path: '/templates',
  tags,
  summary: 'Add a wording; for leads and admins',
  security,
  request: { body: jsonRequest(NewTemplate) },
  responses: { 201: json(TemplateView, 'In use from now on'), ...errorResponses(...WRITE_ERRORS, ...BODY_ERRORS) },
})

const replaceRoute = createRoute({
  method: 'put',
  path: '/templates/{id}',
  tags,
  summary: 'Put a new wording, under a new id, in the place of one; for leads and admins',
  security,
  request: { params, body: jsonRequest(NewTemplate) },
  responses: {
    200: json(TemplateView, 'In use from now on'),
    ...errorResponses(...WRITE_ERRORS, ...BODY_ERRORS, 'template_unknown'),
  },
})

const retireRoute = createRoute({
  method: 'delete',
  path: '/templates/{id}',
  tags,
  summary: 'Take a wording out of use; what was decided with it keeps its sentence. For leads and admins',
  security,
  request: { params },
  responses: { 204: { description: 'Not in use any more' }, ...errorResponses(...WRITE_ERRORS, 'template_unknown') },
})

/** The sentences that authors read, in the site's own words: everyone may read, leads and admins write. */
export function moderatorTemplates(edge: Edge) {
  const { db } = edge
  const reading = every(signedIn(edge), settledPassword)
  const writing = every(reading, leading)
  return new OpenAPIHono<ModeratorEnv>()
    .openapi({ ...listRoute, middleware: reading }, async (c) => {
      const templates = await listTemplates(db, c.get('session').siteId)
      return c.json({ templates: templates.map(viewTemplate) }, 200)
    })
    .openapi({ ...addRoute, middleware: every(writing, jsonBody) }, async (c) => {
      const { siteId, moderatorId: createdBy } = c.get('session')
      const created = { siteId, createdBy, id: uuidv7(), ...readTemplate(c.req.valid('json')) }
      const template = await db.transaction().execute((trx) => createTemplate(trx, created))
      return c.json(viewTemplate(template), 201)
    })
    .openapi({ ...replaceRoute, middleware: every(writing, jsonBody) }, async (c) => {
      const { siteId, moderatorId: createdBy } = c.get('session')
      const { id } = c.req.valid('param')
      const created = { siteId, createdBy, id: uuidv7(), ...readTemplate(c.req.valid('json')) }
      const template = await db.transaction().execute((trx) => replaceTemplate(trx, { siteId, id }, created))
      if (!template) throw new Refusal('template_unknown')
      return c.json(viewTemplate(template), 200)
    })
    .openapi({ ...retireRoute, middleware: writing }, async (c) => {
      const { siteId, moderatorId } = c.get('session')
      const { id } = c.req.valid('param')
      const isRetired = await db.transaction().execute((trx) => retireTemplate(trx, { siteId, id }, moderatorId))
      if (!isRetired) throw new Refusal('template_unknown')
      return c.body(null, 204)
    })
}

function readTemplate({ category, hans = null, ...rest }: NewTemplate) {
  if (!isCategoryCode(category)) throw invalidRequest([{ path: 'category', message: CATEGORY_UNKNOWN }])
  return { ...rest, hans, category }
}

const CATEGORY_UNKNOWN = words('不是已有的類別代碼', 'it is not one of the category codes')

function viewTemplate({ id, category, name, hant, hans, en, default_at, created_at }: Template): TemplateView {
  return { id, category, name, hant, hans, en, isDefault: default_at !== null, createdAt: created_at.toISOString() }
}
