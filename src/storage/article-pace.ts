import { sql } from 'kysely'
import { type ArticleRates, CALM_MINUTES } from '../moderation/slow-mode.ts'
import type { Db } from './database.ts'

interface Measuring {
  readonly siteId: string
  readonly articleId: string
  readonly at: Date
  readonly rates: ArticleRates
}

/** Until when the measured rate keeps an article slow, or asks for proofs. */
export interface MeasuredPace {
  readonly slowed_until: Date | null
  readonly flooded_until: Date | null
}

/**
 * Counts the comments of the last minute on an article, in whatever status, and keeps it slow or under proof for some
 * minutes more where they are too many. What began at one rate ends at a third of it. Two that measure at once come to
 * the same; `undefined` where there is no such article.
 */
export async function measureArticle(db: Db, measuring: Measuring): Promise<MeasuredPace | undefined> {
  const { siteId, articleId, at, rates } = measuring
  const until = new Date(at.getTime() + CALM_MINUTES * 60_000)
  const extended = (column: 'slowed_until' | 'flooded_until', begins: number, ends: number) => sql`
    case when rate.count >= ${begins}::int or (rate.count >= ${ends}::int and ${sql.ref(column)} > ${at})
      then greatest(${sql.ref(column)}, ${until}) else ${sql.ref(column)} end`
  const { rows } = await sql<MeasuredPace>`
    with rate as (
      select count(*)::int as count from (
        select from comment where site_id = ${siteId} and article_id = ${articleId}
          and created_at > ${at}::timestamptz - interval '1 minute' limit ${rates.flood}
      ) as lately
    ), wanted as (
      select ${extended('slowed_until', rates.slow, rates.calm)} as slowed_until,
        ${extended('flooded_until', rates.flood, rates.slow)} as flooded_until
      from article, rate where site_id = ${siteId} and id = ${articleId}
    ), kept as (
      update article set slowed_until = wanted.slowed_until, flooded_until = wanted.flooded_until from wanted
      where article.site_id = ${siteId} and article.id = ${articleId}
        and (article.slowed_until, article.flooded_until) is distinct from (wanted.slowed_until, wanted.flooded_until)
    )
    select slowed_until, flooded_until from wanted`.execute(db)
  return rows[0]
}

interface Turn {
  readonly siteId: string
  readonly articleId: string
  readonly identity: Buffer
  readonly at: Date
}

/**
 * Takes a reader's turn on a slow article, or tells when the last one was: of any number at once, in whatever process, one
 * is taken. Turns are kept for a day.
 */
export async function takeSlowTurn(db: Db, turn: Turn, seconds: number): Promise<{ readonly takenAt: Date | null }> {
  const { siteId, articleId, identity, at } = turn
  const { rows } = await sql`
    insert into slow_turn (site_id, article_id, identity, taken_at) values (${siteId}, ${articleId}, ${identity}, ${at})
    on conflict (site_id, article_id, identity) do update set taken_at = excluded.taken_at
      where slow_turn.taken_at <= excluded.taken_at - make_interval(secs => ${seconds})
    returning 1`.execute(db)
  if (rows.length > 0) return { takenAt: null }
  const last = await turnOf(db, turn).select('taken_at').executeTakeFirst()
  return { takenAt: last?.taken_at ?? at }
}

/** Gives a turn back that led to no comment. */
export async function giveSlowTurnBack(db: Db, turn: Turn): Promise<void> {
  const { siteId, articleId, identity, at } = turn
  await db
    .deleteFrom('slow_turn')
    .where('site_id', '=', siteId)
    .where('article_id', '=', articleId)
    .where('identity', '=', identity)
    .where('taken_at', '=', at)
    .execute()
}

/** Forgets turns from before that; returns how many. */
export async function deleteTurnsBefore(db: Db, before: Date): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom('slow_turn').where('taken_at', '<', before).executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}

function turnOf(db: Db, { siteId, articleId, identity }: Turn) {
  return db
    .selectFrom('slow_turn')
    .where('site_id', '=', siteId)
    .where('article_id', '=', articleId)
    .where('identity', '=', identity)
}

interface NewSlowness {
  readonly siteId: string
  readonly articleId: string
  readonly id: string
  /** `null` leaves it to the measured rate. */
  readonly seconds: number | null
  readonly moderatorId: string
}

/**
 * Sets how slow an article is from the next comment on, and keeps who set it and when, in one statement; the same again
 * is no change and no row. `not_found` where the site has no such article.
 */
export async function setSlowness(db: Db, set: NewSlowness): Promise<{ readonly outcome: 'set' | 'not_found' }> {
  const { siteId, articleId, id, seconds, moderatorId } = set
  const { rows } = await sql`
    with found as (
      select id, slow_seconds from article where site_id = ${siteId} and id = ${articleId} for update
    ), changed as (
      update article set slow_seconds = ${seconds}::int from found
      where article.site_id = ${siteId} and article.id = found.id
        and found.slow_seconds is distinct from ${seconds}::int returning article.id
    ), kept as (
      insert into article_slow (site_id, article_id, id, seconds, set_by, set_at)
      select ${siteId}, changed.id, ${id}, ${seconds}::int, ${moderatorId}, clock_timestamp() from changed
    )
    select from found`.execute(db)
  return { outcome: rows.length > 0 ? 'set' : 'not_found' }
}
