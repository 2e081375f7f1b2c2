import { sql } from 'kysely'
import type { Candidate } from '../../screening/copies.ts'
import type { Hit } from '../../screening/evidence.ts'
import { fingerprintOf } from '../../screening/fingerprint.ts'
import { copyLexemes } from '../../screening/search-lexemes.ts'
import { normalize } from '../../text/normalize.ts'
import type { Db } from '../database.ts'
import { isOfText } from '../of-text.ts'
import { lexemeQuery, weekNumber } from './lexeme-query.ts'

interface Original {
  readonly text: string
  readonly createdAt: Date
  readonly hits: readonly Hit[]
}

/** A flood of one act has room among them, with what only looks like it. */
const MOST_CANDIDATES = 1_500

/**
 * Returns a comment with those of its site that may be its copies: that share a band, the skeleton or a contact of its
 * fingerprint, of its own week and those beside it, the newest first and 1500 at most. Withdrawn ones are left out;
 * `undefined` where the site has no such comment.
 */
export async function findCopyCandidates(
  db: Db,
  { siteId, commentId }: { readonly siteId: string; readonly commentId: string },
): Promise<{ readonly text: string; readonly candidates: readonly Candidate[] } | undefined> {
  const original = await findOriginal(db, siteId, commentId)
  if (!original) return undefined
  const { text, createdAt, hits } = original
  const fingerprint = fingerprintOf(normalize(text), hits)
  const contacts = copyLexemes({ skeleton: '', bands: [], contacts: fingerprint.contacts })
  const anyOf = [...copyLexemes(fingerprint)]
  if (anyOf.length === 0) return { text, candidates: [{ id: commentId, text, sharesContact: true }] }
  const week = weekNumber(createdAt)
  const sharesContact =
    contacts.length === 0 ? sql`false` : sql`search.lexemes @@ ${lexemeQuery([{ anyOf: contacts }], sql`week`)}`
  const { rows } = await sql<Candidate>`
    select comment.id, comment.text, ${sharesContact} as "sharesContact"
    from generate_series(${week - 1}::int, ${week + 1}::int) as week
    join comment_search as search on search.site_id = ${siteId}
      and search.lexemes @@ ${lexemeQuery([{ anyOf }], sql`week`)}
    join comment on comment.site_id = ${siteId} and comment.id = search.comment_id
    where comment.status <> 'withdrawn'
    order by comment.id = ${commentId} desc, comment.created_at desc, comment.id desc
    limit ${MOST_CANDIDATES}`.execute(db)
  return { text, candidates: rows }
}

async function findOriginal(db: Db, siteId: string, commentId: string): Promise<Original | undefined> {
  const { rows } = await sql<Original>`
    select text, created_at as "createdAt", evidence -> 'hits' as "hits" from comment
    join screening on screening.site_id = comment.site_id and screening.comment_id = comment.id
    where comment.site_id = ${siteId} and comment.id = ${commentId}
      and ${isOfText('screened_at')}
    order by screened_at, screening.id limit 1`.execute(db)
  return rows[0]
}
