import { type RawBuilder, sql } from 'kysely'
import type { DecisionKind } from '../moderation/life-cycle.ts'
import type { CategoryCode } from '../screening/taxonomy.ts'
import type { Db } from '../storage/database.ts'

/** What the log of a site tells of; decisions of an act on many are one line, and so is taking it back. */
export const LOG_TYPES = [
  'decided',
  'undone',
  'many_decided',
  'many_undone',
  'sanctioned',
  'sanction_lifted',
  'risk_set',
  'template_made',
  'template_retired',
  'macro_made',
  'macro_retired',
] as const

export type LogType = (typeof LOG_TYPES)[number]

/** Who did what, and to which comment, act or article. */
export interface LogLine {
  readonly id: string
  readonly type: LogType
  readonly at: Date
  /** Display name. */
  readonly by: string
  readonly commentId: string | null
  readonly actId: string | null
  readonly articleId: string | null
  readonly kind: DecisionKind | null
  readonly category: CategoryCode | null
  /** Of a wording; the measure; the level of risk. */
  readonly name: string | null
  /** How many comments an act decided. */
  readonly count: number | null
}

interface Place {
  readonly at: Date
  readonly id: string
}

interface Page {
  readonly siteId: string
  /** Only what happened before this. */
  readonly cursor: Place | null
  readonly limit: number
}

/**
 * Returns what moderators decided and changed on a site, the last first, and where the next page starts; nothing twice
 * however much is added meanwhile. What was done about people is a record of its own, read by fewer.
 */
export async function listSiteLog(
  db: Db,
  page: Page,
): Promise<{ readonly lines: readonly LogLine[]; readonly next: Place | null }> {
  const { siteId, limit } = page
  const parts = SOURCES.map((source) => partOf(source, page))
  const { rows } = await sql<LogLine>`
    select done.id, type, at, display_name as "by", comment_id as "commentId", act_id as "actId",
      article_id as "articleId", kind, done.category, done.name, count
    from (${sql.join(parts, sql` union all `)}) as done
    join moderator on moderator.site_id = ${siteId} and moderator.id = who
    order by at desc, done.id desc limit ${limit + 1}`.execute(db)
  const lines = rows.slice(0, limit)
  const last = lines.at(-1)
  return { lines, next: rows.length > limit && last ? { at: last.at, id: last.id } : null }
}

/** A kind of line: the table, its columns, and which of its rows are told. */
interface Source {
  readonly type: LogType
  readonly from: RawBuilder<unknown>
  readonly id: RawBuilder<unknown>
  readonly at: RawBuilder<unknown>
  readonly who: RawBuilder<unknown>
  readonly columns?: Partial<
    Record<'comment_id' | 'act_id' | 'article_id' | 'kind' | 'category' | 'name' | 'count', RawBuilder<unknown>>
  >
  readonly only?: RawBuilder<unknown>
}

/** As many as the page may show, of one kind: whatever the others add, no more of these are on it. */
function partOf({ type, from, id, at, who, columns = {}, only }: Source, { siteId, cursor, limit }: Page) {
  const column = (name: keyof typeof COLUMN_TYPES) =>
    sql`${columns[name] ?? sql`null`}::${sql.raw(COLUMN_TYPES[name])} as ${sql.ref(name)}`
  const names = Object.keys(COLUMN_TYPES) as (keyof typeof COLUMN_TYPES)[]
  const after = cursor === null ? sql`` : sql`and (${at}, ${id}) < (${cursor.at}::timestamptz, ${cursor.id}::uuid)`
  return sql`(
    select ${type}::text as type, ${id} as id, ${at} as at, ${who} as who, ${sql.join(names.map(column))}
    from ${from} where told.site_id = ${siteId} and ${at} is not null ${only ? sql`and ${only}` : sql``} ${after}
    order by ${at} desc, ${id} desc limit ${limit + 1}
  )`
}

const COLUMN_TYPES = {
  comment_id: 'uuid',
  act_id: 'uuid',
  article_id: 'text',
  kind: 'text',
  category: 'text',
  name: 'text',
  count: 'int',
} as const

const COMMENT = { comment_id: sql`told.comment_id` }
const RULING = { kind: sql`told.kind`, category: sql`told.category` }

/** What an act took back with all its comments is told once. */
const UNDONE_ALONE = sql`not exists (
  select from decision join bulk_act on bulk_act.site_id = decision.site_id and bulk_act.id = decision.bulk_id
  where decision.site_id = told.site_id and decision.comment_id = told.comment_id and decision.id = told.decision_id
    and bulk_act.undone_at is not null
)`

const decidedIn = (outcome: RawBuilder<unknown>): RawBuilder<unknown> => sql`(
  select count(*) from bulk_comment where bulk_comment.site_id = told.site_id and bulk_id = told.id and ${outcome}
)`

const wordingsOf = (table: 'template' | 'macro'): readonly Source[] => {
  const shared = { from: sql`${sql.table(table)} as told`, id: sql`told.id`, columns: { name: sql`told.name` } }
  return [
    { ...shared, type: `${table}_made`, at: sql`told.created_at`, who: sql`told.created_by` },
    { ...shared, type: `${table}_retired`, at: sql`told.retired_at`, who: sql`told.retired_by` },
  ]
}

const ACTS = { from: sql`bulk_act as told`, id: sql`told.id` }

const SOURCES: readonly Source[] = [
  {
    type: 'decided',
    from: sql`decision as told`,
    id: sql`told.id`,
    at: sql`told.decided_at`,
    who: sql`told.moderator_id`,
    columns: { ...COMMENT, ...RULING },
    only: sql`told.moderator_id is not null and told.bulk_id is null`,
  },
  {
    type: 'undone',
    from: sql`undo as told`,
    id: sql`told.decision_id`,
    at: sql`told.undone_at`,
    who: sql`told.moderator_id`,
    columns: COMMENT,
    only: UNDONE_ALONE,
  },
  {
    ...ACTS,
    type: 'many_decided',
    at: sql`told.acted_at`,
    who: sql`told.proposed_by`,
    columns: { act_id: sql`told.id`, ...RULING, count: decidedIn(sql`outcome = 'decided'`) },
  },
  {
    ...ACTS,
    type: 'many_undone',
    at: sql`told.undone_at`,
    who: sql`told.undone_by`,
    columns: { act_id: sql`told.id`, ...RULING, count: decidedIn(sql`undo_outcome = 'undone'`) },
  },
  {
    type: 'sanctioned',
    from: sql`sanction as told`,
    id: sql`told.id`,
    at: sql`told.imposed_at`,
    who: sql`told.imposed_by`,
    columns: { ...COMMENT, category: sql`told.category`, name: sql`told.measure` },
  },
  {
    type: 'sanction_lifted',
    from: sql`sanction_lift as told join sanction on sanction.site_id = told.site_id and sanction.id = told.sanction_id`,
    id: sql`told.sanction_id`,
    at: sql`told.lifted_at`,
    who: sql`told.lifted_by`,
    columns: { comment_id: sql`sanction.comment_id`, category: sql`sanction.category`, name: sql`sanction.measure` },
  },
  {
    type: 'risk_set',
    from: sql`article_risk as told`,
    id: sql`told.id`,
    at: sql`told.set_at`,
    who: sql`told.set_by`,
    columns: { article_id: sql`told.article_id`, name: sql`told.level` },
  },
  ...wordingsOf('template'),
  ...wordingsOf('macro'),
]
