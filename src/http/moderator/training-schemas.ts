import { z } from '@hono/zod-openapi'
import { written } from './written.ts'

const answer = { kind: z.enum(['publish', 'reject']), category: z.string().nullable() }
const opinion = { kind: z.string(), category: z.string().nullable() }

export const NewTrainingCard = z
  .strictObject({
    ...answer,
    because: written(500).min(1).openapi({ description: 'Why that is right, as whoever answers reads it afterwards' }),
  })
  .openapi('NewTrainingCard')

export const NewTrainingMode = z
  .strictObject({
    rate: z.number().min(0).max(0.5).openapi({
      description: 'The share of claims with a training card among what they give; 0 ends the training',
    }),
  })
  .openapi('NewTrainingMode')

export const TrainingView = z
  .object({
    cards: z
      .array(
        z.object({
          commentId: z.uuid(),
          text: z.string(),
          ...answer,
          because: z.string(),
          madeBy: z.string(),
          madeAt: z.iso.datetime(),
          answered: z.int(),
          right: z.int(),
        }),
      )
      .openapi({ description: 'In use, the newest first' }),
    trainees: z
      .array(z.object({ id: z.uuid(), displayName: z.string(), rate: z.number().nullable() }))
      .openapi({ description: 'Everybody who decides, by name; the rate is `null` out of training' }),
  })
  .openapi('Training')

export const TrainingResults = z
  .object({
    rate: z.number().nullable().openapi({ description: '`null` out of training' }),
    maySet: z.boolean().openapi({ description: 'Whether whoever asks may change the rate' }),
    answered: z.int(),
    right: z.int(),
    results: z
      .array(
        z.object({
          commentId: z.uuid(),
          text: z.string(),
          ...opinion,
          rightKind: z.string(),
          rightCategory: z.string().nullable(),
          because: z.string(),
          isRight: z.boolean(),
          answeredAt: z.iso.datetime(),
        }),
      )
      .openapi({ description: 'The last first' }),
  })
  .openapi('TrainingResults')

/** What is told of a training card once it is answered. */
export const TrainingTold = z
  .object({ isRight: z.boolean(), ...opinion, because: z.string(), message: z.string() })
  .openapi('TrainingTold')

export type TrainingView = z.infer<typeof TrainingView>
export type TrainingResults = z.infer<typeof TrainingResults>
export type TrainingTold = z.infer<typeof TrainingTold>
export type NewTrainingCard = z.infer<typeof NewTrainingCard>
export type NewTrainingMode = z.infer<typeof NewTrainingMode>
