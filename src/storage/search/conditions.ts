import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Status } from '../../moderation/life-cycle.ts'
import type { Queue } from '../../moderation/queue.ts'
import type { Verdict } from '../../screening/evidence.ts'
import { entryLexeme, ruleLexeme, spokenLexemes } from '../../screening/search-lexemes.ts'
import type { CategoryCode } from '../../screening/taxonomy.ts'
import type { SearchForm } from '../../text/search-form.ts'
import { isInForce } from '../decisions.ts'
import { isKeptFrom } from '../kept-from.ts'
import type { LexemeWish } from './lexeme-query.ts'

/** What a comment must be to be found; what is absent is not asked. */
export interface SearchFilters {
  /** The moderator who searches: by what was made of it they find nothing that they may still be asked to look at again. */
  readonly viewerId?: string
  readonly text?: SearchForm
  /** Whether Han of the same sounds count as equal. */
  readonly isBySound?: boolean
  readonly readerId?: string
  /** The written form of a name, whole. */
  readonly authorName?: string
  readonly articleIds?: readonly string[]
  /** For which it was refused. */
  readonly category?: CategoryCode
  /** Which the machine suspected. */
  readonly suspected?: CategoryCode
  /** An entry of a wordlist, or a rule, that found something in it. */
  readonly entry?: string
  /** Who made a decision on it that was not undone. */
  readonly moderatorIds?: readonly string[]
  readonly status?: Status
  readonly queue?: Queue
  readonly verdict?: Verdict
  /** From then on. */
  readonly from?: Date
  /** Before then. */
  readonly to?: Date
}

/** What the lexemes of a comment must be, empty where no filter asks for any. */
export function lexemeWishes({ text, entry }: SearchFilters): readonly LexemeWish[] {
  const isOne = text !== undefined && Array.from(text.spoken).length === 1
  return [
    ...(text ? spokenLexemes(text.spoken).map((lexeme) => ({ anyOf: [lexeme], isBeginning: isOne })) : []),
    ...(entry === undefined ? [] : [{ anyOf: [entryLexeme(entry), ruleLexeme(entry)] }]),
  ]
}

/** The conditions that only a row of `comment_search` meets. Letters, digits and Han hold no sign that `like` knows. */
export function searchConditions(filters: SearchFilters): readonly RawBuilder<SqlBool>[] {
  const { text, isBySound = false, authorName, suspected, verdict } = filters
  return [
    ...(text
      ? [
          isBySound
            ? sql<SqlBool>`search.spoken like ${like(text.spoken)}`
            : sql<SqlBool>`search.written like ${like(text.written)}`,
        ]
      : []),
    ...(authorName === undefined ? [] : [sql<SqlBool>`search.author_name = ${authorName}`]),
    ...(suspected ? [sql<SqlBool>`search.category = ${suspected}`] : []),
    ...(verdict ? [sql<SqlBool>`search.verdict = ${verdict}`] : []),
  ]
}

/** The conditions on a row of `comment`, and on what stands beside it. */
export function commentConditions(filters: SearchFilters): readonly RawBuilder<SqlBool>[] {
  const { viewerId, readerId, articleIds, category, moderatorIds, status, queue } = filters
  const isByJudgement = category !== undefined || status !== undefined || moderatorIds !== undefined || isTelling(queue)
  return [
    ...(readerId ? [sql<SqlBool>`comment.reader_id = ${readerId}`] : []),
    ...(articleIds ? [sql<SqlBool>`comment.article_id = any(${articleIds})`] : []),
    ...(category ? [sql<SqlBool>`comment.category = ${category}`] : []),
    // What is held waits, by nature, and an index knows what waits.
    ...(status === 'held' ? [isWaitingIn('held')] : []),
    ...(status && status !== 'held' ? [sql<SqlBool>`comment.status = ${status}`] : []),
    ...(queue ? [isWaitingIn(queue)] : []),
    ...(moderatorIds ? [isDecidedBy(moderatorIds)] : []),
    ...(viewerId && isByJudgement ? [sql<SqlBool>`not ${isKeptFrom(viewerId)}`] : []),
  ]
}

/** That it waits for an appeal, or is reported, tells what was made of it. */
function isTelling(queue: Queue | undefined): boolean {
  return queue !== undefined && queue !== 'second' && queue !== 'held'
}

function isWaitingIn(queue: Queue) {
  return sql<SqlBool>`exists (
    select from waiting where waiting.site_id = comment.site_id and waiting.comment_id = comment.id
      and waiting.queue = ${queue}
  )`
}

function isDecidedBy(moderatorIds: readonly string[]) {
  return sql<SqlBool>`exists (
    select from decision where decision.site_id = comment.site_id and decision.comment_id = comment.id
      and decision.moderator_id = any(${moderatorIds}::uuid[]) and ${isInForce}
  )`
}

function like(text: string): string {
  return `%${text}%`
}
