import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { every } from 'hono/combine'
import { v7 as uuidv7 } from 'uuid'
import { aloneLeft } from '../../../moderation/bulk.ts'
import { words } from '../../../moderation/language.ts'
import { startBulk } from '../../../review/bulk/act.ts'
import { countAloneLately } from '../../../review/bulk/alone-lately.ts'
import { listBulkActs } from '../../../review/bulk/find-acts.ts'
import { previewBulk } from '../../../review/bulk/preview.ts'
import { seenAtOf } from '../../../review/bulk/seen-at.ts'
import { hasTemplate } from '../../../storage/templates.ts'
import type { Edge } from '../../edge.ts'
import { jsonBody } from '../../json-body.ts'
import { invalidRequest, Refusal } from '../../refusal.ts'
import { deciding, type ModeratorEnv, settledPassword, signedIn } from '../guard.ts'
import { readRuling } from '../ruling.ts'
import { actRoute, listRoute, lookRoute, previewRoute } from './bulk-routes.ts'
import type { NewBulkAct } from './bulk-schemas.ts'
import { viewPreview, viewSummary } from './bulk-view.ts'
import { answerWith, isLead, samplingOf, viewerOf } from './bulk-viewer.ts'
import { refuseBulk } from './refuse-bulk.ts'

/** Deciding many comments at once, or proposing to. */
export function moderatorBulk(edge: Edge) {
  const { db } = edge
  const reading = every(signedIn(edge), settledPassword)
  const may = every(reading, deciding)
  return new OpenAPIHono<ModeratorEnv>()
    .openapi({ ...previewRoute, middleware: every(may, jsonBody) }, async (c) => {
      const { siteId, moderatorId, bulkAlone } = c.get('session')
      const { kind, source, seen } = c.req.valid('json')
      // First, so that what is edited while it is looked for counts as edited after.
      const seenAt = seen === undefined ? undefined : seenAtOf(seen)
      const bulkId = uuidv7({ msecs: Math.min(seenAt?.getTime() ?? Number.POSITIVE_INFINITY, Date.now()) })
      const wanted = { siteId, kind, deciders: [moderatorId], isLead: isLead(c), seenAt }
      const preview = await previewBulk(db, wanted, source)
      if (!preview) throw new Refusal('comment_unknown')
      const aloneLately = await countAloneLately(db, { siteId, moderatorId })
      return c.json(viewPreview(bulkId, preview, { aloneLately, alone: aloneLeft(bulkAlone, aloneLately) }), 200)
    })
    .openapi({ ...actRoute, middleware: every(may, jsonBody) }, async (c) => {
      const wanted = await readAct(edge, c, c.req.valid('json'))
      const started = await startBulk(db, wanted)
      if (started.outcome === 'comment_unknown') throw new Refusal('comment_unknown')
      if (started.outcome === 'id_taken') throw refuseBulk('id_taken')
      return c.json(await answerWith(edge, c, wanted.bulkId), 201)
    })
    .openapi({ ...listRoute, middleware: reading }, async (c) => {
      const acts = await listBulkActs(db, c.get('session').siteId, c.req.valid('query').state === 'proposed')
      const viewer = viewerOf(c, edge.now())
      return c.json({ acts: acts.map((act) => viewSummary(act, viewer)) }, 200)
    })
    .openapi({ ...lookRoute, middleware: reading }, async (c) =>
      c.json(await answerWith(edge, c, c.req.valid('param').id), 200),
    )
}

async function readAct(edge: Edge, c: Context<ModeratorEnv>, asked: NewBulkAct) {
  const { bulkId, kind, category, note, templateId, source, comments } = asked
  const { siteId, moderatorId, bulkAlone: alone } = c.get('session')
  const ruling = readRuling(kind, category)
  if (templateId) {
    const isKnown =
      ruling.category !== null && (await hasTemplate(edge.db, { siteId, id: templateId }, ruling.category))
    if (!isKnown) throw invalidRequest([{ path: 'templateId', message: TEMPLATE_UNKNOWN }])
  }
  return {
    ...ruling,
    ...{ siteId, moderatorId, bulkId, source, templateId, alone },
    isLead: isLead(c),
    sampling: samplingOf(edge, c),
    note: note || null,
    comments: comments.map(({ id, status }) => ({ commentId: id, status })),
  }
}

const TEMPLATE_UNKNOWN = words('這個類別沒有這個範本', 'the category has no such template')
