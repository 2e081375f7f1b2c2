import { firstStanding } from '../../moderation/first-standing.ts'
import { queueTime } from '../../moderation/review-value.ts'
import type { Screening } from '../../screening/evidence.ts'
import type { OwnText } from '../../storage/own-comments.ts'
import type { Edge } from '../edge.ts'
import type { EditRequest } from './edit-comment.ts'
import { viewOwnComment } from './own-comment-view.ts'
import { findPlace } from './queue-place.ts'
import type { OwnComment } from './schemas.ts'

interface Read {
  /** As it was before. */
  readonly comment: OwnText
  readonly screening: Screening
  readonly decisionId: string
  readonly at: Date
  readonly lately: number
}

/** What the author will be told of a new text, made before it is recorded so that both are written as one. */
export async function composeEdited(
  edge: Edge,
  { site, commentId, text, language }: EditRequest,
  { comment, screening, decisionId, at, lately }: Read,
): Promise<OwnComment> {
  const { status, category } = firstStanding(screening)
  // One that was held already keeps its turn.
  const kept = comment.status === 'held' ? comment.queueAt : null
  const place = status === 'held' ? await findPlace(edge, site.id, kept ?? queueTime({ at, screening, lately })) : null
  return viewOwnComment(
    {
      ...comment,
      text,
      id: commentId,
      status,
      publishedAt: status === 'published' ? (comment.publishedAt ?? at) : null,
      editedAt: at,
      screening,
      place,
      decision: { id: decisionId, category, decidedAt: at, isByPolicy: true, message: null },
      appeal: null,
    },
    language,
  )
}
