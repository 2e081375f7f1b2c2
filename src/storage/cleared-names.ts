import { sql } from 'kysely'
import type { Finding } from '../screening/evidence.ts'
import { DISPLAY_NAME } from '../screening/nickname/findings.ts'
import type { Db } from './database.ts'
import { isInForce } from './decisions.ts'

interface Named {
  readonly siteId: string
  readonly readerId: string
  readonly displayName: string
}

/**
 * Returns what had been found about this reader's name when a moderator last decided on a comment beside it, if that
 * comment is public; nothing where none was found, decided or left public. Reads the reader's own comments, newest first,
 * by `comment_reader`.
 */
export async function findClearedName(db: Db, { siteId, readerId, displayName }: Named): Promise<readonly Finding[]> {
  const row = await db
    .selectFrom('comment')
    .innerJoin('screening', (join) =>
      join.onRef('screening.site_id', '=', 'comment.site_id').onRef('screening.comment_id', '=', 'comment.id'),
    )
    .innerJoin('decision', (join) =>
      join.onRef('decision.site_id', '=', 'comment.site_id').onRef('decision.comment_id', '=', 'comment.id'),
    )
    .select(['comment.status', 'screening.evidence'])
    .where('comment.site_id', '=', siteId)
    .where('comment.reader_id', '=', readerId)
    .where('comment.display_name', '=', displayName)
    .where('decision.moderator_id', 'is not', null)
    .where(isInForce)
    .where(sql<boolean>`evidence->'findings' @> ${JSON.stringify([{ rule: DISPLAY_NAME }])}::jsonb`)
    .orderBy('comment.created_at', 'desc')
    .orderBy('comment.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.status === 'published' ? row.evidence.findings.filter(({ rule }) => rule === DISPLAY_NAME) : []
}
