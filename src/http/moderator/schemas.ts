import { z } from '@hono/zod-openapi'
import { DECISION_KINDS } from '../../moderation/life-cycle.ts'
import { QUEUES } from '../../moderation/queue.ts'
import { RIGHTS, ROLES } from '../../moderation/rights.ts'
import { isPlain } from '../plain-text.ts'
import { TrainingTold } from './training-schemas.ts'
import { written } from './written.ts'

const queue = z.enum(QUEUES)

export const SignIn = z
  .strictObject({
    username: z
      .string()
      .min(1)
      .max(64)
      .refine(isPlain, { params: { hant: '不能含控制字符', en: 'no control characters' } }),
    password: z.string().min(1).max(256),
    code: z.string().min(1).max(40).optional().openapi({
      description: 'Six digits of the authenticator, or a recovery code; ask again with it on `code_required`',
    }),
  })
  .openapi('SignIn')

export const NewPassword = z
  .strictObject({
    password: z.string().max(256),
    currentPassword: z
      .string()
      .max(256)
      .optional()
      .openapi({ description: 'Not asked for in place of a one-time one' }),
  })
  .openapi('NewPassword')

/** Who is signed in, and the token that every write repeats in `X-CSRF-Token`. */
export const SessionView = z
  .object({
    moderator: z.object({
      id: z.uuid(),
      username: z.string(),
      displayName: z.string(),
      role: z.enum(ROLES),
      rights: z.array(z.enum(RIGHTS)).openapi({ description: 'What the role may do' }),
    }),
    site: z.object({ id: z.string(), name: z.string() }),
    csrfToken: z.string(),
    passwordChangeRequired: z.boolean(),
    secondFactorRequired: z.boolean().openapi({ description: 'The site asks it of the role, and there is none yet' }),
  })
  .openapi('Session')

const QueueCountView = z
  .object({
    queue,
    waiting: z.int().openapi({ description: 'Leased ones among them' }),
    oldestSeconds: z.int().nullable(),
    p95Seconds: z.int().nullable().openapi({ description: '95 of 100 wait no longer' }),
    targetMinutes: z.int().openapi({ description: 'The service level' }),
    secondsLeft: z.int().nullable().openapi({ description: 'Until the oldest exceeds it; below 0 it is overdue' }),
  })
  .openapi('QueueCount')

/** The queues in numbers. */
export const QueueView = z
  .object({
    held: z.int(),
    oldestSeconds: z.int().nullable().openapi({ description: 'Of the held ones' }),
    decidedToday: z.int().openapi({ description: 'Decisions of the asking moderator in the last 12 hours' }),
    queues: z.array(QueueCountView).openapi({ description: 'Those that the moderator may claim in, in their order' }),
  })
  .openapi('Queue')

export const CategoryView = z
  .object({
    code: z.string(),
    name: z.string(),
    class: z.enum(['I', 'B', 'S']),
    pledge: z.array(z.int()),
    digit: z.int().nullable().openapi({ description: 'The fixed number key in the picker, 1 to 9' }),
    notice: z.string().openapi({ description: 'The very sentence that the author will read' }),
    nameNotice: z.string().openapi({ description: 'The same where only the display name is at fault' }),
    templateId: z.uuid().nullable().openapi({ description: "The site's own wording that the notice is, if it is one" }),
    templates: z
      .array(z.object({ id: z.uuid(), name: z.string(), notice: z.string() }))
      .openapi({ description: "The site's own wordings, to be chosen instead" }),
  })
  .openapi('Category')

export const Categories = z.object({ categories: z.array(CategoryView) }).openapi('Categories')

export const Lease = z.object({ token: z.uuid(), expiresAt: z.iso.datetime(), seconds: z.int() }).openapi('Lease')

export const LeaseToken = z.strictObject({ leaseToken: z.uuid() }).openapi('LeaseToken')

export const NewDecision = z
  .strictObject({
    leaseToken: z.uuid(),
    kind: z.enum(DECISION_KINDS).openapi({
      description: 'What a published comment is kept by is `publish`; a refusal is upheld by its own kind',
    }),
    category: z.string().nullable().openapi({ description: 'Required to reject and to remove, else `null`' }),
    note: written(1000).nullable().optional(),
    templateId: z.uuid().nullable().optional().openapi({
      description: "The site's wording that the author reads; `null` is the product's, absent the site's default",
    }),
  })
  .openapi('NewDecision')

export const DecisionView = z
  .object({
    id: z.uuid(),
    commentId: z.uuid(),
    kind: z.string(),
    category: z.string().nullable(),
    decidedAt: z.iso.datetime(),
    decidedBy: z.string().openapi({ description: 'Display name of the moderator, or `policy`' }),
    pledge: z.array(z.int()).openapi({ description: 'Items of the pledge on which the category rests' }),
    message: z.string().nullable().openapi({ description: 'What its author reads; `null` without a category' }),
    undoUntil: z.iso.datetime().nullable().openapi({
      description: 'Until then whoever decided may undo it, later a lead; `null` on what the policy decided',
    }),
  })
  .openapi('Decision')

/** What a decision came to. */
export const Made = DecisionView.extend({
  effect: z.enum(['decided', 'second', 'training']).openapi({
    description: '`second`: another opinion, which leaves the comment as it is; `training`: nothing but an answer',
  }),
  second: z.enum(['agreed', 'asked_lead', 'superseded']).nullable().openapi({
    description:
      'Only of another opinion: the same as the first; not the same, so that a lead decides; or what it differs from stands no more',
  }),
  training: TrainingTold.nullable().openapi({ description: 'Only where it was a training card' }),
}).openapi('Made')

/** 409: what happened instead, so that the moderator is told kindly. */
export const DecisionConflict = z
  .object({
    code: z.enum(['lease_lost', 'already_decided', 'not_undoable']),
    message: z.string(),
    decision: DecisionView.or(z.null()),
    holder: z.string().nullable().openapi({ description: 'Display name of who holds the lease now' }),
  })
  .openapi('DecisionConflict')

export type SessionView = z.infer<typeof SessionView>
export type QueueView = z.infer<typeof QueueView>
export type CategoryView = z.infer<typeof CategoryView>
export type Lease = z.infer<typeof Lease>
export type NewDecision = z.infer<typeof NewDecision>
export type Made = z.infer<typeof Made>
export type DecisionView = z.infer<typeof DecisionView>
export type DecisionConflict = z.infer<typeof DecisionConflict>
