import { type Insertable, sql, type Transaction } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { ModelEventType, ModelTurn, StandingModel } from '../moderation/model-life.ts'
import type { Role } from '../moderation/rights.ts'
import type { Db } from './database.ts'
import type { Database } from './schema.ts'
import type { ModelFigures, ModelTable } from './schema-models.ts'

/** A model of a site, without its file. */
export interface ModelRow extends StandingModel {
  /** The model that it was fitted from. */
  readonly baseVersion: string
  readonly lexiconVersion: string
  readonly figures: ModelFigures
  readonly trainedAt: Date
}

type NewModel = Omit<Insertable<ModelTable>, 'state' | 'file' | 'figures' | 'deleted_at'> & {
  readonly file: Buffer
  readonly figures: ModelFigures
}

/**
 * Stores a candidate with the event of its training, all or nothing; `false` where the site has that very model already.
 * One whose file was deleted comes back.
 */
export async function storeCandidate(db: Db, model: NewModel): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const stored = await trx
      .insertInto('model')
      .values({ ...model, figures: JSON.stringify(model.figures), state: 'candidate' })
      .onConflict((conflict) =>
        conflict
          .columns(['site_id', 'version'])
          .doUpdateSet({ file: model.file, deleted_at: null, state: 'candidate', trained_at: model.trained_at })
          .where('model.deleted_at', 'is not', null),
      )
      .returning('version')
      .executeTakeFirst()
    if (!stored) return false
    await appendModelEvent(trx, { siteId: model.site_id, version: model.version, type: 'trained', moderatorId: null })
    return true
  })
}

/** Returns the models of a site whose files are kept, the last trained first. */
export async function listModels(db: Db, siteId: string): Promise<readonly ModelRow[]> {
  return db
    .selectFrom('model')
    .select(['version', 'state', 'base_version as baseVersion', 'lexicon_version as lexiconVersion', 'figures'])
    .select('trained_at as trainedAt')
    .select((eb) =>
      eb
        .selectFrom('model_event')
        .select((of) => of.fn.max('occurred_at').as('at'))
        .whereRef('model_event.site_id', '=', 'model.site_id')
        .whereRef('model_event.version', '=', 'model.version')
        .where('type', '=', 'promoted')
        .as('promotedAt'),
    )
    .where('site_id', '=', siteId)
    .where('deleted_at', 'is', null)
    .orderBy('trained_at', 'desc')
    .orderBy('version')
    .execute()
}

/** Returns the bytes of a model's file, as long as it is kept. */
export async function findModelFile(db: Db, siteId: string, version: string): Promise<Buffer | undefined> {
  const row = await db
    .selectFrom('model')
    .select('file')
    .where('site_id', '=', siteId)
    .where('version', '=', version)
    .executeTakeFirst()
  return row?.file ?? undefined
}

/** Which models are asked on which sites. */
export interface AskedModel {
  readonly siteId: string
  readonly version: string
  readonly state: 'active' | 'shadow'
}

/** Names every model that is in force or in the shadow, of all sites; cheap enough to be asked every few seconds. */
export async function listAskedModels(db: Db): Promise<readonly AskedModel[]> {
  const { rows } = await sql<AskedModel>`
    select site_id as "siteId", version, state from model where state in ('active', 'shadow')`.execute(db)
  return rows
}

interface NewModelEvent {
  readonly siteId: string
  readonly version: string
  readonly type: ModelEventType
  readonly moderatorId: string | null
}

/** Appends to the log of a site's models in the caller's transaction. */
export async function appendModelEvent(trx: Transaction<Database>, event: NewModelEvent): Promise<void> {
  await trx
    .insertInto('model_event')
    .values({
      site_id: event.siteId,
      id: uuidv7(),
      version: event.version,
      type: event.type,
      moderator_id: event.moderatorId,
      occurred_at: sql<Date>`clock_timestamp()`,
    })
    .execute()
}

/** Returns what put a site's models into force and took them out, the first first. */
export async function listTurns(db: Db, siteId: string): Promise<readonly ModelTurn[]> {
  return db
    .selectFrom('model_event')
    .select(['version', 'type'])
    .where('site_id', '=', siteId)
    .where('type', 'in', ['promoted', 'rolled_back'])
    .orderBy('occurred_at')
    .orderBy('id')
    .execute()
}

/** Returns what was done last with a site's models other than training; whoever changes anything says that they saw it. */
export async function findLastChange(db: Db, siteId: string): Promise<LastChange | undefined> {
  return selectEvents(db, siteId)
    .select(['model_event.id', 'version', 'moderator.display_name as moderator'])
    .select(sql<LastChange['type']>`type`.as('type'))
    .where('type', '!=', 'trained')
    .limit(1)
    .executeTakeFirst()
}

/** What was done last, by whom; by nobody where the command line did. */
export interface LastChange {
  readonly id: string
  readonly version: string
  readonly type: Exclude<ModelEventType, 'trained'>
  readonly moderator: string | null
}

/** What was done with a model, by whom; by nobody where the machine or the command line did. */
export interface ModelEvent {
  readonly version: string
  readonly type: ModelEventType
  readonly at: Date
  readonly moderator: string | null
  readonly role: Role | null
}

/** Returns what was done with a site's models, the last first, at most `limit`. */
export async function listModelEvents(db: Db, siteId: string, limit: number): Promise<readonly ModelEvent[]> {
  return selectEvents(db, siteId)
    .select(['version', 'type', 'occurred_at as at', 'moderator.display_name as moderator', 'moderator.role'])
    .limit(limit)
    .execute()
}

function selectEvents(db: Db, siteId: string) {
  return db
    .selectFrom('model_event')
    .leftJoin('moderator', (join) =>
      join
        .onRef('moderator.site_id', '=', 'model_event.site_id')
        .onRef('moderator.id', '=', 'model_event.moderator_id'),
    )
    .where('model_event.site_id', '=', siteId)
    .orderBy('occurred_at', 'desc')
    .orderBy('model_event.id', 'desc')
}
