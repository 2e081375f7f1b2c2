import { z } from '@hono/zod-openapi'
import { BADGES } from '../../moderation/badge.ts'
import { SANCTIONS } from '../../moderation/sanction.ts'
import { written } from '../moderator/written.ts'

/** The script of a text, for its `lang` attribute. */
export const Script = z
  .enum(['zh-Hant', 'zh-Hans'])
  .nullable()
  .openapi({ description: 'The script that the text is written in; null without Han characters' })

/** The comment that a reply answers. */
const ReplyTo = z
  .object({
    id: z.uuid(),
    name: z.string().nullable().openapi({ description: 'Who wrote it; `null` while it is not public' }),
  })
  .nullable()

const Thread = z
  .uuid()
  .nullable()
  .openapi({ description: 'The first comment of its thread; `null` for a first comment' })

/** When the author changed the text last. */
const EditedAt = z.iso
  .datetime()
  .nullable()
  .openapi({ description: 'When its author last changed the text; `null` as it was first written' })

/** A published comment as everyone sees it. */
export const PublicComment = z
  .object({
    id: z.uuid(),
    article: z.string().openapi({ example: 'guanxian-2023-08-23' }),
    text: z.string(),
    lang: Script,
    author: z.object({
      name: z.string(),
      badge: z.enum(BADGES).nullable().openapi({
        description: "What the portal vouches for: one of its staff, or the article's author",
      }),
      key: z.uuid().nullable().openapi({
        description: 'Stands for who wrote it, on this site and nowhere else; `null` where the comment is gone',
      }),
    }),
    ipRegion: z.string().nullable().openapi({
      example: '山東',
      description: 'IP 屬地: the province, outside the mainland the country or region; `null` where it cannot be told',
    }),
    createdAt: z.iso.datetime(),
    publishedAt: z.iso.datetime(),
    editedAt: EditedAt,
    gone: z.enum(['held', 'rejected', 'removed', 'withdrawn']).nullable().openapi({
      description:
        'Why only the place of a first comment is shown: no longer public, while replies are. Text and name are empty',
    }),
    thread: Thread,
    replyTo: ReplyTo,
    replies: z.int().openapi({ description: 'Public replies in the thread that it begins' }),
    likes: z.int(),
  })
  .openapi('Comment')

/** One page of an article's published comments. */
export const CommentPage = z
  .object({
    comments: z.array(PublicComment),
    total: z.int().openapi({ description: 'Published comments under the article, replies included' }),
    mode: z.enum(['pre', 'human', 'closed']),
    slowSeconds: z.int().openapi({ description: 'Between two comments of one reader; 0 where nobody waits' }),
    note: z
      .object({ text: z.string(), lang: Script, at: z.iso.datetime() })
      .nullable()
      .openapi({ description: "The portal's official note above the comments" }),
    nextCursor: z.string().nullable(),
  })
  .openapi('CommentPage')

/** One page of the public replies of a thread. */
export const ReplyPage = z
  .object({ replies: z.array(PublicComment), nextCursor: z.string().nullable() })
  .openapi('ReplyPage')

/** Where a comment stands in the list. */
export const Permalink = z
  .object({
    comment: PublicComment,
    cursor: z.string().openapi({ description: 'With `sort=newest`, the page that begins with its thread' }),
  })
  .openapi('Permalink')

/** Why a comment was not published, in the words that its author reads. */
const Notice = z
  .object({
    category: z.string().openapi({ example: 'ad_spam' }),
    pledge: z.array(z.int()).openapi({ example: [14], description: 'Items of the 跟帖評論自律管理承諾書' }),
    title: z.string().openapi({ example: '未通過：商業廣告或招攬' }),
    message: z.string().openapi({ example: '承諾書第 14 條。刪去聯繫方式後可重發。' }),
    decidedBy: z.enum(['policy', 'moderator']),
    decidedAt: z.iso.datetime(),
  })
  .openapi('Notice')

/** An author's request to reconsider a decision, and what became of it. */
export const Appeal = z
  .object({
    ticket: z.string().openapi({ example: '483-027-591', description: 'A number to be read out' }),
    reason: z.string(),
    status: z.enum(['open', 'upheld', 'overturned', 'lapsed']),
    answer: z.string().openapi({ description: 'What became of it, in a sentence' }),
    madeAt: z.iso.datetime(),
    dueAt: z.iso.datetime().openapi({ description: 'Until when an answer is promised' }),
    answeredAt: z.iso.datetime().nullable(),
  })
  .openapi('Appeal')

