import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { every } from 'hono/combine'
import { v7 as uuidv7 } from 'uuid'
import { words } from '../../../moderation/language.ts'
import { REVIEW_POLICY } from '../../../moderation/review-policy.ts'
import { mayDo } from '../../../moderation/rights.ts'
import { approveBulk, startBulk } from '../../../review/bulk/act.ts'
import { countAloneLately } from '../../../review/bulk/alone-lately.ts'
import { undoBulk, withdrawBulk } from '../../../review/bulk/close-act.ts'
import { findBulkAct, listBulkActs } from '../../../review/bulk/find-acts.ts'
import { previewBulk } from '../../../review/bulk/preview.ts'
import { hasTemplate } from '../../../storage/templates.ts'
import type { Edge } from '../../edge.ts'
import { jsonBody } from '../../json-body.ts'
import { invalidRequest, Refusal } from '../../refusal.ts'
import { deciding, type ModeratorEnv, settledPassword, signedIn } from '../guard.ts'
import { readRuling } from '../ruling.ts'
import { actRoute, approveRoute, listRoute, lookRoute, previewRoute, undoRoute, withdrawRoute } from './bulk-routes.ts'
import type { NewBulkAct } from './bulk-schemas.ts'
import { viewAct, viewPreview, viewSummary } from './bulk-view.ts'
import { refuseBulk } from './refuse-bulk.ts'

/** Deciding many comments at once, by two people where they are more than a few. */
export function moderatorBulk(edge: Edge) {
  const { db } = edge
  const reading = every(signedIn(edge), settledPassword)
  const may = every(reading, deciding)
  const answer = async (c: Context<ModeratorEnv>, bulkId: string) => {
    const act = await findBulkAct(db, { ...c.get('session'), bulkId })
    if (!act) throw new Refusal('bulk_unknown')
    return viewAct(act, viewerOf(c, edge.now()))
  }
  return new OpenAPIHono<ModeratorEnv>()
    .openapi({ ...previewRoute, middleware: every(may, jsonBody) }, async (c) => {
      const { siteId, moderatorId } = c.get('session')
      const { kind, source } = c.req.valid('json')
      // First, so that what is edited while it is looked for counts as edited after.
      const bulkId = uuidv7()
      const preview = await previewBulk(db, { siteId, kind, deciders: [moderatorId], isLead: isLead(c) }, source)
      if (!preview) throw new Refusal('comment_unknown')
      return c.json(viewPreview(bulkId, preview, await countAloneLately(db, { siteId, moderatorId })), 200)
    })
    .openapi({ ...actRoute, middleware: every(may, jsonBody) }, async (c) => {
      const wanted = await readAct(edge, c, c.req.valid('json'))
      const started = await startBulk(db, wanted)
      if (started.outcome === 'comment_unknown') throw new Refusal('comment_unknown')
      if (started.outcome === 'id_taken') throw refuseBulk('id_taken')
      return c.json(await answer(c, wanted.bulkId), 201)
    })
    .openapi({ ...listRoute, middleware: reading }, async (c) => {
      const acts = await listBulkActs(db, c.get('session').siteId, c.req.valid('query').state === 'proposed')
      const viewer = viewerOf(c, edge.now())
      return c.json({ acts: acts.map((act) => viewSummary(act, viewer)) }, 200)
    })
    .openapi({ ...lookRoute, middleware: reading }, async (c) => c.json(await answer(c, c.req.valid('param').id), 200))
    .openapi({ ...approveRoute, middleware: may }, async (c) => {
      const { id } = c.req.valid('param')
      const approved = await approveBulk(db, { ...closing(c, id), sampling: samplingOf(edge) })
      if (approved.outcome !== 'acted') throw refuseBulk(approved.outcome)
      return c.json(await answer(c, id), 200)
    })
    .openapi({ ...withdrawRoute, middleware: may }, async (c) => {
      const { id } = c.req.valid('param')
      const withdrawn = await withdrawBulk(db, closing(c, id))
      if (withdrawn.outcome !== 'withdrawn') throw refuseBulk(withdrawn.outcome)
      return c.json(await answer(c, id), 200)
    })
    .openapi({ ...undoRoute, middleware: may }, async (c) => {
      const { id } = c.req.valid('param')
      const undone = await undoBulk(db, closing(c, id))
      if (undone.outcome !== 'undone') throw refuseBulk(undone.outcome)
      return c.json(await answer(c, id), 200)
    })
}

function closing(c: Context<ModeratorEnv>, bulkId: string) {
  const { siteId, moderatorId } = c.get('session')
  return { siteId, moderatorId, bulkId, isLead: isLead(c) }
}

function isLead(c: Context<ModeratorEnv>): boolean {
  return mayDo(c.get('session').role, 'lead')
}

function viewerOf(c: Context<ModeratorEnv>, now: Date) {
  const { moderatorId, role } = c.get('session')
  return { moderatorId, mayDecide: mayDo(role, 'decide'), isLead: isLead(c), now }
}

function samplingOf({ random }: Edge) {
  return { share: REVIEW_POLICY.secondShare, random }
}

async function readAct(edge: Edge, c: Context<ModeratorEnv>, asked: NewBulkAct) {
  const { bulkId, kind, category, note, templateId, source, comments } = asked
  const { siteId, moderatorId } = c.get('session')
  const ruling = readRuling(kind, category)
  if (templateId) {
    const isKnown =
      ruling.category !== null && (await hasTemplate(edge.db, { siteId, id: templateId }, ruling.category))
    if (!isKnown) throw invalidRequest([{ path: 'templateId', message: TEMPLATE_UNKNOWN }])
  }
  return {
    ...ruling,
    ...{ siteId, moderatorId, bulkId, source, templateId },
    isLead: isLead(c),
    sampling: samplingOf(edge),
    note: note || null,
    comments: comments.map(({ id, status }) => ({ commentId: id, status })),
  }
}

const TEMPLATE_UNKNOWN = words('這個類別沒有這個範本', 'the category has no such template')
