import { type Context, Hono } from 'hono'
import { compress } from 'hono/compress'
import { etag } from 'hono/etag'
import { z } from 'zod'
import type { Language } from '../../moderation/language.ts'
import { type Article, findArticle } from '../../storage/articles.ts'
import {
  countPublished,
  findPublished,
  listFirstReplies,
  listPublished,
  listReplies,
  type PublishedComment,
} from '../../storage/published-comments.ts'
import type { Site } from '../../storage/sites.ts'
import { addressPacing } from '../address-pacing.ts'
import type { Edge, HttpEnv } from '../edge.ts'
import { PUBLIC } from '../json-response.ts'
import { ArticleKey } from '../reader/article-key.ts'
import { decodeCursor, encodeCursor } from '../reader/cursor.ts'
import { toNote, toPublicComment } from '../reader/public-comment-view.ts'
import { Refusal } from '../refusal.ts'
import { siteOfPage } from '../site-of-request.ts'
import { commentsPage, type ShownPage, unknownPage } from './page.ts'
import { pagePolicy } from './page-style.ts'
import { PAGE_WORDS } from './page-words.ts'

const PAGE_SIZE = 20
/** Of each thread on the page of all; the rest stands on a page of its own. */
const REPLIES_SHOWN = 10

const Query = z.object({
  site: z.string().optional(),
  lang: z.string().optional(),
  cursor: z.string().max(200).optional(),
  thread: z.uuid().optional(),
})

interface Asked {
  readonly site: Site
  readonly article: Article
  readonly query: z.infer<typeof Query>
}

/** An article that is not known may be one that nobody has commented on yet. */
interface Sought extends Omit<Asked, 'article'> {
  readonly article: Article | undefined
}

/**
 * `/embed/{article}`: the published comments as plain HTML, for crawlers and for readers without JavaScript. The site is
 * `?site=`, the only one, or the one whose origin the service itself has. An article that nobody has commented on is not
 * known yet: its page says that there are no comments, with 404, for any other key would look the same.
 */
export function embed(edge: Edge) {
  return new Hono<HttpEnv>().get('/:article', addressPacing(edge), compress(), etag(), async (c) => {
    c.header('Vary', 'Accept-Language', { append: true })
    c.header('Cache-Control', PUBLIC['Cache-Control'])
    const asked = await unlessRefused(() => ask(edge, c))
    c.header('Content-Security-Policy', pagePolicy(asked?.site.origins ?? []))
    if (asked && isUncommented(asked)) return c.html(commentsPage(emptyPage(c.get('language'))), 404)
    const page = asked && (await unlessRefused(() => read(edge, asked, c)))
    return page ? c.html(commentsPage(page)) : c.html(unknownPage(c.get('language')), 404)
  })
}

/** Whatever is not there or was never issued here is one page: not found. */
async function unlessRefused<Found>(find: () => Promise<Found | undefined>): Promise<Found | undefined> {
  try {
    return await find()
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

function isUncommented({ article, query }: Sought): boolean {
  return article === undefined && query.cursor === undefined && query.thread === undefined
}

function emptyPage(language: Language): ShownPage {
  return { language, count: 0, note: null, threads: [], links: [] }
}

async function ask({ db, sites }: Edge, c: Context<HttpEnv>): Promise<Sought | undefined> {
  const key = ArticleKey.safeParse(c.req.param('article'))
  const query = Query.safeParse(c.req.query())
  if (!key.success || !query.success) return undefined
  const site = siteOfPage(await sites.all(), query.data.site, c.req.header('host'))
  const article = await findArticle(db, site.id, key.data)
  return { site, article, query: query.data }
}

async function read(edge: Edge, { article, ...rest }: Sought, c: Context<HttpEnv>): Promise<ShownPage | undefined> {
  if (!article) return undefined
  const language = c.get('language')
  const asked = { ...rest, article }
  const { query } = asked
  const view = (comment: PublishedComment) => toPublicComment(comment, language)
  const [listed, counts] = await Promise.all([
    query.thread === undefined ? readAll(edge, asked) : readThread(edge, asked, query.thread),
    countPublished(edge.db, article.site_id, [article.id]),
  ])
  if (!listed) return undefined
  const threads = listed.threads.map(({ first, replies }) => {
    const more = query.thread === undefined && first.replies > replies.length
    return { first: view(first), replies: replies.map(view), more: more ? address(query, { thread: first.id }) : null }
  })
  return {
    language,
    count: counts.get(article.id) ?? 0,
    note: toNote(article),
    threads,
    links: linksOf(query, listed.next),
  }
}

interface Listed {
  readonly threads: readonly { readonly first: PublishedComment; readonly replies: readonly PublishedComment[] }[]
  readonly next: string | null
}

async function readAll({ db }: Edge, { article, query }: Asked): Promise<Listed> {
  const siteId = article.site_id
  const cursor = query.cursor === undefined ? null : decodeCursor(query.cursor, 'newest')
  const wanted = { siteId, articleId: article.id, sort: 'newest', cursor, limit: PAGE_SIZE } as const
  const { comments, next } = await listPublished(db, wanted)
  const threadIds = comments.filter(({ replies }) => replies > 0).map(({ id }) => id)
  const replies = await listFirstReplies(db, { siteId, threadIds, limit: REPLIES_SHOWN })
  const threads = comments.map((first) => ({ first, replies: replies.get(first.id) ?? [] }))
  return { threads, next: next && encodeCursor(next) }
}

async function readThread({ db }: Edge, { article, query }: Asked, threadId: string): Promise<Listed | undefined> {
  const siteId = article.site_id
  const first = await findPublished(db, siteId, threadId)
  if (first?.articleId !== article.id || first.threadId !== null) return undefined
  const cursor = query.cursor === undefined ? null : decodeCursor(query.cursor, 'oldest')
  const { comments, next } = await listReplies(db, { siteId, threadId, cursor, limit: PAGE_SIZE })
  return { threads: [{ first, replies: comments }], next: next && encodeCursor(next) }
}

type Change = Pick<Asked['query'], 'thread' | 'cursor'>

function linksOf(query: Asked['query'], next: string | null): ShownPage['links'] {
  const { thread } = query
  const further = thread === undefined ? PAGE_WORDS.older : PAGE_WORDS.moreReplies
  return [
    ...(next === null
      ? []
      : [{ href: address(query, { thread, cursor: next }), words: further, rel: 'next' as const }]),
    ...(thread === undefined ? [] : [{ href: address(query, {}), words: PAGE_WORDS.allComments, rel: 'up' as const }]),
  ]
}

/** The same page in the same language, elsewhere in the list. */
function address({ site, lang }: Asked['query'], { thread, cursor }: Change): string {
  const parts = Object.entries({ site, lang, thread, cursor }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as [string, string]],
  )
  return `?${new URLSearchParams(parts)}`
}
