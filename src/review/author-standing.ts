import { sql } from 'kysely'
import { creditOf, type Grade } from '../moderation/credit.ts'
import type { Db } from '../storage/database.ts'
import { type KeptSanction, listSanctions, readCreditRecord } from '../storage/sanctions.ts'

/** How the author of a comment stands. */
export interface AuthorStanding {
  /** By what the author wrote beside this comment, so that it says nothing of what was made of this one. */
  readonly grade: Grade
  /** The newest first. */
  readonly sanctions: readonly KeptSanction[]
  readonly readAt: Date
}

interface Author {
  readonly siteId: string
  /** The comment that is looked at. */
  readonly commentId: string
}

/** Returns the author's grade and every measure against them, as they stand by the database's clock. Throws where there is no such comment. */
export async function loadAuthorStanding(db: Db, { siteId, commentId }: Author): Promise<AuthorStanding> {
  const { readerId, readAt } = await db
    .selectFrom('comment')
    .select(['reader_id as readerId', sql<Date>`clock_timestamp()`.as('readAt')])
    .where('site_id', '=', siteId)
    .where('id', '=', commentId)
    .executeTakeFirstOrThrow()
  const [record, sanctions] = await Promise.all([
    readCreditRecord(db, { siteId, readerId, at: readAt, except: commentId }),
    listSanctions(db, { siteId, readerId }),
  ])
  return { grade: creditOf(record), sanctions, readAt }
}
