import { setImmediate as giveWay } from 'node:timers/promises'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { Status } from '../moderation/life-cycle.ts'
import type { Screening } from '../screening/evidence.ts'
import { isGraver } from '../screening/gravity.ts'
import type { Screener } from '../screening/screen.ts'
import { screenAgain, versionsOf } from '../screening/screen-again.ts'
import { askModerators } from '../storage/asking.ts'
import type { Db } from '../storage/database.ts'
import { appendEvents } from '../storage/events.ts'

interface Rescanning {
  readonly siteId: string
  readonly screener: Screener
  /** No comment from before that. */
  readonly since: Date
  /** Aborted where the rest is left for another time. */
  readonly stop: AbortSignal
}

/** What a rescan did, in comments; all of it, not of this run alone. */
export interface Rescanned {
  readonly isFinished: boolean
  readonly screened: number
  readonly graver: number
  readonly asked: number
}

const BATCH = 100

/**
 * Screens the published and held comments of a site again that other lists, another policy or another model judged, the
 * newest first. Where the verdict has become graver it is kept beside the old one, and of what is published moderators are
 * asked; nothing else follows. It goes on where it stopped, and what was looked at by these versions is not looked at
 * again, except for an earlier `since`. Two at once ask once.
 */
export async function rescan(db: Db, { siteId, screener, since, stop }: Rescanning): Promise<Rescanned> {
  const run = { siteId, versions: versionsOf(screener) }
  let reached = await begin(db, { ...run, since })
  while (reached !== null && !stop.aborted) reached = await takeBatch(db, { ...run, screener, reached })
  return tell(db, run)
}

interface Run {
  readonly siteId: string
  readonly versions: string
}

interface Reached {
  readonly since: Date
  readonly at: Date
  readonly id: string
}

/** Returns where to go on from, the latest time first, or `null` when it is finished. */
async function begin(db: Db, { siteId, versions, since }: Run & { since: Date }): Promise<Reached | null> {
  const { rows } = await sql<Reached & { isFinished: boolean }>`
    insert into rescan as run (site_id, versions, since, reached_at, reached_id)
    values (${siteId}, ${versions}, ${since}, clock_timestamp(), 'ffffffff-ffff-ffff-ffff-ffffffffffff')
    on conflict (site_id, versions) do update set since = least(run.since, excluded.since),
      finished_at = case when excluded.since < run.since then null else run.finished_at end
    returning since, reached_at as "at", reached_id as "id", finished_at is not null as "isFinished"`.execute(db)
  const [row] = rows
  return !row || row.isFinished ? null : { since: row.since, at: row.at, id: row.id }
}

interface Batch extends Run {
  readonly screener: Screener
  readonly reached: Reached
}

interface Comment {
  readonly id: string
  readonly text: string
  readonly createdAt: Date
  readonly screening: Screening
}

async function takeBatch(db: Db, { siteId, versions, screener, reached }: Batch): Promise<Reached | null> {
  const comments = await listBatch(db, siteId, reached)
  const counts = { screened: 0, graver: 0, asked: 0 }
  for (const comment of comments) {
    if (versionsOf(comment.screening.evidence) === versions) continue
    counts.screened += 1
    const screening = screenAgain(screener, comment.text, comment.screening)
    // Readers are answered by the same thread.
    await giveWay()
    if (!isGraver(screening.verdict, comment.screening.verdict)) continue
    const kept = await keepGraver(db, { siteId, commentId: comment.id, versions, screening })
    counts.graver += kept.isKept ? 1 : 0
    counts.asked += kept.isAsked ? 1 : 0
  }
  const last = comments.length < BATCH ? undefined : comments.at(-1)
  await advance(db, { siteId, versions, last, reached, counts })
  return last ? { since: reached.since, at: last.createdAt, id: last.id } : null
}

