import type { Language } from '../../moderation/language.ts'
import { regionName } from '../../moderation/region.ts'
import type { Article } from '../../storage/articles.ts'
import type { PublishedComment } from '../../storage/published-comments.ts'
import { detectScript } from '../../text/script.ts'
import type { CommentPage, PublicComment } from './schemas.ts'

/** A comment as everyone sees it; of one that is gone nothing but its place. */
export function toPublicComment(comment: PublishedComment, language: Language): PublicComment {
  const { gone } = comment
  return {
    id: comment.id,
    article: comment.articleId,
    text: comment.text,
    lang: detectScript(comment.text),
    author: { name: comment.displayName, badge: comment.badge, key: comment.readerId },
    ipRegion: comment.ipRegion && regionName(comment.ipRegion)[language],
    createdAt: comment.createdAt.toISOString(),
    publishedAt: comment.publishedAt.toISOString(),
    editedAt: comment.editedAt?.toISOString() ?? null,
    gone: gone === 'published' ? null : gone,
    thread: comment.threadId,
    replyTo: comment.replyTo,
    replies: comment.replies,
    likes: comment.likes,
  }
}

/** The portal's official note, as everyone sees it. */
export function toNote({ note, noted_at: at }: Pick<Article, 'note' | 'noted_at'>): CommentPage['note'] {
  return note === null || at === null ? null : { text: note, lang: detectScript(note), at: at.toISOString() }
}
