import type { Transaction } from 'kysely'
import type { Db } from './database.ts'
import type { Database } from './schema.ts'

interface Like {
  readonly siteId: string
  readonly commentId: string
  readonly readerId: string
}

export type Liked = { readonly outcome: 'liked'; readonly likes: number } | { readonly outcome: 'not_public' }

/**
 * Likes a comment for a reader, once however often it is asked; only what is public when it is asked can be liked. Whoever
 * likes holds the row of the list, so that the number that is returned counts this like and all before it.
 */
export async function like(trx: Transaction<Database>, wanted: Like & { readonly at: Date }): Promise<Liked> {
  const { siteId, commentId, readerId, at } = wanted
  const listed = await lockListed(trx, siteId, commentId)
  if (!listed || listed.hiddenAt !== null) return { outcome: 'not_public' }
  await trx
    .insertInto('comment_like')
    .values({
      site_id: siteId,
      comment_id: commentId,
      reader_id: readerId,
      article_id: listed.articleId,
      liked_at: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return { outcome: 'liked', likes: await countLikes(trx, siteId, commentId) }
}

/** Takes a reader's like back where there is one, also from a comment that is no longer public; returns how many are left. */
export async function unlike(trx: Transaction<Database>, { siteId, commentId, readerId }: Like): Promise<number> {
  await lockListed(trx, siteId, commentId)
  await trx
    .deleteFrom('comment_like')
    .where('site_id', '=', siteId)
    .where('comment_id', '=', commentId)
    .where('reader_id', '=', readerId)
    .execute()
  return countLikes(trx, siteId, commentId)
}

/** Returns the ids of the comments under an article that the reader likes, in no order. */
export async function listLiked(
  db: Db,
  { siteId, readerId, articleId }: Omit<Like, 'commentId'> & { readonly articleId: string },
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('comment_like')
    .select('comment_id')
    .where('site_id', '=', siteId)
    .where('reader_id', '=', readerId)
    .where('article_id', '=', articleId)
    .limit(MOST_LIKED)
    .execute()
  return rows.map(({ comment_id }) => comment_id)
}

/** More than anyone likes under one article; a list without an end would be an attack. */
const MOST_LIKED = 5000

/** Always first: of a like and its taking back at once, each would else wait for the other. */
async function lockListed(trx: Transaction<Database>, siteId: string, commentId: string) {
  return trx
    .selectFrom('listing')
    .select(['article_id as articleId', 'hidden_at as hiddenAt'])
    .where('site_id', '=', siteId)
    .where('comment_id', '=', commentId)
    .forNoKeyUpdate()
    .executeTakeFirst()
}

async function countLikes(trx: Transaction<Database>, siteId: string, commentId: string): Promise<number> {
  const row = await trx
    .selectFrom('listing')
    .select('likes')
    .where('site_id', '=', siteId)
    .where('comment_id', '=', commentId)
    .executeTakeFirst()
  return row?.likes ?? 0
}
