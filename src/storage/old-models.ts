import { sql } from 'kysely'
import { type ModelTurn, rollBack } from '../moderation/model-life.ts'
import type { Db } from './database.ts'
import { listModels, listTurns, type ModelRow } from './models.ts'
import { listSites } from './sites.ts'

/** A candidate that nobody wanted for a month is behind some thirty others of the nights since. */
const CANDIDATE_DAYS = 30

/** A model that was in force may be wanted back for half a year, as long as the comments that it judged are kept. */
const RETIRED_DAYS = 180

/** The comparison is of the last 2,000 comments; a month of them is enough on the smallest site. */
const OPINION_DAYS = 30

/**
 * Deletes the files of models after their time and returns how many: of candidates 30 days, of retired ones 180 days after
 * anything was done with them. The active one, the one in the shadow, the one to which a rollback leads and the retired one
 * promoted last are never among them. Rows, figures and log stay, and with them the names in old verdicts.
 */
export async function deleteOldModels(db: Db): Promise<number> {
  let deleted = 0
  for (const { id } of await listSites(db)) deleted += await deleteOfSite(db, id)
  return deleted
}

async function deleteOfSite(db: Db, siteId: string): Promise<number> {
  return db.transaction().execute(async (trx) => {
    // Whoever puts a model back meanwhile waits, or is waited for.
    await trx.selectFrom('site').select('id').where('id', '=', siteId).forNoKeyUpdate().executeTakeFirst()
    const kept = keptAnyhow(await listModels(trx, siteId), await listTurns(trx, siteId))
    const { rows } = await sql`
      update model set file = null, deleted_at = clock_timestamp()
      where site_id = ${siteId} and file is not null and version <> all(${kept}::text[])
        and coalesce((
          select max(occurred_at) from model_event
          where model_event.site_id = model.site_id and model_event.version = model.version
        ), trained_at) < clock_timestamp() - make_interval(days => case state
          when 'candidate' then ${CANDIDATE_DAYS}::int when 'retired' then ${RETIRED_DAYS}::int end)
      returning version`.execute(trx)
    return rows.length
  })
}

function keptAnyhow(models: readonly ModelRow[], turns: readonly ModelTurn[]): readonly string[] {
  const { change } = rollBack(models, turns)
  const back = change.ok ? [...change.states].filter(([, state]) => state === 'active') : []
  const [last] = models
    .filter(({ state, promotedAt }) => state === 'retired' && promotedAt !== null)
    .toSorted((one, other) => (other.promotedAt?.getTime() ?? 0) - (one.promotedAt?.getTime() ?? 0))
  return [...back.map(([version]) => version), ...(last ? [last.version] : [])]
}

/** Deletes what models in the shadow thought more than 30 days ago and returns how many opinions that were. */
export async function deleteOldShadowOpinions(db: Db): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('shadow_opinion')
    .where('asked_at', '<', sql<Date>`clock_timestamp() - make_interval(days => ${OPINION_DAYS}::int)`)
    .executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}
