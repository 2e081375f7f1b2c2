import { sql } from 'kysely'
import type { DecisionKind, Status } from '../moderation/life-cycle.ts'
import { isAgreed } from '../moderation/second-opinion.ts'
import type { CategoryCode } from '../screening/taxonomy.ts'
import type { Db } from './database.ts'

interface CardKey {
  readonly siteId: string
  readonly commentId: string
}

/** A comment whose right answer is known. */
export interface TrainingCard {
  readonly commentId: string
  readonly text: string
  readonly kind: 'publish' | 'reject'
  readonly category: CategoryCode | null
  readonly because: string
  readonly madeBy: string
  readonly madeAt: Date
  /** How often it was answered, and how often rightly. */
  readonly answered: number
  readonly right: number
}

type NewCard = CardKey & Pick<TrainingCard, 'kind' | 'category' | 'because'> & { readonly moderatorId: string }

export type CardMade =
  | { readonly outcome: 'made' }
  | { readonly outcome: 'not_found' }
  /** Nobody has decided on it yet, or its author took it back. */
  | { readonly outcome: 'not_decided'; readonly status: Status }

/** Makes a decided comment a training card, or changes its answer; what was answered before keeps the answer of then. */
export async function makeTrainingCard(db: Db, card: NewCard): Promise<CardMade> {
  const { siteId, commentId, kind, category, because, moderatorId } = card
  const comment = await db
    .selectFrom('comment')
    .select('status')
    .where('site_id', '=', siteId)
    .where('id', '=', commentId)
    .executeTakeFirst()
  if (!comment) return { outcome: 'not_found' }
  const { status } = comment
  if (status === 'held' || status === 'withdrawn') return { outcome: 'not_decided', status }
  const told = { kind, category, because, made_by: moderatorId, retired_at: null }
  await db
    .insertInto('training_card')
    .values({ site_id: siteId, comment_id: commentId, ...told })
    .onConflict((conflict) =>
      conflict.columns(['site_id', 'comment_id']).doUpdateSet({ ...told, made_at: sql<Date>`clock_timestamp()` }),
    )
    .execute()
  return { outcome: 'made' }
}

/** Takes a training card out of use. Returns whether it was in use. */
export async function retireTrainingCard(db: Db, { siteId, commentId }: CardKey): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('training_card')
    .set({ retired_at: sql<Date>`clock_timestamp()` })
    .where('site_id', '=', siteId)
    .where('comment_id', '=', commentId)
    .where('retired_at', 'is', null)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** Returns the site's training cards in use, the newest first. */
export async function listTrainingCards(db: Db, siteId: string): Promise<readonly TrainingCard[]> {
  const { rows } = await sql<TrainingCard>`
    select card.comment_id as "commentId", comment.text, card.kind, card.category, because,
      moderator.display_name as "madeBy", made_at as "madeAt", count(turn.answered_at)::int as "answered",
      (count(*) filter (where turn.answered_at is not null and (turn.kind in ('publish', 'restore')) = (right_kind = 'publish')
        and turn.category is not distinct from right_category))::int as "right"
    from training_card as card
    join comment on comment.site_id = card.site_id and comment.id = card.comment_id
    join moderator on moderator.site_id = card.site_id and moderator.id = card.made_by
    left join training_turn as turn on turn.site_id = card.site_id and turn.comment_id = card.comment_id
    where card.site_id = ${siteId} and card.retired_at is null
    group by card.site_id, card.comment_id, comment.text, moderator.display_name
    order by made_at desc, card.comment_id desc`.execute(db)
  return rows
}

interface TraineeKey {
  readonly siteId: string
  readonly moderatorId: string
}

/** How a moderator is in training. */
interface TrainingMode {
  readonly rate: number
  /** The moderator asked for it, and may end it. */
  readonly isOwn: boolean
}

/** Returns it, or `undefined` for whoever is not in training. */
export async function findTrainingMode(db: Db, { siteId, moderatorId }: TraineeKey): Promise<TrainingMode | undefined> {
  return db
    .selectFrom('training_mode')
    .select((eb) => ['rate', eb('set_by', '=', moderatorId).$castTo<boolean>().as('isOwn')])
    .where('site_id', '=', siteId)
    .where('moderator_id', '=', moderatorId)
    .executeTakeFirst()
}

