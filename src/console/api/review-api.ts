import type { Card, Cards, CommentView } from '../../http/moderator/card-schemas.ts'
import type { NewClaim, NewSkip, Notes, Released, Renewals, UndoView } from '../../http/moderator/review-schemas.ts'
import type { CategoryView, Made, NewDecision, QueueView } from '../../http/moderator/schemas.ts'
import type { Reply, Send } from './request.ts'

/** Under which a comment is held. */
export interface HeldLease {
  readonly commentId: string
  readonly leaseToken: string
}

/** What moderators do with comments. */
export interface ReviewApi {
  queue(): Promise<Reply<QueueView>>
  categories(): Promise<Reply<{ categories: CategoryView[] }>>
  /** The comments whose turn it is, besides those that the page has. */
  claim(wish: NewClaim): Promise<Reply<Cards>>
  /** Everything there is to see of one comment, without a lease. */
  comment(commentId: string): Promise<Reply<CommentView>>
  /** Claims one comment by its id, in any status. */
  open(commentId: string): Promise<Reply<Card>>
  renew(leases: readonly HeldLease[]): Promise<Reply<Renewals>>
  release(leases: readonly HeldLease[], isLeaving: boolean): Promise<Reply<Released>>
  decide(commentId: string, decision: NewDecision): Promise<Reply<Made>>
  undo(commentId: string, decisionId: string): Promise<Reply<UndoView>>
  skip(commentId: string, leaseToken: string, reason: NewSkip['reason']): Promise<Reply<undefined>>
  escalate(commentId: string, leaseToken: string, question: string): Promise<Reply<undefined>>
  answer(commentId: string, leaseToken: string, answer: string): Promise<Reply<undefined>>
  writeNote(commentId: string, text: string): Promise<Reply<Notes>>
}

interface Surroundings {
  readonly send: Send
  readonly language: () => string
  /** Sends while the page is being left; false where the browser would not. */
  readonly beacon: (path: string, body: object) => boolean
}

export function createReviewApi({ send, language, beacon }: Surroundings): ReviewApi {
  const act = <T>(id: string, what: string, body: object) =>
    // Delivered even when the moderator closes the page right after the key press.
    send<T>('POST', `/comments/${id}/${what}`, { body, keepalive: true })
  return {
    queue: () => send('GET', '/queue'),
    categories: () => send('GET', `/categories?lang=${language()}`),
    claim: (wish) => send('POST', '/claims', { body: wish }),
    comment: (id) => send('GET', `/comments/${id}`),
    open: (id) => send('POST', `/comments/${id}/claims`),
    renew: (leases) => send('POST', '/leases/renewals', { body: { leases } }),
    release: async (leases, isLeaving) => {
      if (isLeaving && beacon('/leases/releases', { leases })) return { kind: 'ok', value: { released: [] } }
      return send('POST', '/leases/releases', { body: { leases }, keepalive: isLeaving })
    },
    decide: (id, decision) => act(id, 'decisions', decision),
    undo: (id, decisionId) => act(id, 'undo', { decisionId }),
    skip: (id, leaseToken, reason) => act(id, 'skips', { leaseToken, reason }),
    escalate: (id, leaseToken, question) => act(id, 'escalations', { leaseToken, question }),
    answer: (id, leaseToken, answer) => act(id, 'answers', { leaseToken, answer }),
    writeNote: (id, text) => act(id, 'notes', { text }),
  }
}
