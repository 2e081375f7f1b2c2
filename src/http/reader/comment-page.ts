import type { Language } from '../../moderation/language.ts'
import { slowSecondsOf } from '../../moderation/slow-mode.ts'
import { type Article, findArticle } from '../../storage/articles.ts'
import { type Cursor, countPublished, listPublished, type Sort } from '../../storage/published-comments.ts'
import type { Site } from '../../storage/sites.ts'
import type { Edge } from '../edge.ts'
import { encodeCursor } from './cursor.ts'
import { toNote, toPublicComment } from './public-comment-view.ts'
import { ReadyPage } from './ready-page.ts'
import type { CommentPage } from './schemas.ts'

/** Which page of which article is wanted, and in which language its regions are named. */
export interface PageWanted {
  readonly site: Site
  readonly articleId: string
  readonly sort: Sort
  readonly cursor: Cursor | null
  readonly limit: number
  readonly language: Language
}

/** Gives a page of an article's published comments, kept or read; `isSigned` gives it as it stands now. */
export async function readyCommentPage(edge: Edge, wanted: PageWanted, isSigned: boolean): Promise<ReadyPage> {
  const { pages, now } = edge
  const { site, articleId } = wanted
  await pages.check(isSigned ? 0 : undefined)
  return pages.get({ siteId: site.id, articleId }, nameOf(wanted), () => readPage(edge, wanted), now())
}

async function readPage({ db, now }: Edge, wanted: PageWanted): Promise<ReadyPage> {
  const { site, articleId, sort, cursor, limit, language } = wanted
  const readAt = performance.now()
  const [article, counts, page] = await Promise.all([
    findArticle(db, site.id, articleId),
    countPublished(db, site.id, [articleId]),
    listPublished(db, { siteId: site.id, articleId, sort, cursor, limit }),
  ])
  const at = now()
  const body: CommentPage = {
    comments: page.comments.map((comment) => toPublicComment(comment, language)),
    total: counts.get(articleId) ?? 0,
    mode: article?.mode ?? site.mode,
    slowSeconds: slowSecondsOf(article, at),
    note: article ? toNote(article) : null,
    nextCursor: page.next && encodeCursor(page.next),
  }
  const goodUntil = endOfSlowness(article, at)
  return new ReadyPage({ article: { siteId: site.id, articleId }, name: nameOf(wanted), body, goodUntil, readAt })
}

/** An article stops being slow without a word. */
function endOfSlowness(article: Article | undefined, at: Date): Date {
  const until = article?.slowed_until
  return until && at < until ? until : NEVER
}

const NEVER = new Date(8.64e15)

/** The site's mode stands on the pages of articles that have none of their own. */
function nameOf({ site, sort, cursor, limit, language }: PageWanted): string {
  return JSON.stringify([site.mode, sort, cursor?.key, cursor?.id, limit, language])
}
