import { z } from '@hono/zod-openapi'

const agreement = {
  pairs: z.int(),
  agreed: z.int(),
  kappa: z.number().nullable().openapi({ description: "Cohen's kappa, -1 to 1; `null` where it says nothing" }),
}

export const QualityView = z
  .object({
    since: z.iso.datetime(),
    overall: z.object(agreement).openapi({ description: 'Of the decisions drawn at random' }),
    categories: z
      .array(
        z.object({
          category: z.string().openapi({ description: 'A category, or `fine` for what may be public' }),
          name: z.string(),
          ...agreement,
          first: z.int().openapi({ description: 'How often the first moderator said it' }),
          second: z.int().openapi({ description: 'How often the second did' }),
          both: z.int().openapi({ description: 'How often both did of one comment' }),
        }),
      )
      .openapi({ description: 'Each against all others' }),
    afterAppeal: z
      .object(agreement)
      .openapi({ description: 'Of decisions that overturned another, which are no sample' }),
    sample: z.object({
      share: z.number().openapi({ description: 'Of the decisions, drawn to be looked at again' }),
      open: z.int(),
      settledForFirst: z.int(),
      settledForSecond: z.int(),
      settledOtherwise: z.int(),
    }),
    appeals: z.object({
      made: z.int(),
      open: z.int(),
      overdue: z.int(),
      upheld: z.int(),
      overturned: z.int(),
      lapsed: z.int(),
    }),
  })
  .openapi('Quality')

export type QualityView = z.infer<typeof QualityView>
