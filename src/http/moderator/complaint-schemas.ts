import { z } from '@hono/zod-openapi'

const opinion = z.object({
  kind: z.string(),
  category: z.string().nullable(),
  note: z.string().nullable(),
  by: z.string(),
  at: z.iso.datetime(),
})

/** The reports of one comment that nobody has answered yet: a decision answers all of them. */
export const OpenReports = z
  .object({
    count: z.int(),
    anonymous: z.int().openapi({ description: 'How many of them came without a sign-in' }),
    categories: z
      .array(z.object({ category: z.string(), name: z.string(), count: z.int() }))
      .openapi({ description: 'Those that most signed readers chose first' }),
    listed: z
      .array(
        z.object({
          ticket: z.string(),
          category: z.string(),
          name: z.string().openapi({ description: 'The category as the reader chose it' }),
          text: z.string().nullable(),
          reportedAt: z.iso.datetime(),
          dueAt: z.iso.datetime(),
          reader: z
            .object({
              id: z.uuid(),
              name: z.string(),
              decided: z.int().openapi({ description: 'Reports of theirs on which a moderator has decided' }),
              upheld: z.int().openapi({ description: 'Of those, how many took a comment from the public' }),
            })
            .nullable()
            .openapi({ description: '`null` where nobody had signed in' }),
        }),
      )
      .openapi({ description: 'Those of signed readers first, then the oldest, at most 50' }),
  })
  .openapi('OpenReports')

export const CardAppeal = z
  .object({
    ticket: z.string(),
    reason: z.string(),
    decisionId: z.uuid().openapi({ description: 'The decision that is appealed' }),
    madeAt: z.iso.datetime(),
    dueAt: z.iso.datetime(),
    outcome: z.enum(['upheld', 'overturned', 'lapsed']).nullable(),
    answeredAt: z.iso.datetime().nullable(),
    nobodyLeft: z.string().nullable().openapi({
      description: 'A sentence where everybody who serves the site has judged the comment before, so that it waits',
    }),
  })
  .openapi('CardAppeal')

export const Disagreement = z
  .object({
    reason: z.enum(['sample', 'appeal']),
    first: opinion,
    second: opinion,
    leadDecisionId: z.uuid().nullable().openapi({ description: "The lead's word, `null` before" }),
  })
  .openapi('Disagreement')

export const AppealsView = z
  .object({
    appeals: z.array(
      CardAppeal.omit({ outcome: true, answeredAt: true, decisionId: true }).extend({
        commentId: z.uuid(),
        isOverdue: z.boolean(),
      }),
    ),
    nextCursor: z.string().nullable(),
  })
  .openapi('Appeals')

export const OverturnedView = z
  .object({
    decisions: z.array(
      z.object({
        commentId: z.uuid(),
        text: z.string(),
        how: z.enum(['appeal', 'second']).openapi({ description: 'On appeal, or by a lead after a second look' }),
        kind: z.string().openapi({ description: 'What this moderator decided' }),
        category: z.string().nullable(),
        decidedAt: z.iso.datetime(),
        insteadKind: z.string().openapi({ description: 'What stands instead' }),
        insteadCategory: z.string().nullable(),
        note: z.string().nullable().openapi({ description: 'What was noted by whoever overturned it' }),
        overturnedAt: z.iso.datetime(),
      }),
    ),
    nextCursor: z.string().nullable(),
  })
  .openapi('Overturned')

export type OpenReports = z.infer<typeof OpenReports>
export type CardAppeal = z.infer<typeof CardAppeal>
export type Disagreement = z.infer<typeof Disagreement>
export type AppealsView = z.infer<typeof AppealsView>
export type OverturnedView = z.infer<typeof OverturnedView>