export const NewAppeal = z
  .strictObject({ reason: written(1000).min(1).openapi({ description: 'Why it should be decided otherwise' }) })
  .openapi('NewAppeal')

/** A comment as its own author sees it, in any status. */
export const OwnComment = z
  .object({
    id: z.uuid(),
    article: z.string(),
    text: z.string(),
    lang: Script,
    author: z.object({ name: z.string() }),
    status: z.enum(['held', 'published', 'rejected', 'removed', 'withdrawn']),
    createdAt: z.iso.datetime(),
    publishedAt: z.iso.datetime().nullable(),
    editedAt: EditedAt.default(null),
    editableUntil: z.iso.datetime().nullable().default(null).openapi({
      description: 'Until when the author may change the text; `null` where they may not',
    }),
    waiting: z
      .object({
        ahead: z.int().openapi({ description: 'Held comments that came before this one; 1000 means 1000 or more' }),
        typicalMinutes: z.int().nullable().openapi({ description: 'Nine of ten of the last decisions took no longer' }),
        reason: z.string().openapi({ description: 'Why a person reads it first, in plain words' }),
      })
      .nullable()
      .openapi({ description: 'Only while held' }),
    notice: Notice.nullable().openapi({ description: 'Only when rejected or removed' }),
    // Answers that were kept under an idempotency key before there were appeals say nothing of them.
    appeal: Appeal.nullable().default(null).openapi({ description: 'The last one' }),
    appealUntil: z.iso.datetime().nullable().default(null).openapi({
      description: 'Until when the decision in force may be appealed; `null` where it may not',
    }),
    appealHours: z.int().nullable().default(null).openapi({
      description: 'Within how many hours an appeal is promised an answer; `null` where there may be none',
    }),
    thread: Thread.default(null),
    replyTo: ReplyTo.default(null),
  })
  .openapi('OwnComment')

/** A measure against the reader that holds, as they are told of it. */
export const OwnSanction = z
  .object({
    measure: z.enum(SANCTIONS),
    name: z.string().openapi({ example: '暫停帳號更新' }),
    category: z.string(),
    message: z.string().openapi({ description: 'For what, until when, and how to appeal' }),
    until: z.iso.datetime().nullable(),
  })
  .openapi('OwnSanction')

export const OwnCommentPage = z
  .object({
    comments: z.array(OwnComment),
    sanctions: z.array(OwnSanction).openapi({ description: 'Measures that hold against the reader, the newest first' }),
    nextCursor: z.string().nullable(),
  })
  .openapi('OwnCommentPage')

/** What a reader sends. The page is used only when the article is seen for the first time. */
export const NewComment = z
  .strictObject({
    text: z.string().openapi({
      example: '更盼著公交也能通到開發區。',
      description:
        '1 to 2,000 characters as a person counts them (grapheme clusters), after trimming; at most 24,000 UTF-16 ' +
        'code units in all and 32 in any one character',
    }),
    replyTo: z.uuid().optional().openapi({ description: 'The public comment that it answers' }),
    page: z
      .strictObject({ title: z.string().max(300), url: z.url({ protocol: /^https?$/ }).max(2000) })
      .optional()
      .openapi({ description: 'The page that shows the article' }),
  })
  .openapi('NewComment')

/** A new text for one's own comment. */
export const CommentEdit = NewComment.pick({ text: true }).openapi('CommentEdit')

/** How a comment stands after a like was given or taken back. */
export const Likes = z.object({ likes: z.int(), isLiked: z.boolean() }).openapi('Likes')

export const Liked = z.object({ comments: z.array(z.uuid()) }).openapi('Liked')

export const Counts = z.object({ counts: z.record(z.string(), z.int()) }).openapi('Counts')

export type PublicComment = z.infer<typeof PublicComment>
export type Permalink = z.infer<typeof Permalink>
export type ReplyPage = z.infer<typeof ReplyPage>
export type CommentPage = z.infer<typeof CommentPage>
export type Likes = z.infer<typeof Likes>
export type Liked = z.infer<typeof Liked>
export type Appeal = z.infer<typeof Appeal>
export type OwnComment = z.infer<typeof OwnComment>
export type OwnCommentPage = z.infer<typeof OwnCommentPage>
export type NewComment = z.infer<typeof NewComment>
