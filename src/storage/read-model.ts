import type { Model } from '../screening/classifier/model.ts'
import { decodeModel } from '../screening/classifier/model-file.ts'
import type { Db } from './database.ts'
import { findModelFile } from './models.ts'

/** A model that can be asked, or why it cannot. */
export type ReadModel = { readonly ok: true; readonly model: Model } | { readonly ok: false; readonly reason: string }

/** Reads a model from its row; what is gone, torn, of another release or another model than its row says is refused. */
export async function readModel(db: Db, siteId: string, version: string): Promise<ReadModel> {
  const file = await findModelFile(db, siteId, version)
  if (!file) return { ok: false, reason: 'its file is gone' }
  const decoded = decodeModel(file)
  if (!decoded.ok || decoded.model.version === version) return decoded
  return { ok: false, reason: `its file is that of ${decoded.model.version}` }
}
