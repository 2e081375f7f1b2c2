import { z } from '@hono/zod-openapi'

const share = z.number().min(0).max(1).nullable()

const RoutingFigures = z
  .object({
    accuracy: share,
    macroF1: share,
    auc: share,
    wronglyHeld: share.openapi({ description: 'Of what moderators let stand' }),
    wronglyBlocked: share.openapi({ description: 'Of what moderators let stand' }),
    missed: share.openapi({ description: 'Of what moderators rejected or removed' }),
  })
  .openapi('RoutingFigures')

const ModelView = z
  .object({
    version: z.string(),
    state: z.enum(['candidate', 'shadow', 'active', 'retired']),
    baseVersion: z.string().openapi({ description: 'The model that it was fitted from' }),
    lexiconVersion: z.string(),
    trainedAt: z.iso.datetime(),
    promotedAt: z.iso.datetime().nullable(),
    isUnreadable: z.boolean().openapi({ description: 'It is to be asked and cannot be read: another stands in' }),
    figures: z.object({
      learnt: z.int(),
      leftOut: z.int(),
      compared: z.int().openapi({ description: 'Recent decisions that neither model had learnt from' }),
      candidate: RoutingFigures,
      base: RoutingFigures,
    }),
    /** Of the last 2,000 comments that it was asked about without effect; `null` where it was asked about none. */
    shadow: z
      .object({
        asked: z.int(),
        onlyShadowHolds: z.int(),
        onlyActiveHolds: z.int(),
        decided: z.int(),
        shadowRight: z.int(),
        activeRight: z.int(),
      })
      .nullable(),
  })
  .openapi('Model')
export type ModelView = z.infer<typeof ModelView>

export const ModelsView = z
  .object({
    shipped: z.string().nullable().openapi({ description: 'In force where none of the models is active' }),
    reading: z
      .string()
      .nullable()
      .openapi({ description: 'The model that reads new comments; `null` for the rules alone' }),
    models: z.array(ModelView),
    events: z.array(
      z.object({
        version: z.string(),
        type: z.enum(['trained', 'shadowed', 'withdrawn', 'promoted', 'rolled_back']),
        at: z.iso.datetime(),
        moderator: z.string().nullable().openapi({ description: '`null`: the machine, or the command line' }),
      }),
    ),
    seen: z.uuid().nullable().openapi({ description: 'The last change but for training; every change repeats it' }),
    mayChange: z.boolean().openapi({ description: 'Whether the moderator who asks may change anything here' }),
  })
  .openapi('Models')
export type ModelsView = z.infer<typeof ModelsView>

const seen = z.uuid().nullable().openapi({
  description: '`seen` of the models that this is decided by; where they have changed since, nothing is done',
})

export const NewRollback = z.object({ seen }).strict().openapi('ModelRollback')
export type NewRollback = z.infer<typeof NewRollback>

export const NewModelChange = z
  .object({ change: z.enum(['shadow', 'withdraw', 'promote']), seen })
  .strict()
  .openapi('ModelChange')
export type NewModelChange = z.infer<typeof NewModelChange>