export type ModeSet =
  | { readonly outcome: 'set' }
  /** The site has no such moderator, or they decide nothing. */
  | { readonly outcome: 'not_found' }
  /** Another set it, and only a lead may change that. */
  | { readonly outcome: 'not_theirs' }

interface NewMode extends TraineeKey {
  /** 0 ends the training. */
  readonly rate: number
  readonly setBy: string
  readonly isLead: boolean
}

/** Puts a moderator into training or out of it; who is no lead changes nothing that another has set. */
export async function setTrainingMode(db: Db, wanted: NewMode): Promise<ModeSet> {
  const { siteId, moderatorId, rate, setBy, isLead } = wanted
  return db.transaction().execute(async (trx): Promise<ModeSet> => {
    // Whoever sets it at the same time waits here, and finds what was set.
    const { rows } = await sql`
      select from moderator where site_id = ${siteId} and id = ${moderatorId} and role <> 'auditor'
      for no key update`.execute(trx)
    if (rows.length === 0) return { outcome: 'not_found' }
    const mode = await findTrainingMode(trx, wanted)
    if (mode && !isLead && !mode.isOwn) return { outcome: 'not_theirs' }
    await (rate === 0
      ? trx.deleteFrom('training_mode').where('site_id', '=', siteId).where('moderator_id', '=', moderatorId).execute()
      : sql`
          insert into training_mode (site_id, moderator_id, rate, set_by)
          values (${siteId}, ${moderatorId}, ${rate}, ${setBy})
          on conflict (site_id, moderator_id) do update
            set rate = excluded.rate, set_by = excluded.set_by, set_at = clock_timestamp()`.execute(trx))
    return { outcome: 'set' }
  })
}

/** Somebody who may be in training. */
export interface Trainee {
  readonly id: string
  readonly displayName: string
  /** `null` out of training. */
  readonly rate: number | null
}

/** Returns everybody who decides, in training or not, by name; the shut out only where they are in training. */
export async function listTrainees(db: Db, siteId: string): Promise<readonly Trainee[]> {
  return db
    .selectFrom('moderator')
    .leftJoin('training_mode as mode', (join) =>
      join.onRef('mode.site_id', '=', 'moderator.site_id').onRef('mode.moderator_id', '=', 'moderator.id'),
    )
    .select(['moderator.id', 'display_name as displayName', 'rate'])
    .where('moderator.site_id', '=', siteId)
    .where('role', '<>', 'auditor')
    .where((eb) => eb.or([eb('disabled_at', 'is', null), eb('rate', 'is not', null)]))
    .orderBy('display_name')
    .orderBy('moderator.id')
    .execute()
}

/** One answer to a training card, beside what was right then. */
export interface TrainingResult {
  readonly commentId: string
  readonly text: string
  readonly kind: DecisionKind
  readonly category: CategoryCode | null
  readonly rightKind: DecisionKind
  readonly rightCategory: CategoryCode | null
  readonly because: string
  readonly isRight: boolean
  readonly answeredAt: Date
}

/** Returns what a moderator answered, the last first. */
export async function listTrainingResults(
  db: Db,
  { siteId, moderatorId }: TraineeKey,
): Promise<readonly TrainingResult[]> {
  const rows = await db
    .selectFrom('training_turn as turn')
    .innerJoin('training_card as card', (join) =>
      join.onRef('card.site_id', '=', 'turn.site_id').onRef('card.comment_id', '=', 'turn.comment_id'),
    )
    .innerJoin('comment', (join) =>
      join.onRef('comment.site_id', '=', 'turn.site_id').onRef('comment.id', '=', 'turn.comment_id'),
    )
    .select([
      'turn.comment_id as commentId',
      'comment.text',
      'turn.category',
      'right_category as rightCategory',
      'because',
    ])
    .select((eb) => [
      eb.ref('turn.kind').$notNull().as('kind'),
      eb.ref('right_kind').$notNull().as('rightKind'),
      eb.ref('answered_at').$notNull().as('answeredAt'),
    ])
    .where('turn.site_id', '=', siteId)
    .where('turn.moderator_id', '=', moderatorId)
    .where('answered_at', 'is not', null)
    .orderBy('answered_at', 'desc')
    .orderBy('turn.comment_id')
    .execute()
  return rows.map((row) => ({
    ...row,
    isRight: isAgreed(row, { kind: row.rightKind, category: row.rightCategory }),
  }))
}
