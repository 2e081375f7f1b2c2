import { z } from '@hono/zod-openapi'
import { DECISION_KINDS } from '../../../moderation/life-cycle.ts'
import { QUEUES } from '../../../moderation/queue.ts'
import { CATEGORY_CODES } from '../../../screening/taxonomy.ts'
import { isPlain } from '../../plain-text.ts'
import { Script } from '../../reader/schemas.ts'

const status = z.enum(['held', 'published', 'rejected', 'removed', 'withdrawn'])
const verdict = z.enum(['pass', 'hold', 'block'])
const category = z.enum(CATEGORY_CODES)
const time = z.iso.datetime({ offset: true })

function line(max: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine(isPlain, { params: { hant: '不能含控制字符', en: 'no control characters' } })
}

const PAGE_LIMIT = 100

/** Every filter narrows; one that is not known is refused, for to leave it out would widen. */
export const SearchFilters = z.strictObject({
  text: line(100).optional().openapi({
    description: 'Found in either script, whatever signs stand between; needs one letter, digit or Han at least',
  }),
  match: z.enum(['sound', 'exact']).optional().openapi({
    description:
      'Whether Han of the same sounds are equal (加微信 finds 加薇·信); by default so, but for a single character',
  }),
  author: line(200).optional().openapi({ description: "A reader's id, or the whole name under which they wrote" }),
  article: line(200).optional().openapi({ description: 'The key of an article, or part of its title' }),
  category: category.optional().openapi({ description: 'For which it was refused' }),
  suspected: category.optional().openapi({ description: 'Which the machine suspected' }),
  entry: line(200).optional().openapi({ description: 'An entry of a wordlist, or a rule, that found something in it' }),
  moderator: line(64).optional().openapi({ description: 'The id, user name or display name of who decided it' }),
  status: status.optional(),
  queue: z.enum(QUEUES).optional().openapi({ description: 'Where it waits now' }),
  verdict: verdict.optional().openapi({ description: 'What the machine made of it' }),
  from: time.optional().openapi({ description: 'Written then or later' }),
  to: time.optional().openapi({ description: 'Written before' }),
  lang: z.string().max(40).optional(),
})

export const SearchQuery = SearchFilters.extend({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(PAGE_LIMIT).default(25),
})

const FoundCommentView = z
  .object({
    id: z.uuid(),
    text: z.string(),
    lang: Script,
    status,
    category: z.string().nullable().openapi({ description: 'Of the decision in force' }),
    createdAt: z.iso.datetime(),
    author: z.object({ id: z.uuid(), name: z.string() }),
    article: z.object({ id: z.string(), title: z.string().nullable() }),
    verdict,
    suspected: z.string().nullable(),
    decision: z
      .object({
        kind: z.enum(DECISION_KINDS),
        at: z.iso.datetime(),
        by: z.string().openapi({ description: 'Display name of the moderator, or `policy`' }),
      })
      .nullable(),
    holder: z.string().nullable().openapi({ description: 'Display name of who holds it now' }),
    queues: z.array(z.enum(QUEUES)).openapi({ description: 'Where it waits' }),
  })
  .openapi('FoundComment')

export const SearchPage = z
  .object({
    comments: z.array(FoundCommentView).openapi({ description: 'Newest first' }),
    total: z
      .object({ count: z.int(), isAtLeast: z.boolean() })
      .nullable()
      .openapi({ description: 'Counted to 1000, on the first page alone' }),
    nextCursor: z.string().nullable(),
  })
  .openapi('SearchPage')

export type SearchFilters = z.infer<typeof SearchFilters>
export type FoundCommentView = z.infer<typeof FoundCommentView>
export type SearchPage = z.infer<typeof SearchPage>
