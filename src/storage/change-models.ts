import type { Transaction } from 'kysely'
import { type ModelChange, type ModelState, promote, rollBack, shadow, withdraw } from '../moderation/model-life.ts'
import { decodeModel } from '../screening/classifier/model-file.ts'
import type { Db } from './database.ts'
import { appendModelEvent, findModelFile, listModels } from './models.ts'
import type { Database } from './schema.ts'

/** Who changes what; `null` is the command line, whose user is whoever runs the service. */
interface Changing {
  readonly siteId: string
  readonly moderatorId: string | null
}

/** What was changed, or why nothing was. */
export type ModelChanged =
  | { readonly outcome: 'changed'; readonly version: string }
  | { readonly outcome: Extract<ModelChange, { ok: false }>['reason'] | 'unreadable' }

/**
 * Puts a model into force, with its event, one change of a site at a time; a file that this release does not read is
 * refused, so that no service is told to ask it.
 */
export function promoteModel(db: Db, version: string, changing: Changing): Promise<ModelChanged> {
  return changeReadable(db, version, { ...changing, decide: promote })
}

/** Has a model read every new comment without effect; another one in the shadow leaves it. */
export function shadowModel(db: Db, version: string, changing: Changing): Promise<ModelChanged> {
  return changeReadable(db, version, { ...changing, decide: shadow })
}

/** Takes a model out of the shadow. */
export function withdrawModel(db: Db, version: string, { siteId, moderatorId }: Changing): Promise<ModelChanged> {
  return inTurn(db, siteId, (trx, models) =>
    carryOut(trx, { siteId, moderatorId, version, change: withdraw(models, version) }),
  )
}

/** Puts back the model that was in force before the active one, or the shipped one. */
export function rollBackModel(db: Db, { siteId, moderatorId }: Changing): Promise<ModelChanged> {
  return inTurn(db, siteId, (trx, models) => {
    const { version, change } = rollBack(models)
    return carryOut(trx, { siteId, moderatorId, version, change })
  })
}

type Decide = typeof promote

async function changeReadable(
  db: Db,
  version: string,
  { siteId, moderatorId, decide }: Changing & { readonly decide: Decide },
): Promise<ModelChanged> {
  return inTurn(db, siteId, async (trx, models) => {
    const file = await findModelFile(trx, siteId, version)
    if (file && !decodeModel(file).ok) return { outcome: 'unreadable' }
    return carryOut(trx, { siteId, moderatorId, version, change: decide(models, version) })
  })
}

async function inTurn(
  db: Db,
  siteId: string,
  run: (trx: Transaction<Database>, models: Awaited<ReturnType<typeof listModels>>) => Promise<ModelChanged>,
): Promise<ModelChanged> {
  return db.transaction().execute(async (trx) => {
    await trx.selectFrom('site').select('id').where('id', '=', siteId).forUpdate().executeTakeFirstOrThrow()
    return run(trx, await listModels(trx, siteId))
  })
}

interface Step extends Changing {
  /** The model that the event names. */
  readonly version: string
  readonly change: ModelChange
}

// Whoever leaves makes room first: of active models, and of those in the shadow, there is one at any moment.
const ENTERING: ReadonlySet<ModelState> = new Set(['active', 'shadow'])

async function carryOut(trx: Transaction<Database>, step: Step): Promise<ModelChanged> {
  const { siteId, moderatorId, version, change } = step
  if (!change.ok) return { outcome: change.reason }
  const inOrder = [...change.states].sort(
    ([, one], [, other]) => Number(ENTERING.has(one)) - Number(ENTERING.has(other)),
  )
  for (const [changed, state] of inOrder) {
    await trx.updateTable('model').set({ state }).where('site_id', '=', siteId).where('version', '=', changed).execute()
  }
  await appendModelEvent(trx, { siteId, version, type: change.type, moderatorId })
  return { outcome: 'changed', version }
}
