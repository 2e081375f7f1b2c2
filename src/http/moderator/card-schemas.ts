import { z } from '@hono/zod-openapi'
import { QUEUES } from '../../moderation/queue.ts'
import { RISK_LEVELS } from '../../moderation/risk-level.ts'
import { Script } from '../reader/schemas.ts'
import { CardAppeal, Disagreement, OpenReports } from './complaint-schemas.ts'
import { StandingView } from './sanction-schemas.ts'
import { DecisionView, Lease } from './schemas.ts'

const status = z.enum(['held', 'published', 'rejected', 'removed', 'withdrawn'])
const risk = z.record(z.string(), z.number())
const queue = z.enum(QUEUES)

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

const PastDecisionView = DecisionView.extend({
  note: z.string().nullable(),
  queue: queue.nullable().openapi({ description: 'Where it was made' }),
  undone: z.object({ by: z.string(), at: z.iso.datetime() }).nullable(),
}).openapi('PastDecision')

/** Everything there is to see of one comment. */
export const CommentView = z
  .object({
    comment: z.object({
      id: z.uuid(),
      text: z.string(),
      lang: Script,
      normalized: z.string(),
      status,
      category: z.string().nullable(),
      createdAt: z.iso.datetime(),
    }),
    article: z.object({
      id: z.string(),
      title: z.string().nullable(),
      url: z.string().nullable(),
      mode: z.enum(['pre', 'human', 'closed']),
      riskLevel: z.enum(RISK_LEVELS),
      slow: z
        .object({
          chosen: z
            .int()
            .nullable()
            .openapi({ description: 'As a lead set it; `null` leaves it to the measured rate' }),
          seconds: z.int().openapi({ description: 'In force now; 0 is not slow' }),
        })
        .openapi({ description: 'How long a reader waits between two comments on it' }),
      lately: z.int().openapi({ description: 'Comments received in the last 24 hours, counted to 1000' }),
    }),
    answered: z
      .array(z.object({ id: z.uuid(), name: z.string(), text: z.string(), lang: Script, status }))
      .openapi({ description: 'What a reply answers: the first comment of its thread, then the reply' }),
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
    duplicates: z
      .object({ comments: z.int(), accounts: z.int(), minutes: z.int(), isAtLeast: z.boolean() })
      .nullable()
      .openapi({ description: 'Near-duplicates within the hour before, this one among them' }),
    author: z.object({
      id: z.uuid(),
      name: z.string(),
      ipRegion: z.string().nullable().openapi({ description: 'Where this comment was sent from: province or country' }),
      firstSeenAt: z.iso.datetime(),
      counts: z.object({ held: z.int(), published: z.int(), rejected: z.int(), removed: z.int(), withdrawn: z.int() }),
      reported: z
        .object({ comments: z.int(), upheld: z.int() })
        .openapi({ description: 'Of the other comments: how many were reported, and then refused by a moderator' }),
      refusals: z.array(z.object({ category: z.string(), count: z.int() })),
      standing: StandingView,
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
    events: z.array(
      z.object({
        type: z.string(),
        actor: z.string(),
        detail: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
        at: z.iso.datetime(),
      }),
    ),
    decisions: z.array(PastDecisionView).openapi({ description: 'The oldest first' }),
    escalation: z
      .object({
        question: z.string(),
        askedBy: z.string(),
        askedAt: z.iso.datetime(),
        answer: z.string().nullable(),
        answeredBy: z.string().nullable(),
        answeredAt: z.iso.datetime().nullable(),
      })
      .nullable()
      .openapi({ description: 'The last question to a lead' }),
    waiting: z.array(z.object({ queue, since: z.iso.datetime() })),
    reports: OpenReports,
    appeal: CardAppeal.nullable().openapi({ description: 'The last one, open or not' }),
    disagreement: Disagreement.nullable().openapi({ description: 'What a lead was asked to settle last' }),
    isBlind: z.boolean().openapi({
      description: 'Looked at a second time: as it was before anybody judged it, without what others made of it',
    }),
    notes: z.array(z.object({ id: z.uuid(), text: z.string(), by: z.string(), at: z.iso.datetime() })),
  })
  .openapi('ReviewedComment')

/** The same with the lease under which it may be decided. */
export const Card = CommentView.extend({
  lease: Lease,
  queue: queue.nullable().openapi({ description: 'Where it was claimed; `null` where it was claimed by its id' }),
}).openapi('Card')

export const Cards = z.object({ cards: z.array(Card) }).openapi('Cards')

export type HitView = z.infer<typeof HitView>
export type FindingView = z.infer<typeof FindingView>
export type CommentView = z.infer<typeof CommentView>
export type Card = z.infer<typeof Card>
export type Cards = z.infer<typeof Cards>
