import type { Language } from '../../moderation/language.ts'
import type { History, PastDecision } from '../../review/history.ts'
import type { CommentView } from './card-schemas.ts'
import { viewDecision } from './conflict.ts'

/** What has happened to a comment, and what is asked of it now. */
export function viewHistory(
  { events, decisions, escalation, waiting }: History,
  language: Language,
): Pick<CommentView, 'events' | 'decisions' | 'escalation' | 'waiting'> {
  return {
    events: events.map(({ type, actor, detail, moderatorName, at }) => ({
      type,
      actor: moderatorName ?? actor.kind,
      detail: { ...detail },
      at: at.toISOString(),
    })),
    decisions: decisions.map((decision) => viewPast(decision, language)),
    escalation: escalation && {
      ...escalation,
      askedAt: escalation.askedAt.toISOString(),
      answeredAt: escalation.answeredAt?.toISOString() ?? null,
    },
    waiting: waiting.map(({ queue, since }) => ({ queue, since: since.toISOString() })),
  }
}

function viewPast(decision: PastDecision, language: Language): CommentView['decisions'][number] {
  const { note, queue, undone } = decision
  return {
    ...viewDecision(decision, language),
    note,
    queue,
    undone: undone && { by: undone.by, at: undone.at.toISOString() },
  }
}
