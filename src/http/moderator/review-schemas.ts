import { z } from '@hono/zod-openapi'
import { QUEUES } from '../../moderation/queue.ts'
import { SKIP_REASONS } from '../../moderation/skip.ts'
import { LEASES_HELD } from '../../review/lease.ts'
import { Card } from './card-schemas.ts'
import { DecisionConflict, DecisionView, Lease } from './schemas.ts'
import { written } from './written.ts'

const status = z.enum(['held', 'published', 'rejected', 'removed', 'withdrawn'])
const queue = z.enum(QUEUES)

export const NewClaim = z
  .strictObject({
    queue: queue.optional().openapi({ description: 'Without it, all queues by whose turn it is' }),
    count: z.int().min(1).max(LEASES_HELD).optional().openapi({ description: 'How many to hold there in all; 1' }),
    have: z.array(z.uuid()).max(LEASES_HELD).optional().openapi({ description: 'Renewed, but not answered again' }),
  })
  .openapi('NewClaim')

const HeldLease = z.strictObject({ commentId: z.uuid(), leaseToken: z.uuid() })

export const Renewing = z.strictObject({ leases: z.array(HeldLease).min(1).max(LEASES_HELD) }).openapi('Renewing')

export const Renewals = z
  .object({
    renewed: z.array(z.object({ commentId: z.uuid(), lease: Lease })),
    lost: z.array(DecisionConflict.extend({ commentId: z.uuid() })),
  })
  .openapi('Renewals')

export const Releasing = z
  .strictObject({
    leases: z
      .union([z.literal('all'), z.array(HeldLease).max(LEASES_HELD)])
      .openapi({ description: 'Those by their tokens, or all that the moderator holds' }),
    csrfToken: z
      .string()
      .optional()
      .openapi({ description: 'In place of the header, for `navigator.sendBeacon`, which can set none' }),
  })
  .openapi('Releasing')

export const Released = z.object({ released: z.array(z.uuid()) }).openapi('Released')

export const NewSkip = z.strictObject({ leaseToken: z.uuid(), reason: z.enum(SKIP_REASONS) }).openapi('NewSkip')

export const NewEscalation = z
  .strictObject({ leaseToken: z.uuid(), question: written(500).min(1) })
  .openapi('NewEscalation')

export const NewAnswer = z.strictObject({ leaseToken: z.uuid(), answer: written(500).min(1) }).openapi('NewAnswer')

export const NewNote = z.strictObject({ text: written(1000).min(1) }).openapi('NewNote')

export const Notes = z
  .object({ notes: z.array(z.object({ id: z.uuid(), text: z.string(), by: z.string(), at: z.iso.datetime() })) })
  .openapi('Notes')

export const NewUndo = z.strictObject({ decisionId: z.uuid() }).openapi('NewUndo')

export const UndoView = z
  .object({
    status,
    decision: DecisionView.or(z.null()).openapi({ description: 'The one that is in force again' }),
    card: Card.or(z.null()).openapi({ description: 'An own decision comes back to the desk, leased anew' }),
  })
  .openapi('Undo')

export type Renewals = z.infer<typeof Renewals>
export type Released = z.infer<typeof Released>
export type Notes = z.infer<typeof Notes>
export type NewClaim = z.infer<typeof NewClaim>
export type NewSkip = z.infer<typeof NewSkip>
export type UndoView = z.infer<typeof UndoView>
