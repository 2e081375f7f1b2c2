import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { PeopleEventActor, PeopleEventDetail, PeopleEventType } from '../moderation/people-event.ts'
import type { Db } from './database.ts'

/** Who acts: somebody of the site, whoever runs the service, or somebody who is not signed in. */
export type By =
  | { readonly actor: 'moderator'; readonly moderatorId: string }
  | { readonly actor: Exclude<PeopleEventActor, 'moderator'> }

interface NewPeopleEvent {
  readonly siteId: string
  readonly type: PeopleEventType
  readonly by: By
  /** Whom it was done to. */
  readonly subjectId: string | null
  readonly detail?: PeopleEventDetail
}

/** Appends to the record of what was done about people, with the database's time. A change writes it in its own transaction. */
export async function appendPeopleEvent(db: Db, event: NewPeopleEvent): Promise<void> {
  await db
    .insertInto('people_event')
    .values({
      site_id: event.siteId,
      id: uuidv7(),
      type: event.type,
      actor: event.by.actor,
      actor_id: event.by.actor === 'moderator' ? event.by.moderatorId : null,
      subject_id: event.subjectId,
      detail: JSON.stringify(event.detail ?? {}),
      occurred_at: sql<Date>`clock_timestamp()`,
    })
    .execute()
}

/** One act, with the names that its people have now. */
export interface PeopleEvent {
  readonly id: string
  readonly type: PeopleEventType
  readonly actor: PeopleEventActor
  readonly actorName: string | null
  readonly subjectName: string | null
  readonly detail: PeopleEventDetail
  readonly at: Date
}

/** The place of an event in the order of the record. */
export interface PeopleEventPlace {
  readonly at: Date
  readonly id: string
}

interface Wanted {
  /** Only what comes after it in the list, which is what happened before it. */
  readonly after: PeopleEventPlace | undefined
  readonly limit: number
}

/** Returns what was done about people, the last first, at most `limit`; nothing twice however many are added meanwhile. */
export async function listPeopleEvents(db: Db, siteId: string, { after, limit }: Wanted): Promise<PeopleEvent[]> {
  return db
    .selectFrom('people_event as done')
    .leftJoin('moderator as doer', (join) =>
      join.onRef('doer.site_id', '=', 'done.site_id').onRef('doer.id', '=', 'done.actor_id'),
    )
    .leftJoin('moderator as subject', (join) =>
      join.onRef('subject.site_id', '=', 'done.site_id').onRef('subject.id', '=', 'done.subject_id'),
    )
    .select(['done.id', 'done.type', 'done.actor', 'done.detail', 'done.occurred_at as at'])
    .select(['doer.display_name as actorName', 'subject.display_name as subjectName'])
    .where('done.site_id', '=', siteId)
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(done.occurred_at, done.id) < (${after?.at}::timestamptz, ${after?.id}::uuid)`),
    )
    .orderBy('done.occurred_at', 'desc')
    .orderBy('done.id', 'desc')
    .limit(limit)
    .execute()
}
