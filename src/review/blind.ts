import type { Status } from '../moderation/life-cycle.ts'
import type { CardRows } from './card.ts'
import type { TrainingTurn } from './training-turn.ts'

/** What happens to a comment before anybody judges it. */
const BEFORE_JUDGEMENT: readonly string[] = ['comment.received', 'comment.screened', 'comment.held']

/**
 * Returns the card of a comment as if nobody had judged it yet, in the status that is given: without decisions, notes,
 * questions to leads, complaints and what tells of them. The author's record counts the comment as it is shown.
 */
export function hideJudgements(rows: CardRows, presented: 'held' | 'published'): CardRows {
  const { comment, author, history } = rows
  const waiting = history.waiting.filter(({ queue }) => queue === 'second')
  return {
    ...rows,
    comment: { ...comment, status: presented, category: null },
    author: {
      ...author,
      counts: moved(author.counts, comment.status, presented),
      refusals: author.refusals
        .map((one) => (one.category === comment.category ? { ...one, count: one.count - 1 } : one))
        .filter(({ count }) => count > 0),
      // One that rests on this comment would tell what was made of it.
      standing: {
        ...author.standing,
        sanctions: author.standing.sanctions.filter((one) => one.commentId !== comment.id),
      },
    },
    history: {
      events: history.events.filter(({ type }) => BEFORE_JUDGEMENT.includes(type)),
      decisions: [],
      escalation: null,
      waiting,
    },
    notes: [],
    complaints: {
      reports: { count: 0, anonymous: 0, categories: [], listed: [] },
      appeal: null,
      disagreement: null,
      presented: rows.complaints.presented,
    },
    isBlind: true,
  }
}

interface Seen extends Pick<TrainingTurn, 'shownAt'>, Partial<Pick<TrainingTurn, 'events' | 'escalation'>> {
  /** Who sees it, and sees the notes that they wrote themselves. */
  readonly viewerId: string
}

/**
 * Returns a decided comment as one that is held and was written at `shownAt`: every time on the card moves with it. What
 * its moderator did with it since, and asked, stands there as it would.
 */
export function asIfHeld(rows: CardRows, seen: Seen): CardRows {
  const { shownAt, viewerId, escalation = null } = seen
  const hidden = hideJudgements(rows, 'held')
  const { comment, author, history } = hidden
  const span = shownAt.getTime() - comment.createdAt.getTime()
  const move = (at: Date): Date => new Date(at.getTime() + span)
  const received = history.events.filter(({ type }) => type !== 'comment.held')
  const [screened] = received.toReversed()
  // What the policy decided at once was never held, and yet must look so.
  const events = screened ? [...received, { ...screened, type: 'comment.held' as const, detail: {} }] : received
  const written = rows.history.events.filter(
    ({ type, actor }) => type === 'note.written' && actor.kind === 'moderator' && actor.id === viewerId,
  )
  const since = [...(seen.events ?? []), ...written].toSorted((one, other) => one.at.getTime() - other.at.getTime())
  return {
    ...hidden,
    comment: { ...comment, createdAt: shownAt },
    author: {
      ...author,
      firstSeenAt: move(author.firstSeenAt),
      standing: {
        ...author.standing,
        sanctions: author.standing.sanctions
          .filter(({ imposedAt }) => imposedAt < comment.createdAt)
          .map((one) => ({ ...one, imposedAt: move(one.imposedAt), until: one.until && move(one.until) })),
      },
      recent: author.recent
        .filter((one) => one.createdAt < comment.createdAt)
        .map((one) => ({ ...one, createdAt: move(one.createdAt) })),
    },
    history: {
      ...history,
      events: [...events.map((event) => ({ ...event, at: move(event.at) })), ...since],
      escalation,
      waiting: [
        { queue: 'held', since: shownAt },
        ...(escalation ? [{ queue: 'escalated' as const, since: escalation.askedAt }] : []),
      ],
    },
    notes: rows.notes.filter(({ id }) => written.some(({ detail }) => 'noteId' in detail && detail.noteId === id)),
    isBlind: false,
  }
}

function moved(counts: CardRows['author']['counts'], from: Status, to: Status): CardRows['author']['counts'] {
  return from === to ? counts : { ...counts, [from]: counts[from] - 1, [to]: counts[to] + 1 }
}
