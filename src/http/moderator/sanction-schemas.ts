import { z } from '@hono/zod-openapi'
import { GRADES } from '../../moderation/credit.ts'
import { SANCTIONS } from '../../moderation/sanction.ts'
import { written } from './written.ts'

const REASON_LENGTH = 1000

export const NewSanction = z
  .strictObject({
    measure: z.enum(SANCTIONS),
    days: z.int().min(1).max(365).nullable().default(null).openapi({
      description: 'For `limit` and `suspend`, which end by themselves; nothing for the others',
    }),
    category: z.string().openapi({ example: 'abuse' }),
    reason: written(REASON_LENGTH).min(1).openapi({ description: 'As the reader will read it' }),
  })
  .openapi('NewSanction')

export const NewLift = z.strictObject({ reason: written(REASON_LENGTH).min(1) }).openapi('NewLift')

/** A measure against a reader. */
const SanctionView = z
  .object({
    id: z.uuid(),
    commentId: z.uuid().openapi({ description: 'The comment that it rests on' }),
    measure: z.enum(SANCTIONS),
    category: z.string(),
    reason: z.string(),
    notice: z.string().openapi({ description: 'What the reader is told' }),
    imposedBy: z.string(),
    imposedAt: z.iso.datetime(),
    until: z.iso.datetime().nullable().openapi({ description: '`null` where it has no end of its own' }),
    lifted: z
      .object({
        by: z.string(),
        at: z.iso.datetime(),
        reason: z
          .string()
          .nullable()
          .openapi({ description: '`null` where it ended because an appeal was overturned' }),
      })
      .nullable(),
    isInForce: z.boolean(),
    isShort: z.boolean().openapi({ description: 'Any moderator may impose and lift it, not leads alone' }),
  })
  .openapi('Sanction')

/** How the author stands: the grade of their other comments, and every measure against them. */
export const StandingView = z
  .object({
    grade: z.enum(GRADES),
    sanctions: z.array(SanctionView).openapi({ description: 'The newest first' }),
  })
  .openapi('Standing')

export type NewSanction = z.input<typeof NewSanction>
export type NewLift = z.infer<typeof NewLift>
export type SanctionView = z.infer<typeof SanctionView>
export type StandingView = z.infer<typeof StandingView>
