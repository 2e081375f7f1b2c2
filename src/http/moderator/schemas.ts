import { z } from '@hono/zod-openapi'
import { DECISION_KINDS } from '../../moderation/life-cycle.ts'
import { QUEUES } from '../../moderation/queue.ts'
import { SKIP_REASONS } from '../../moderation/skip.ts'
import { isPlain } from '../plain-text.ts'
import { Script } from '../reader/schemas.ts'

const status = z.enum(['held', 'published', 'rejected', 'removed', 'withdrawn'])
const risk = z.record(z.string(), z.number())
const queue = z.enum(QUEUES)

export const SignIn = z
  .strictObject({
    username: z
      .string()
      .min(1)
      .max(64)
      .refine(isPlain, { params: { hant: '不能含控制字符', en: 'no control characters' } }),
    password: z.string().min(1).max(256),
  })
  .openapi('SignIn')

export const NewPassword = z.strictObject({ password: z.string().max(256) }).openapi('NewPassword')

/** Who is signed in, and the token that every write repeats in `X-CSRF-Token`. */
export const SessionView = z
  .object({
    moderator: z.object({ id: z.uuid(), username: z.string(), displayName: z.string(), role: z.string() }),
    site: z.object({ id: z.string(), name: z.string() }),
    csrfToken: z.string(),
    passwordChangeRequired: z.boolean(),
  })
  .openapi('Session')

/** The queue in numbers. */
export const QueueView = z
  .object({
    held: z.int(),
    oldestSeconds: z.int().nullable(),
    decidedToday: z.int().openapi({ description: 'Decisions of the asking moderator in the last 12 hours' }),
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
  })
  .openapi('Category')

export const Categories = z.object({ categories: z.array(CategoryView) }).openapi('Categories')

export const HitView = z
  .object({
    rule: z.string(),
    entry: z.string().nullable(),
    category: z.string(),
    start: z.int(),
    end: z.int(),
    text: z.string(),
    weight: z.number(),
    folds: z.array(z.string()),
  })
  .openapi('Hit')

export const FindingView = z
  .object({
    rule: z.string(),
    category: z.string().nullable(),
    weight: z.number(),
    detail: z.record(z.string(), z.union([z.string(), z.number()])),
  })
  .openapi('Finding')

/** Everything a moderator needs to decide one comment, with the lease under which to do it. */
export const Card = z
  .object({
    lease: z.object({ token: z.uuid(), expiresAt: z.iso.datetime(), seconds: z.int() }),
    queue: queue.nullable().openapi({ description: 'Where it was claimed; `null` where it was claimed by its id' }),
    comment: z.object({
      id: z.uuid(),
      text: z.string(),
      lang: Script,
      normalized: z.string(),
      status,
      createdAt: z.iso.datetime(),
    }),
    article: z.object({
      id: z.string(),
      title: z.string().nullable(),
      url: z.string().nullable(),
      mode: z.enum(['pre', 'human', 'closed']),
    }),
    screening: z.object({
      verdict: z.enum(['pass', 'hold', 'block']),
      category: z.string().nullable(),
      risk,
      hits: z.array(HitView),
      findings: z.array(FindingView),
      lexiconVersion: z.string(),
      policyVersion: z.string(),
      modelVersion: z.string().nullable(),
      opinion: z.object({ benign: z.number(), risk }).nullable(),
    }),
    suggestion: z.string().nullable().openapi({ description: 'The gravest category that spoke' }),
    author: z.object({
      id: z.uuid(),
      name: z.string(),
      firstSeenAt: z.iso.datetime(),
      counts: z.object({ held: z.int(), published: z.int(), rejected: z.int(), removed: z.int(), withdrawn: z.int() }),
      recent: z.array(
        z.object({
          id: z.uuid(),
          text: z.string(),
          lang: Script,
          status,
          category: z.string().nullable(),
          articleTitle: z.string().nullable(),
          createdAt: z.iso.datetime(),
        }),
      ),
    }),
    events: z.array(z.object({ type: z.string(), actor: z.string(), at: z.iso.datetime() })),
  })
  .openapi('Card')

export const Cards = z.object({ cards: z.array(Card) }).openapi('Cards')

/** A desk with up to ten comments on it, so that the next one is there before it is asked for. */
export const CLAIM_LIMIT = 10

export const NewClaim = z
  .strictObject({
    queue: queue.optional().openapi({ description: 'Without it, all queues by whose turn it is' }),
    count: z.int().min(1).max(CLAIM_LIMIT).optional().openapi({ description: 'How many to hold there in all; 1' }),
    have: z.array(z.uuid()).max(CLAIM_LIMIT).optional().openapi({ description: 'Renewed, but not answered again' }),
  })
  .openapi('NewClaim')

export const Lease = z.object({ token: z.uuid(), expiresAt: z.iso.datetime(), seconds: z.int() }).openapi('Lease')

export const LeaseToken = z.strictObject({ leaseToken: z.uuid() }).openapi('LeaseToken')

export const NewSkip = z.strictObject({ leaseToken: z.uuid(), reason: z.enum(SKIP_REASONS) }).openapi('NewSkip')

export const NewDecision = z
  .strictObject({
    leaseToken: z.uuid(),
    kind: z.enum(DECISION_KINDS).openapi({
      description: 'What a published comment is kept by is `publish`; a refusal is upheld by its own kind',
    }),
    category: z.string().nullable().openapi({ description: 'Required to reject and to remove, else `null`' }),
    note: z.string().max(1000).nullable().optional(),
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
  })
  .openapi('Decision')

/** 409: what happened instead, so that the moderator is told kindly. */
export const DecisionConflict = z
  .object({
    code: z.enum(['lease_lost', 'already_decided']),
    message: z.string(),
    decision: DecisionView.nullable(),
    holder: z.string().nullable().openapi({ description: 'Display name of who holds the lease now' }),
  })
  .openapi('DecisionConflict')

export type SessionView = z.infer<typeof SessionView>
export type QueueView = z.infer<typeof QueueView>
export type CategoryView = z.infer<typeof CategoryView>
export type HitView = z.infer<typeof HitView>
export type FindingView = z.infer<typeof FindingView>
export type Card = z.infer<typeof Card>
export type NewClaim = z.infer<typeof NewClaim>
export type Cards = z.infer<typeof Cards>
export type Lease = z.infer<typeof Lease>
export type NewSkip = z.infer<typeof NewSkip>
export type NewDecision = z.infer<typeof NewDecision>
export type DecisionView = z.infer<typeof DecisionView>
export type DecisionConflict = z.infer<typeof DecisionConflict>
