import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { DecisionKind, Status } from '../../moderation/life-cycle.ts'
import type { Queue } from '../../moderation/queue.ts'
import { presentedStatus } from '../../moderation/second-opinion.ts'
import type { Verdict } from '../../screening/evidence.ts'
import type { CategoryCode } from '../../screening/taxonomy.ts'
import type { Db } from '../database.ts'
import { isInForce } from '../decisions.ts'
import { type ShownAs, shownAs } from '../kept-from.ts'
import { askedAbout } from '../second-reviews.ts'
import { commentConditions, lexemeWishes, type SearchFilters, searchConditions } from './conditions.ts'
import { lexemeQuery, weekNumber } from './lexeme-query.ts'

interface Search {
  readonly siteId: string
  readonly filters: SearchFilters
}

/** The last comment of a page. */
export interface SearchPlace {
  readonly createdAt: Date
  readonly id: string
}

/** A comment as a list of them shows it. */
export interface FoundComment {
  readonly id: string
  readonly text: string
  readonly status: Status
  readonly category: CategoryCode | null
  readonly createdAt: Date
  readonly readerId: string
  readonly authorName: string
  readonly articleId: string
  readonly articleTitle: string | null
  readonly verdict: Verdict
  readonly suspected: CategoryCode | null
  /** The decision in force. */
  readonly decision: {
    readonly kind: DecisionKind
    readonly at: string
    /** `null` where the policy decided. */
    readonly by: string | null
  } | null
  /** Display name of who holds it now. */
  readonly holder: string | null
  readonly queues: readonly Queue[]
}

/**
 * Returns the site's comments after `after` that fit every filter, newest first, at most `limit`; as nobody had judged
 * them where the viewer may still be asked for a second look or in training. With lexemes to look
 * for it goes back week by week, and no further than it must:
 *
 *     select … from generate_series($newest, $oldest, -1) as week, lateral (
 *       select … from comment_search where lexemes @@ '02970加微 & …' and spoken like '%加微信%' … order by … limit 26
 *     ) limit 26
 */
export async function findComments(
  db: Db,
  search: Search,
  { after, limit }: { readonly after: SearchPlace | null; readonly limit: number },
): Promise<FoundComment[]> {
  const found = await matching(db, search, { after, limit, isInOrder: true })
  if (!found) return []
  const { viewerId } = search.filters
  const { rows } = await sql<FoundComment & Viewed>`
    select ${viewerId ? shownAs(viewerId) : sql`null`} as "shownAs", ${BEFORE} as "before", comment.id, comment.text, status, comment.category, found.created_at as "createdAt",
      comment.reader_id as "readerId", comment.display_name as "authorName", article.id as "articleId",
      article.title as "articleTitle", search.verdict, search.category as "suspected", ${DECISION} as "decision",
      ${holderFor(viewerId)} as "holder", (
        select coalesce(array_agg(queue order by queue), '{}') from waiting
        where waiting.site_id = comment.site_id and waiting.comment_id = comment.id
      ) as "queues"
    from (${found}) as found
    join comment on comment.site_id = ${search.siteId} and comment.id = found.comment_id
    join comment_search as search on search.site_id = comment.site_id and search.comment_id = comment.id
    join article on article.site_id = comment.site_id and article.id = comment.article_id
    order by found.created_at desc, found.comment_id desc`.execute(db)
  return rows.map(hideJudgement)
}

/** A training card on the viewer's own desk is held by them, as far as they can tell. */
function holderFor(viewerId: string | undefined): RawBuilder<unknown> {
  const holder = sql`(
    select display_name from moderator where moderator.site_id = comment.site_id
      and moderator.id = comment.lease_holder and comment.lease_expires_at > clock_timestamp()
  )`
  if (viewerId === undefined) return holder
  return sql`coalesce(${holder}, (
    select display_name from training_turn as turn
    join moderator on moderator.site_id = turn.site_id and moderator.id = turn.moderator_id
    where turn.site_id = comment.site_id and turn.comment_id = comment.id and turn.moderator_id = ${viewerId}
      and turn.answered_at is null and turn.lease_expires_at > clock_timestamp()
  ))`
}

interface Viewed {
  /** Where it is kept from the viewer what was made of it. */
  readonly shownAs: ShownAs | null
  /** Of the decision that is looked at a second time. */
  readonly before: Status | null
}

function hideJudgement({ shownAs, before, ...found }: FoundComment & Viewed): FoundComment {
  if (shownAs === null) return found
  const queues: readonly Queue[] = shownAs === 'escalated' ? ['escalated', 'held'] : [shownAs]
  return { ...found, status: presentedStatus(before), category: null, decision: null, queues }
}

const BEFORE = sql`(${askedAbout(sql`comment.site_id, comment.id`)})`

