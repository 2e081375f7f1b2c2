import { z } from '@hono/zod-openapi'
import { DECISION_KINDS } from '../../../moderation/life-cycle.ts'
import { LOG_TYPES } from '../../../review/site-log.ts'

const LogLine = z
  .object({
    id: z.uuid(),
    type: z.enum(LOG_TYPES),
    at: z.iso.datetime(),
    by: z.string(),
    commentId: z.uuid().nullable(),
    actId: z.uuid().nullable().openapi({ description: 'An act on many comments' }),
    articleId: z.string().nullable(),
    kind: z.enum(DECISION_KINDS).nullable(),
    category: z.string().nullable(),
    name: z.string().nullable().openapi({ description: 'Of a wording; the measure; the level of risk' }),
    count: z.int().nullable().openapi({ description: 'How many comments an act decided, or had put back' }),
  })
  .openapi('LogLine')

export const LogPage = z.object({ lines: z.array(LogLine), nextCursor: z.string().nullable() }).openapi('LogPage')

export type LogLine = z.infer<typeof LogLine>
export type LogPage = z.infer<typeof LogPage>
