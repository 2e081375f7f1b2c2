import type { Selectable } from 'kysely'
import type { Screening } from '../../screening/evidence.ts'
import { searchableOf } from '../../screening/search-lexemes.ts'
import { writtenForm } from '../../text/search-form.ts'
import type { CommentSearchTable } from '../schema-many.ts'
import { formatLexeme, weekOf } from './lexeme-query.ts'

interface SearchedComment {
  readonly siteId: string
  readonly commentId: string
  readonly displayName: string
  readonly text: string
  readonly at: Date
  readonly screening: Pick<Screening, 'verdict' | 'category' | 'evidence'>
}

/** Returns the row by which a comment is searched. */
export function searchRow({
  siteId,
  commentId,
  displayName,
  text,
  at,
  screening,
}: SearchedComment): Selectable<CommentSearchTable> {
  const { written, spoken, lexemes } = searchableOf(text, screening.evidence)
  const week = weekOf(at)
  return {
    site_id: siteId,
    comment_id: commentId,
    created_at: at,
    written,
    spoken,
    author_name: writtenForm(displayName),
    verdict: screening.verdict,
    category: screening.category,
    lexemes: lexemes.map((lexeme) => formatLexeme(`${week}${lexeme}`)).join(' '),
  }
}