/** Beyond this the number tells nobody anything. */
const MOST_COUNTED = 1_000

/** Returns how many comments fit every filter, counted to 1000. */
export async function countComments(db: Db, search: Search): Promise<{ count: number; isAtLeast: boolean }> {
  const found = await matching(db, search, { after: null, limit: MOST_COUNTED + 1, isInOrder: false })
  if (!found) return { count: 0, isAtLeast: false }
  const { rows } = await sql<{ count: number }>`select count(*)::int as "count" from (${found}) as found`.execute(db)
  const count = rows[0]?.count ?? 0
  return { count: Math.min(count, MOST_COUNTED), isAtLeast: count > MOST_COUNTED }
}

const DECISION = sql`(
  select json_build_object('kind', kind, 'at', decided_at, 'by', display_name) from decision
  left join moderator on moderator.site_id = decision.site_id and moderator.id = decision.moderator_id
  where decision.site_id = comment.site_id and decision.comment_id = comment.id and ${isInForce}
  order by decided_at desc, decision.id desc limit 1
)`

interface Part {
  readonly after: SearchPlace | null
  readonly limit: number
  readonly isInOrder: boolean
}

/** Selects `comment_id` and `created_at`, or nothing where there can be none. */
async function matching(db: Db, search: Search, part: Part): Promise<RawBuilder<unknown> | undefined> {
  const wishes = lexemeWishes(search.filters)
  const ordered = part.isInOrder ? sql`order by created_at desc, comment_id desc` : sql``
  if (wishes.length === 0) return sql`${candidates(search, part)} ${ordered} limit ${part.limit}`
  const weeks = await weeksOf(db, search, part.after)
  if (!weeks) return undefined
  // Fenced, so that the lexemes are looked up before anything is put in order.
  const ofWeek = sql`${candidates(search, part, sql`search.lexemes @@ ${lexemeQuery(wishes, sql`week`)}`)} offset 0`
  return sql`
    select of_week.* from generate_series(${weeks.last}::int, ${weeks.first}::int, -1) as week
    cross join lateral (
      select * from (${ofWeek}) as found ${ordered} limit ${part.limit}
    ) as of_week
    limit ${part.limit}`
}

/** Reads one table where one is enough: of two, the planner cannot know that they have the same order. */
function candidates({ siteId, filters }: Search, { after }: Part, lexemes?: RawBuilder<SqlBool>): RawBuilder<unknown> {
  const ofSearch = [...(lexemes ? [lexemes] : []), ...searchConditions(filters)]
  const ofComment = commentConditions(filters)
  const isByComment = ofSearch.length === 0 && ofComment.length > 0
  const [id, createdAt, siteOf] = isByComment
    ? [sql`comment.id`, sql`comment.created_at`, sql`comment.site_id`]
    : [sql`search.comment_id`, sql`search.created_at`, sql`search.site_id`]
  const { from, to } = filters
  const all = [
    sql`${siteOf} = ${siteId}`,
    ...ofSearch,
    ...ofComment,
    // A comment that is not filled in yet would cut its page short.
    ...(isByComment ? [IS_FILLED] : []),
    ...(from ? [sql`${createdAt} >= ${from}`] : []),
    ...(to ? [sql`${createdAt} < ${to}`] : []),
    ...(after ? [sql`(${createdAt}, ${id}) < (${after.createdAt}, ${after.id})`] : []),
  ]
  const both = sql`comment_search as search
    join comment on comment.site_id = search.site_id and comment.id = search.comment_id`
  const one = isByComment ? sql`comment` : sql`comment_search as search`
  return sql`
    select ${id} as comment_id, ${createdAt} as created_at from ${ofSearch.length > 0 && ofComment.length > 0 ? both : one}
    where ${sql.join(all, sql` and `)}`
}

const IS_FILLED = sql<SqlBool>`exists (
  select from comment_search as filled where filled.site_id = comment.site_id and filled.comment_id = comment.id
)`

/** The weeks in which the site has comments, as far as the filters reach. */
async function weeksOf(
  db: Db,
  { siteId, filters }: Search,
  after: SearchPlace | null,
): Promise<{ readonly first: number; readonly last: number } | undefined> {
  const { rows } = await sql<{ oldest: Date | null; newest: Date | null }>`
    select min(created_at) as "oldest", max(created_at) as "newest" from comment_search
    where site_id = ${siteId}`.execute(db)
  const [ends] = rows
  if (!ends?.oldest || !ends.newest) return undefined
  const from = filters.from && filters.from > ends.oldest ? filters.from : ends.oldest
  const upper = [ends.newest, filters.to, after?.createdAt].flatMap((time) => (time ? [time.getTime()] : []))
  return { first: weekNumber(from), last: weekNumber(new Date(Math.min(...upper))) }
}
