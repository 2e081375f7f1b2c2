import { sql } from 'kysely'
import type { LabelPair } from '../moderation/agreement.ts'
import type { DecisionKind } from '../moderation/life-cycle.ts'
import { isAgreed, labelOf, type Opinion } from '../moderation/second-opinion.ts'
import type { CategoryCode } from '../screening/taxonomy.ts'
import type { Db } from './database.ts'

interface Span {
  readonly siteId: string
  readonly since: Date
}

/** How the second looks stand. */
export interface SecondLooks {
  /** Of decisions drawn at random: what two moderators thought, each on their own. */
  readonly pairs: readonly LabelPair[]
  /** The same of decisions that overturned another on appeal, which are no random ones. */
  readonly afterAppeal: readonly LabelPair[]
  /** Asked in that time and not answered yet. */
  readonly open: number
  /** Of those that disagree, how many a lead has settled, and for whom. */
  readonly settledForFirst: number
  readonly settledForSecond: number
  readonly settledOtherwise: number
}

interface Row {
  readonly reason: 'sample' | 'appeal'
  readonly firstKind: DecisionKind
  readonly firstCategory: CategoryCode | null
  readonly kind: DecisionKind
  readonly category: CategoryCode | null
  readonly leadKind: DecisionKind | null
  readonly leadCategory: CategoryCode | null
}

/** Returns the second opinions that were given since then, and what leads made of the disagreements among them. */
export async function readSecondLooks(db: Db, { siteId, since }: Span): Promise<SecondLooks> {
  const { rows } = await sql<Row>`
    select reason, first.kind as "firstKind", first.category as "firstCategory", second_review.kind,
      second_review.category, lead.kind as "leadKind", lead.category as "leadCategory"
    from second_review
    join decision as first on first.site_id = second_review.site_id and first.comment_id = second_review.comment_id
      and first.id = second_review.decision_id
    left join decision as lead on lead.site_id = second_review.site_id and lead.comment_id = second_review.comment_id
      and lead.id = lead_decision_id
    where second_review.site_id = ${siteId} and given_at >= ${since}`.execute(db)
  const pairsOf = (reason: Row['reason']): LabelPair[] =>
    rows.flatMap((row) => (row.reason === reason ? [{ first: labelOf(firstOf(row)), second: labelOf(row) }] : []))
  const settled = rows.flatMap((row) => settlement(row) ?? [])
  const count = (whose: string): number => settled.filter((one) => one === whose).length
  return {
    pairs: pairsOf('sample'),
    afterAppeal: pairsOf('appeal'),
    open: await countOpen(db, { siteId, since }),
    settledForFirst: count('first'),
    settledForSecond: count('second'),
    settledOtherwise: count('otherwise'),
  }
}

function firstOf({ firstKind, firstCategory }: Row): Opinion {
  return { kind: firstKind, category: firstCategory }
}

function settlement(row: Row): 'first' | 'second' | 'otherwise' | undefined {
  if (row.leadKind === null) return undefined
  const lead = { kind: row.leadKind, category: row.leadCategory }
  if (isAgreed(lead, firstOf(row))) return 'first'
  return isAgreed(lead, row) ? 'second' : 'otherwise'
}

async function countOpen(db: Db, { siteId, since }: Span): Promise<number> {
  const { open } = await db
    .selectFrom('second_review')
    .select(sql<number>`count(*)::int`.as('open'))
    .where('site_id', '=', siteId)
    .where('asked_at', '>=', since)
    .where('given_at', 'is', null)
    .executeTakeFirstOrThrow()
  return open
}

/** What became of the appeals of a time. */
export interface AppealCounts {
  readonly made: number
  readonly open: number
  /** Open, and past the time that was promised. */
  readonly overdue: number
  readonly upheld: number
  readonly overturned: number
  readonly lapsed: number
}

/** Counts the appeals that were made since then. */
export async function countAppeals(db: Db, { siteId, since }: Span): Promise<AppealCounts> {
  const counted = (condition: string) => sql<number>`(count(*) filter (where ${sql.raw(condition)}))::int`
  return db
    .selectFrom('appeal')
    .select([
      sql<number>`count(*)::int`.as('made'),
      counted('outcome is null').as('open'),
      counted('outcome is null and due_at < clock_timestamp()').as('overdue'),
      counted(`outcome = 'upheld'`).as('upheld'),
      counted(`outcome = 'overturned'`).as('overturned'),
      counted(`outcome = 'lapsed'`).as('lapsed'),
    ])
    .where('site_id', '=', siteId)
    .where('made_at', '>=', since)
    .executeTakeFirstOrThrow()
}