/** With the last screening of each. */
async function listBatch(db: Db, siteId: string, { since, at, id }: Reached): Promise<readonly Comment[]> {
  const { rows } = await sql<Comment>`
    select comment.id, comment.text, comment.created_at as "createdAt", json_build_object(
      'verdict', last.verdict, 'category', last.category, 'risk', last.risk, 'evidence', last.evidence
    ) as "screening"
    from comment
    cross join lateral (
      select verdict, category, risk, evidence from screening
      where screening.site_id = comment.site_id and screening.comment_id = comment.id order by id desc limit 1
    ) as last
    where comment.site_id = ${siteId} and status in ('published', 'held') and created_at >= ${since}
      and (created_at, comment.id) < (${at}, ${id}::uuid)
    order by created_at desc, comment.id desc limit ${BATCH}`.execute(db)
  return rows
}

interface Graver {
  readonly siteId: string
  readonly commentId: string
  readonly versions: string
  readonly screening: Screening
}

/** Unless another rescan was there first, or the comment is neither published nor held any more. */
async function keepGraver(db: Db, { siteId, commentId, versions, screening }: Graver) {
  return db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ status: Status; at: Date }>`
      select status, clock_timestamp() as "at" from comment
      where site_id = ${siteId} and id = ${commentId} for no key update`.execute(trx)
    const [comment] = rows
    const isOpen = comment?.status === 'published' || comment?.status === 'held'
    const last = await trx
      .selectFrom('screening')
      .select('evidence')
      .where('site_id', '=', siteId)
      .where('comment_id', '=', commentId)
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst()
    if (!comment || !isOpen || !last || versionsOf(last.evidence) === versions) return { isKept: false, isAsked: false }
    const { verdict, category, risk, evidence } = screening
    await trx
      .insertInto('screening')
      .values({
        site_id: siteId,
        comment_id: commentId,
        id: uuidv7(),
        verdict,
        category,
        risk: JSON.stringify(risk),
        evidence: JSON.stringify(evidence),
        screened_at: comment.at,
      })
      .execute()
    const actor = { kind: 'policy', version: evidence.policyVersion } as const
    await appendEvents(trx, { siteId, commentId, at: comment.at }, [
      { type: 'comment.screened', actor, detail: { verdict, category } },
    ])
    if (comment.status === 'held') return { isKept: true, isAsked: false }
    await askModerators(trx, { siteId, commentId, queue: 'rescan', since: comment.at })
    return { isKept: true, isAsked: true }
  })
}

interface Advance extends Run {
  /** Where it stopped, `undefined` at the end. */
  readonly last: Comment | undefined
  readonly reached: Reached
  readonly counts: Omit<Rescanned, 'isFinished'>
}

/** Never back: another process may have come further. An earlier `since` that was asked for meanwhile stays to be done. */
async function advance(db: Db, { siteId, versions, last, reached, counts }: Advance): Promise<void> {
  const at = last?.createdAt ?? reached.since
  const id = last?.id ?? '00000000-0000-0000-0000-000000000000'
  await sql`
    update rescan set screened = screened + ${counts.screened}, graver = graver + ${counts.graver},
      asked = asked + ${counts.asked},
      reached_at = case when (${at}::timestamptz, ${id}::uuid) < (reached_at, reached_id) then ${at} else reached_at end,
      reached_id = case when (${at}::timestamptz, ${id}::uuid) < (reached_at, reached_id) then ${id}::uuid else reached_id end,
      finished_at = case when ${last === undefined} and since >= ${reached.since} then clock_timestamp() end
    where site_id = ${siteId} and versions = ${versions}`.execute(db)
}

async function tell(db: Db, { siteId, versions }: Run): Promise<Rescanned> {
  const { finished_at: finishedAt, ...counts } = await db
    .selectFrom('rescan')
    .select(['screened', 'graver', 'asked', 'finished_at'])
    .where('site_id', '=', siteId)
    .where('versions', '=', versions)
    .executeTakeFirstOrThrow()
  return { isFinished: finishedAt !== null, ...counts }
}
