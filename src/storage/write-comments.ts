import { type RawBuilder, type Selectable, sql } from 'kysely'
import { type FirstStanding, firstStanding } from '../moderation/first-standing.ts'
import { turnOf } from '../moderation/queue.ts'
import type { Db } from './database.ts'
import {
  type Comment,
  commentRow,
  decisionRows,
  eventRows,
  keyRows,
  type NewComment,
  screeningRow,
} from './new-comment.ts'
import { barring, writerOf } from './posting-gate.ts'
import { PREPARED } from './prepared.ts'
import { records } from './records.ts'
import type { Database } from './schema.ts'
import { searchRow } from './search/search-row.ts'

/**
 * Writes comments, their screenings, the policy's decisions where `firstStanding` gives one, their events, what they are
 * searched by, what near-duplicates find them by, their draws for patrol and their idempotency keys in one statement, in
 * one round trip and one commit. Returns the comments that were written, by their ids. Each is written wholly or not at all,
 * and what closes the gate to one leaves the others alone; what fails, fails all.
 *
 *     with asked as (…), open as (select … from asked, lateral (select from reader … skip locked) where not exists (…)),
 *       claimed as (insert into idempotency_key … on conflict do nothing returning comment_id), gate as (…),
 *       recorded as (insert into comment … returning id), screened as (insert into screening …), …
 *     select id from recorded
 *
 * A measure of `barredBy` that was committed before the statement began closes the gate, and so does anybody of
 * `reply.answered` whom the writer may not answer, and the deletion of the writer's profile, even before it is committed: the
 * others must not wait for it. Of two requests that race with one key, the second waits for the first and writes nothing.
 * Keys are locked in one order, threads and articles by triggers in another that is the same for all: two of these never wait
 * for each other in a circle.
 */
export async function writeComments(
  db: Db,
  all: readonly Prepared[],
  patience: Patience,
): Promise<ReadonlyMap<string, Comment>> {
  const given = <T extends Whole>(table: T) =>
    records(
      table,
      all.flatMap(({ rows }): readonly Row<T>[] => rows[table]),
    )
  const ofRecorded = (table: Whole) => sql`select record.* from ${given(table)} join recorded using (comment_id)`
  const { rows } = await sql<{ id: string }>`
    ${PREPARED} with asked as materialized (${askedFor(all, patience)}),
      open as materialized (
        select asked.* from asked cross join lateral (${WRITER}) as writer where not exists (select from ${BARRING})
      ),
      claimed as (
        insert into idempotency_key select record.* from ${given('idempotency_key')} join open using (comment_id)
        order by record.site_id, record.reader_id, record.key
        on conflict (site_id, reader_id, key) do nothing returning comment_id
      ),
      gate as (select comment_id from claimed union all select comment_id from open where not is_keyed),
      recorded as (
        insert into comment select record.* from ${given('comment')} join gate on comment_id = id
        returning id as comment_id
      ),
      screened as (insert into screening ${ofRecorded('screening')}),
      searchable as (insert into comment_search ${ofRecorded('comment_search')}),
      decided as (insert into decision ${ofRecorded('decision')}),
      logged as (insert into event ${ofRecorded('event')}),
      keyed as (
        insert into fingerprint_key
        select site_id, unnest(keys), at, comment_id from asked join recorded using (comment_id)
      ),
      drawn as (
        insert into review_sample (site_id, comment_id, kind, probability, drawn_at)
        select site_id, comment_id, 'patrol', patrol_share, at from asked join recorded using (comment_id)
        where patrol_share is not null
      ),
      patrolled as (
        insert into waiting (site_id, comment_id, queue, queue_at, since)
        select site_id, comment_id, 'patrol', patrol_at, at from asked join recorded using (comment_id)
        where patrol_share is not null
      )
    select comment_id as id from recorded
  `.execute(db)
  const written = new Set(rows.map(({ id }) => id))
  return new Map(
    all.flatMap(({ rows: { comment } }) => comment).flatMap((one) => (written.has(one.id) ? [[one.id, one]] : [])),
  )
}

/** The tables whose rows are given whole. */
type Whole = 'idempotency_key' | 'comment' | 'screening' | 'comment_search' | 'decision' | 'event'

type Row<T extends Whole> = Selectable<Database[T]>

/** A comment with all that is written with it. */
export interface Prepared {
  /** What the gate and the rows that are not given whole ask. */
  readonly asked: object
  readonly rows: { readonly [T in Whole]: readonly Row<T>[] }
}

/** Makes what is written of a comment; it throws what is wrong with it before others share its statement. */
export function prepare(created: NewComment): Prepared {
  const standing = firstStanding(created.screening)
  const event = eventRows(created, standing)
  return {
    asked: askedOf(created, standing),
    rows: {
      idempotency_key: keyRows(created),
      comment: [commentRow(created, standing, event.length)],
      screening: [screeningRow(created)],
      comment_search: [searchRow(created)],
      decision: decisionRows(created, standing),
      event,
    },
  }
}

function askedOf(created: NewComment, standing: FirstStanding): object {
  const { siteId, commentId, readerId, person, at, keys, idempotency, reply, barredBy = [], patrolShare } = created
  return {
    site_id: siteId,
    comment_id: commentId,
    reader_id: readerId,
    person: person ? `\\x${person.toString('hex')}` : null,
    at,
    barred_by: barredBy,
    answered: reply?.answered ?? [],
    is_keyed: idempotency !== null,
    keys,
    patrol_share: standing.kind === null ? null : patrolShare,
    patrol_at: turnOf('patrol', at),
  }
}

/** A statement that many share fails with 55P03 rather than wait for long; one that nobody shares waits as it is set. */
export type Patience = 'little' | 'any'

const LITTLE = '250ms'

function askedFor(all: readonly Prepared[], patience: Patience): RawBuilder<unknown> {
  const limit = patience === 'little' ? LITTLE : null
  return sql`
    select asked.* from (
      select set_config('lock_timeout', coalesce(${limit}::text, current_setting('lock_timeout')), true)
    ) as patience cross join jsonb_to_recordset(${JSON.stringify(all.map(({ asked }) => asked))}::jsonb) as asked (
      site_id text, comment_id uuid, reader_id uuid, person bytea, at timestamptz, barred_by text[], answered uuid[],
      is_keyed boolean, keys bigint[], patrol_share double precision, patrol_at timestamptz
    )`
}

const ASKED = { siteId: sql.ref('asked.site_id'), readerId: sql.ref('asked.reader_id') }

const WRITER = writerOf(ASKED, 'skipped')

const BARRING = barring({
  ...ASKED,
  person: sql.ref('asked.person'),
  at: sql.ref('asked.at'),
  measures: sql.ref('asked.barred_by'),
  answered: sql.ref('asked.answered'),
})
