import type { Verdict } from '../screening/evidence.ts'
import type { CategoryCode } from '../screening/taxonomy.ts'
import type { AppealOutcome } from './appeal.ts'
import type { DecisionKind, Status } from './life-cycle.ts'
import type { Queue } from './queue.ts'
import type { SanctionMeasure } from './sanction.ts'
import type { SkipReason } from './skip.ts'

/** Who did it: a reader, a moderator, or the policy that let the machine decide. */
export type Actor =
  | { readonly kind: 'reader'; readonly id: string }
  | { readonly kind: 'moderator'; readonly id: string }
  | { readonly kind: 'policy'; readonly version: string }

interface EventOf<Type extends string, Detail> {
  readonly type: Type
  readonly actor: Actor
  readonly detail: Detail
}

/** One line of a comment's append-only log. */
export type Event =
  | EventOf<'comment.received', { readonly articleId: string; readonly replyTo?: string }>
  | EventOf<'comment.screened', { readonly verdict: Verdict; readonly category: CategoryCode | null }>
  | EventOf<'comment.held', Readonly<Record<string, never>>>
  | EventOf<'comment.withdrawn', Readonly<Record<string, never>>>
  /** Its author wrote another text; the one before is kept under this id, where nobody sees it. */
  | EventOf<'comment.edited', { readonly restrictedId: string }>
  /** Its author deleted their profile; the text is kept under this id, where nobody sees it. */
  | EventOf<'comment.restricted', { readonly restrictedId: string }>
  | EventOf<
      'decision.made',
      {
        readonly decisionId: string
        readonly kind: DecisionKind
        readonly category: CategoryCode | null
        /** The act on many comments that it was part of. */
        readonly bulkId?: string
      }
    >
  | EventOf<
      'decision.undone',
      { readonly decisionId: string; readonly kind: DecisionKind; readonly to: Status; readonly bulkId?: string }
    >
  | EventOf<'lease.claimed', { readonly seconds: number; readonly queue: Queue | null }>
  | EventOf<'lease.released', Readonly<Record<string, never>>>
  | EventOf<'comment.skipped', { readonly reason: SkipReason }>
  | EventOf<'comment.escalated', { readonly escalationId: string }>
  | EventOf<'escalation.answered', { readonly escalationId: string }>
  | EventOf<'note.written', { readonly noteId: string }>
  | EventOf<'appeal.made', { readonly appealId: string; readonly decisionId: string }>
  | EventOf<
      'appeal.decided',
      { readonly appealId: string; readonly outcome: AppealOutcome; readonly decisionId: string }
    >
  | EventOf<
      'sanction.imposed',
      { readonly sanctionId: string; readonly measure: SanctionMeasure; readonly category: CategoryCode }
    >
  | EventOf<'sanction.lifted', { readonly sanctionId: string; readonly measure: SanctionMeasure }>
  | EventOf<
      'second_opinion.given',
      /** `superseded` where it differs from what stands no more. */
      { readonly decisionId: string; readonly result: 'agreed' | 'disagreed' | 'superseded' }
    >
