import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { every } from 'hono/combine'
import { approveBulk } from '../../../review/bulk/act.ts'
import { undoBulk, withdrawBulk } from '../../../review/bulk/close-act.ts'
import type { Edge } from '../../edge.ts'
import { deciding, type ModeratorEnv, settledPassword, signedIn } from '../guard.ts'
import { approveRoute, undoRoute, withdrawRoute } from './bulk-routes.ts'
import { answerWith, isLead, samplingOf } from './bulk-viewer.ts'
import { refuseBulk } from './refuse-bulk.ts'

/** What becomes of an act: the second person's word, its proposer's, and the one undo of all. */
export function moderatorBulkClosing(edge: Edge) {
  const { db } = edge
  const may = every(signedIn(edge), settledPassword, deciding)
  return new OpenAPIHono<ModeratorEnv>()
    .openapi({ ...approveRoute, middleware: may }, async (c) => {
      const { id } = c.req.valid('param')
      const approved = await approveBulk(db, { ...closing(c, id), sampling: samplingOf(edge, c) })
      if (approved.outcome !== 'acted') throw refuseBulk(approved.outcome)
      return c.json(await answerWith(edge, c, id), 200)
    })
    .openapi({ ...withdrawRoute, middleware: may }, async (c) => {
      const { id } = c.req.valid('param')
      const withdrawn = await withdrawBulk(db, closing(c, id))
      if (withdrawn.outcome !== 'withdrawn') throw refuseBulk(withdrawn.outcome)
      return c.json(await answerWith(edge, c, id), 200)
    })
    .openapi({ ...undoRoute, middleware: may }, async (c) => {
      const { id } = c.req.valid('param')
      const undone = await undoBulk(db, closing(c, id))
      if (undone.outcome !== 'undone') throw refuseBulk(undone.outcome)
      return c.json(await answerWith(edge, c, id), 200)
    })
}

function closing(c: Context<ModeratorEnv>, bulkId: string) {
  const { siteId, moderatorId } = c.get('session')
  return { siteId, moderatorId, bulkId, isLead: isLead(c) }
}
