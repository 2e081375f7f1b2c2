import type { Transaction } from 'kysely'
import { type ModelChange, type ModelState, promote, rollBack, shadow, withdraw } from '../moderation/model-life.ts'
import type { Db } from './database.ts'
import { appendModelEvent, findLastChange, type LastChange, listModels, listTurns } from './models.ts'
import { readModel } from './read-model.ts'
import type { Database } from './schema.ts'

/** Who changes what; `null` is the command line, whose user is whoever runs the service. */
interface Changing {
  readonly siteId: string
  readonly moderatorId: string | null
  /** The id of the last change that they saw, `null` for none; absent: whatever was done meanwhile. */
  readonly seen?: string | null
}

/** What was changed, or why nothing was. */
export type ModelChanged =
  | { readonly outcome: 'changed'; readonly version: string }
  /** Somebody was faster: this is what they did. */
  | { readonly outcome: 'changed_meanwhile'; readonly last: LastChange | undefined }
  | { readonly outcome: Extract<ModelChange, { ok: false }>['reason'] | 'unreadable' }

/**
 * Puts a model into force, with its event, one change of a site at a time; a file that this release does not read is
 * refused, so that no service is told to ask it. Nothing is changed where another change came after the one that was seen.
 */
export function promoteModel(db: Db, version: string, changing: Changing): Promise<ModelChanged> {
  return changeReadable(db, version, { ...changing, decide: promote })
}

/** Has a model read every new comment without effect; another one in the shadow leaves it. */
export function shadowModel(db: Db, version: string, changing: Changing): Promise<ModelChanged> {
  return changeReadable(db, version, { ...changing, decide: shadow })
}

/** Takes a model out of the shadow. */
export function withdrawModel(db: Db, version: string, changing: Changing): Promise<ModelChanged> {
  return inTurn(db, changing, (trx, models) =>
    carryOut(trx, { ...changing, version, change: withdraw(models, version) }),
  )
}

/**
 * Puts back the model that was in force before the active one and can still be read, or the shipped one. Where the one to
 * be taken out is named, no other is.
 */
export function rollBackModel(db: Db, { named, ...changing }: Changing & { readonly named?: string }) {
  return inTurn(db, changing, async (trx, models): Promise<ModelChanged> => {
    const turns = await listTurns(trx, changing.siteId)
    const unreadable = new Set<string>()
    for (;;) {
      const { version, change } = rollBack(
        models.filter((one) => !unreadable.has(one.version)),
        turns,
      )
      if (named !== undefined && change.ok && named !== version) return { outcome: 'not_in_state' }
      const [back] = change.ok ? ([...change.states].find(([, state]) => state === 'active') ?? []) : []
      if (back === undefined || (await readModel(trx, changing.siteId, back)).ok) {
        return carryOut(trx, { ...changing, version, change })
      }
      unreadable.add(back)
    }
  })
}

type Decide = typeof promote

async function changeReadable(
  db: Db,
  version: string,
  { decide, ...changing }: Changing & { readonly decide: Decide },
): Promise<ModelChanged> {
  return inTurn(db, changing, async (trx, models) => {
    const change = decide(models, version)
    if (change.ok && !(await readModel(trx, changing.siteId, version)).ok) return { outcome: 'unreadable' }
    return carryOut(trx, { ...changing, version, change })
  })
}

async function inTurn(
  db: Db,
  { siteId, seen }: Changing,
  run: (trx: Transaction<Database>, models: Awaited<ReturnType<typeof listModels>>) => Promise<ModelChanged>,
): Promise<ModelChanged> {
  return db.transaction().execute(async (trx) => {
    await trx.selectFrom('site').select('id').where('id', '=', siteId).forNoKeyUpdate().executeTakeFirstOrThrow()
    const last = seen === undefined ? undefined : await findLastChange(trx, siteId)
    if (seen !== undefined && seen !== (last?.id ?? null)) return { outcome: 'changed_meanwhile', last }
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
