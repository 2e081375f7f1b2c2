import { z } from '@hono/zod-openapi'
import { BULK_POLICY } from '../../../moderation/bulk.ts'
import { DECISION_KINDS } from '../../../moderation/life-cycle.ts'
import { Script } from '../../reader/schemas.ts'
import { written } from '../written.ts'

const TWICE = { params: { hant: '同一條不能列兩次', en: 'no comment may stand in it twice' } }

const status = z.enum(['held', 'published', 'rejected', 'removed', 'withdrawn'])
const kind = z.enum(DECISION_KINDS)
const outcome = z.enum([
  'decided',
  'already_decided',
  'edited',
  'withdrawn',
  'leased',
  'for_leads',
  'barred',
  'not_decidable',
  'unknown',
])
const undoOutcome = z.enum(['undone', 'superseded', 'withdrawn'])
const person = z.object({ id: z.uuid(), name: z.string() })
const source = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('near_duplicates'), commentId: z.uuid() }),
  z.strictObject({ type: z.literal('author'), readerId: z.uuid() }),
  z.strictObject({ type: z.literal('selection') }),
])

export const NewBulkPreview = z
  .strictObject({
    kind,
    seen: z.uuid().optional().openapi({
      description: 'The `bulkId` of the list whose texts were read: what was edited since is left out',
    }),
    source: z.discriminatedUnion('type', [
      z.strictObject({ type: z.literal('near_duplicates'), commentId: z.uuid() }),
      z.strictObject({ type: z.literal('author'), readerId: z.uuid(), last: z.int().min(1).max(BULK_POLICY.most) }),
      z.strictObject({
        type: z.literal('selection'),
        commentIds: z.array(z.uuid()).min(1).max(BULK_POLICY.most).refine(isDistinct, TWICE),
      }),
    ]),
  })
  .openapi('NewBulkPreview')

const row = z.object({
  id: z.uuid(),
  text: z.string(),
  lang: Script,
  status,
  category: z.string().nullable(),
  suspected: z.string().nullable().openapi({ description: 'By the machine, when it came in' }),
  createdAt: z.iso.datetime(),
  author: person,
  article: z.object({ id: z.string(), title: z.string().nullable() }),
})

export const BulkPreviewView = z
  .object({
    bulkId: z.uuid().openapi({ description: 'Act under this id, so that what is sent twice is done once' }),
    comments: z.array(
      row.extend({
        likeness: z.number().nullable().openapi({ description: 'With the comment asked about, 0 to 1' }),
        isTicked: z.boolean().openapi({ description: 'Not where it cannot be decided so, or is like it but no copy' }),
        outcome: outcome.openapi({ description: '`decided` where nothing stands against it now' }),
        holder: z.string().nullable().openapi({ description: 'Display name of another who holds it' }),
      }),
    ),
    isCut: z.boolean().openapi({ description: 'Whether there are more than one act may hold' }),
    counts: z.object({
      statuses: z.partialRecord(status, z.int()),
      outcomes: z.partialRecord(outcome, z.int()),
      ticked: z.int(),
      authors: z.int().openapi({ description: 'Of the ticked' }),
    }),
    alone: z.int().openapi({ description: 'More than so many wait for a second person' }),
    aloneLately: z.int().openapi({
      description: `Decided alone in bulk in the last ${BULK_POLICY.aloneMinutes} minutes by whoever asks, which counts`,
    }),
    most: z.int(),
  })
  .openapi('BulkPreview')

export const NewBulkAct = z
  .strictObject({
    bulkId: z.uuid().openapi({ description: 'From the preview' }),
    kind,
    category: z.string().nullable().openapi({ description: 'Required to reject and to remove, else `null`' }),
    note: written(1000).nullable().optional(),
    templateId: z.uuid().nullable().optional(),
    source,
    comments: z
      .array(z.strictObject({ id: z.uuid(), status }))
      .min(1)
      .max(BULK_POLICY.most)
      .refine((comments) => isDistinct(comments.map(({ id }) => id)), TWICE)
      .openapi({ description: 'As they were shown; one that stands otherwise by now is left alone' }),
  })
  .openapi('NewBulkAct')

export const BulkSummary = z
  .object({
    id: z.uuid(),
    kind,
    category: z.string().nullable(),
    note: z.string().nullable(),
    source,
    state: z.enum(['proposed', 'expired', 'lapsed', 'withdrawn', 'acted', 'undone']),
    proposedBy: person,
    proposedAt: z.iso.datetime(),
    expiresAt: z.iso.datetime().nullable().openapi({ description: 'Until when it may be approved' }),
    approvedBy: person.nullable(),
    actedAt: z.iso.datetime().nullable(),
    withdrawnBy: person.nullable(),
    undoneBy: person.nullable(),
    undoUntil: z.iso
      .datetime()
      .nullable()
      .openapi({ description: 'Until then its proposer may undo it, later a lead' }),
    size: z.int(),
    outcomes: z.partialRecord(outcome, z.int()),
    undoOutcomes: z.partialRecord(undoOutcome, z.int()),
    mayApprove: z.boolean().openapi({ description: 'Whether the moderator who asks may; so for the next two' }),
    mayWithdraw: z.boolean(),
    mayUndo: z.boolean(),
  })
  .openapi('BulkSummary')

export const BulkView = BulkSummary.extend({
  comments: z.array(
    row.extend({
      seenStatus: status,
      outcome: outcome.nullable().openapi({ description: '`null` until it is acted' }),
      decisionId: z.uuid().nullable(),
      undoOutcome: undoOutcome.nullable(),
    }),
  ),
}).openapi('Bulk')

export const BulkList = z.object({ acts: z.array(BulkSummary) }).openapi('BulkList')

export type NewBulkPreview = z.infer<typeof NewBulkPreview>
export type BulkPreviewView = z.infer<typeof BulkPreviewView>
export type NewBulkAct = z.infer<typeof NewBulkAct>
export type BulkSummary = z.infer<typeof BulkSummary>
export type BulkList = z.infer<typeof BulkList>
export type BulkView = z.infer<typeof BulkView>

function isDistinct(ids: readonly string[]): boolean {
  return new Set(ids).size === ids.length
}
