import type { Logger } from 'pino'
import type { Model } from '../screening/classifier/model.ts'
import { decodeModel } from '../screening/classifier/model-file.ts'
import type { Screener } from '../screening/screen.ts'
import type { Db } from '../storage/database.ts'
import { type AskedModel, findModelFile, listAskedModels } from '../storage/models.ts'

/** The screeners of all sites, each with the model that is in force there. */
export interface SiteScreeners {
  /** With the shipped model where a site has none of its own in force. */
  of(siteId: string): Screener
  /** The model that reads the site's comments without effect, `undefined` for none. */
  shadowOf(siteId: string): Model | undefined
  /** Reads anew what is in force; rejects when the database cannot be asked, and then all stays as it was. */
  refresh(): Promise<void>
}

interface Parts {
  readonly db: Db
  /** With the lists, and with the model that is shipped. */
  readonly screener: Screener
  readonly log: Logger
}

/**
 * Keeps in memory what is asked on each site. A model whose file cannot be read is never asked: the site keeps the one
 * that it had, and the log says so.
 */
export function createSiteScreeners({ db, screener, log }: Parts): SiteScreeners {
  let active: ReadonlyMap<string, Asked> = new Map()
  let shadows: ReadonlyMap<string, Asked> = new Map()
  const read = async ({ siteId, version }: AskedModel, kept: Asked | undefined): Promise<Asked | undefined> => {
    if (kept?.model.version === version) return kept
    const file = await findModelFile(db, siteId, version)
    const decoded = file ? decodeModel(file) : ({ ok: false, reason: 'it is gone' } as const)
    if (decoded.ok) return { model: decoded.model, screener: screener.withModel(decoded.model) }
    log.error({ siteId, version, reason: decoded.reason }, 'a model cannot be read; the one before stays')
    return kept
  }
  const readAll = async (asked: readonly AskedModel[], kept: ReadonlyMap<string, Asked>) => {
    const found = new Map<string, Asked>()
    for (const one of asked) {
      const model = await read(one, kept.get(one.siteId))
      if (model) found.set(one.siteId, model)
    }
    return found
  }
  return {
    of: (siteId) => active.get(siteId)?.screener ?? screener,
    shadowOf: (siteId) => shadows.get(siteId)?.model,
    async refresh() {
      const asked = await listAskedModels(db)
      const isIn = (state: AskedModel['state']) => asked.filter((one) => one.state === state)
      const [found, inShadow] = [await readAll(isIn('active'), active), await readAll(isIn('shadow'), shadows)]
      active = found
      shadows = inShadow
    },
  }
}

interface Asked {
  readonly model: Model
  readonly screener: Screener
}
