import { z } from '@hono/zod-openapi'
import { QUEUES } from '../../../moderation/queue.ts'

const at = z.string().openapi({ description: '`2026-11-28` of the site, or the beginning of the hour' })
const seconds = z.int().nullable()
const share = z
  .object({ count: z.int(), of: z.int(), share: z.number(), low: z.number(), high: z.number() })
  .openapi('Share', { description: 'With its interval of 95 % (Wilson)' })
const times = { count: z.int(), medianSeconds: seconds, p95Seconds: seconds }

const entryPrecision = z
  .object({
    rule: z.string(),
    entry: z.string().nullable(),
    category: z.string(),
    published: z.int(),
    decided: z.int(),
    precision: share.openapi({ description: 'Refused by a person, of those that a person decided' }),
  })
  .openapi('EntryPrecision')

export const StatisticsQuery = z.strictObject({
  from: z.iso.date().optional().openapi({ description: 'A day of the site; 13 days before `to`' }),
  to: z.iso.date().optional().openapi({ description: 'The last day; today' }),
  lang: z.string().max(40).optional(),
})

export const StatisticsView = z
  .object({
    timeZone: z.string(),
    from: z.iso.date(),
    to: z.iso.date(),
    unit: z.enum(['hour', 'day']).openapi({ description: 'Hours of up to two days, else days' }),
    countedUntil: z.iso.datetime().nullable().openapi({ description: 'What came later was counted for this answer' }),
    inflow: z.array(z.object({ at, pass: z.int(), hold: z.int(), block: z.int() })),
    verdicts: z.object({ pass: share.nullable(), hold: share.nullable(), block: share.nullable() }),
    decisions: z.object({
      total: z.int(),
      kinds: z.object({ publish: z.int(), reject: z.int(), remove: z.int(), restore: z.int() }),
      series: z.array(z.object({ at, count: z.int() })),
    }),
    handling: z
      .object({ ...times, series: z.array(z.object({ at, ...times })) })
      .openapi({ description: 'From the claim, or from the decision before it if that was later; one by one only' }),
    ages: z
      .array(
        z.object({
          queue: z.enum(QUEUES),
          targetMinutes: z.int(),
          within: share.nullable().openapi({ description: 'Decided within the service level, of all decided' }),
          ...times,
          series: z.array(z.object({ at, within: z.int(), ...times })),
        }),
      )
      .openapi({ description: 'How long what was decided had waited' }),
    again: z
      .object({
        ofPolicy: share.nullable(),
        ofOthers: share.nullable(),
        ofOwn: share.nullable(),
      })
      .openapi({ description: 'Changed, of those decided anew: what the policy, another or oneself had decided' }),
    undone: z.object({ byThemselves: share.nullable(), byOthers: share.nullable() }).openapi({
      description: 'Of all decisions of the time',
    }),
    categories: z.array(z.object({ category: z.string(), refused: z.int(), blocked: z.int() })),
    entries: z
      .array(entryPrecision)
      .openapi({ description: 'Of the 50 that were most often decided the most precise first' }),
    calibration: z.array(
      z.object({
        model: z.string(),
        decided: z.int(),
        error: z.number(),
        bins: z.array(z.object({ from: z.number(), to: z.number(), meanChance: z.number(), refused: share })),
      }),
    ),
  })
  .openapi('Statistics')

export const EntryPrecisions = z
  .object({ entries: z.array(entryPrecision).openapi({ description: 'The most often decided first' }) })
  .openapi('EntryPrecisions')

export type EntryPrecision = z.infer<typeof entryPrecision>
export type EntryPrecisions = z.infer<typeof EntryPrecisions>
export type StatisticsView = z.infer<typeof StatisticsView>
