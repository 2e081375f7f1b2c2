import type { Logger } from 'pino'
import type { Model } from '../screening/classifier/model.ts'
import type { Screener } from '../screening/screen.ts'
import type { Db } from '../storage/database.ts'
import { type AskedModel, listAskedModels } from '../storage/models.ts'
import { readModel } from '../storage/read-model.ts'

/** The screeners of all sites, each with the model that is in force there. */
export interface SiteScreeners {
  /** With the shipped model where a site has none of its own in force. */
  of(siteId: string): Screener
  /** The model that reads the site's comments without effect, `undefined` for none. */
  shadowOf(siteId: string): Model | undefined
  /** The models that are to be asked and cannot be read, of all sites; what is asked in place of each is what was before. */
  unreadable(): readonly UnreadableModel[]
  /** Reads anew what is in force; rejects when the database cannot be asked, and then all stays as it was. */
  refresh(): Promise<void>
}

/** A model that is in force or in the shadow and cannot be asked. */
export interface UnreadableModel extends AskedModel {
  readonly reason: string
}

interface Parts {
  readonly db: Db
  /** With the lists, and with the model that is shipped. */
  readonly screener: Screener
  readonly log: Logger
}

/**
 * Keeps in memory what is asked on each site. A model whose file cannot be read is never asked: the site keeps the one
 * that it had, or the shipped one where it had none, and the log says so once. It is tried anew each time.
 */
export function createSiteScreeners({ db, screener, log }: Parts): SiteScreeners {
  let active: ReadonlyMap<string, Asked> = new Map()
  let shadows: ReadonlyMap<string, Asked> = new Map()
  let unreadable: readonly UnreadableModel[] = []
  const readAll = async (asked: readonly AskedModel[]) => {
    const found = { active: new Map<string, Asked>(), shadow: new Map<string, Asked>() }
    const failed: UnreadableModel[] = []
    for (const one of asked) {
      const kept = (one.state === 'active' ? active : shadows).get(one.siteId)
      const read = kept?.model.version === one.version ? kept : await readAsked(db, screener, one)
      if ('reason' in read) failed.push({ ...one, reason: read.reason })
      // A site is never without a screening; it may well be without a shadow.
      const standIn = one.state === 'active' ? kept : undefined
      const usable = 'reason' in read ? standIn : read
      if (usable) found[one.state].set(one.siteId, usable)
    }
    return { ...found, failed }
  }
  const refresh = async (): Promise<void> => {
    const found = await readAll(await listAskedModels(db))
    tellNews(log, { before: unreadable, now: found.failed })
    active = found.active
    shadows = found.shadow
    unreadable = found.failed
  }
  let turn: Promise<void> = Promise.resolve()
  return {
    of: (siteId) => active.get(siteId)?.screener ?? screener,
    shadowOf: (siteId) => shadows.get(siteId)?.model,
    unreadable: () => unreadable,
    refresh() {
      // One after the other: an answer that is older must not come last.
      const mine = turn.then(refresh)
      turn = mine.catch(() => undefined)
      return mine
    },
  }
}

interface Asked {
  readonly model: Model
  readonly screener: Screener
}

async function readAsked(
  db: Db,
  screener: Screener,
  { siteId, version }: AskedModel,
): Promise<Asked | { reason: string }> {
  const read = await readModel(db, siteId, version)
  return read.ok ? { model: read.model, screener: screener.withModel(read.model) } : read
}

interface News {
  readonly before: readonly UnreadableModel[]
  readonly now: readonly UnreadableModel[]
}

function tellNews(log: Logger, { before, now }: News): void {
  const isIn = (list: readonly UnreadableModel[], { siteId, version, state, reason }: UnreadableModel): boolean =>
    list.some(
      (one) => [one.siteId, one.version, one.state, one.reason].join() === [siteId, version, state, reason].join(),
    )
  for (const one of now) if (!isIn(before, one)) log.error(one, 'a model cannot be read; the one before stays')
  for (const one of before) {
    if (!isIn(now, one)) log.warn(one, 'a model that could not be read is read, or not asked for any more')
  }
}
