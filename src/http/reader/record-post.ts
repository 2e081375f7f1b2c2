import { v7 as uuidv7 } from 'uuid'
import { badgeOf } from '../../moderation/badge.ts'
import { firstStanding } from '../../moderation/first-standing.ts'
import { isDrawn, REVIEW_POLICY } from '../../moderation/review-policy.ts'
import { queueTime } from '../../moderation/review-value.ts'
import { type Effect, graverThan } from '../../moderation/sanction.ts'
import type { Screening } from '../../screening/evidence.ts'
import type { ArticleMode } from '../../screening/policy.ts'
import { ensureArticle } from '../../storage/articles.ts'
import type { PostingArticle, PostingReader } from '../../storage/before-posting.ts'
import type { NewComment } from '../../storage/new-comment.ts'
import type { Parent } from '../../storage/parents.ts'
import { ensureReader, isAsSeen } from '../../storage/readers.ts'
import { type Recorded, recordComment } from '../../storage/record-comment.ts'
import type { Edge } from '../edge.ts'
import { seal } from '../seal.ts'
import { askShadow } from './ask-shadow.ts'
import { viewOwnComment } from './own-comment-view.ts'
import type { PostRequest } from './post-request.ts'
import { countForOrder, findPlace } from './queue-place.ts'
import { type Recalled, recallOrHold } from './recall.ts'
import type { OwnComment } from './schemas.ts'

interface Known {
  readonly screening: Screening
  /** By which it was screened. */
  readonly mode: ArticleMode
  readonly reader: PostingReader | undefined
  readonly article: PostingArticle | undefined
  readonly parent: Parent | null
  /** Of the measures against the reader that were in force when it was screened. */
  readonly effect: Effect
}

/** Asks what else was written of late, then records the comment with what that says of it. */
export async function recordPost(edge: Edge, request: PostRequest, known: Known): Promise<Answered> {
  const { site, text, reader } = request
  const at = edge.now()
  const commentId = uuidv7()
  const screened = {
    siteId: site.id,
    commentId,
    reader: reader.identity.toString('hex'),
    text,
    at,
    screening: known.screening,
    mode: known.mode,
  }
  const answered = await recallOrHold(edge, screened, (recalled) =>
    record(edge, request, { ...known, ...recalled, commentId, at }),
  )
  if (answered.recorded.outcome === 'recorded') {
    askShadow(edge, screened)
    if (answered.recorded.comment.status === 'published') edge.articleFeed.tell()
  }
  return answered
}

interface Answered {
  readonly recorded: Recorded
  readonly answer: OwnComment
}

/** Together with others when reader and article are known, else in one transaction that makes them too: all or nothing. */
async function record(edge: Edge, request: PostRequest, known: Known & Recalled & Screened): Promise<Answered> {
  const { db, keys } = edge
  const { site, text, articleId, postKey, address } = request
  const { identity, name: displayName, person, isStaff, age } = request.reader
  const { screening, reader, article, parent, commentId, at } = known
  const lately = await countForOrder(db, { siteId: site.id, articleId, screening, at })
  const decisionId = uuidv7()
  const { patrolShare } = REVIEW_POLICY
  const answer = await compose(edge, request, { screening, parent, commentId, decisionId, at, lately })
  const createdBy = (readerId: string): NewComment => ({
    siteId: site.id,
    commentId,
    articleId,
    readerId,
    displayName,
    text,
    addressSealed: address === undefined ? null : seal(keys.address, address),
    ipRegion: edge.ipRegions(address),
    at,
    screening,
    screeningId: uuidv7(),
    lately,
    decisionId,
    patrolShare: isDrawn(patrolShare, edge.random()) ? patrolShare : null,
    idempotency: postKey && { ...postKey, answer },
    keys: known.keys,
    reply: parent ? replyTo(parent) : undefined,
    barredBy: graverThan(known.effect),
    person,
    badge: badgeOf({ isStaff, isAuthor: article?.authors.some((author) => author.equals(identity)) ?? false }),
  })
  if (article && reader && isAsSeen(reader, { displayName, person, age }))
    return { recorded: await edge.recorder.record(createdBy(reader.id)), answer }
  const recorded = await db.transaction().execute(async (trx) => {
    if (!article) await ensureArticle(trx, { siteId: site.id, id: articleId, ...request.page })
    const { id } = await ensureReader(trx, { siteId: site.id, identity, displayName, person, age })
    return recordComment(trx, createdBy(id))
  })
  return { recorded, answer }
}

interface Screened {
  readonly screening: Screening
  readonly commentId: string
  readonly at: Date
}

/** What the author will be told, made before the comment is recorded so that both are written as one. */
async function compose(
  edge: Edge,
  request: PostRequest,
  outcome: Screened & { parent: Parent | null; decisionId: string; lately: number },
): Promise<OwnComment> {
  const { screening, parent, commentId, decisionId, at } = outcome
  const { status, category } = firstStanding(screening)
  const place = status === 'held' ? await findPlace(edge, request.site.id, queueTime(outcome)) : null
  const { articleId, text, reader, language } = request
  return viewOwnComment(
    {
      id: commentId,
      articleId,
      text,
      displayName: reader.name,
      status,
      createdAt: at,
      editedAt: null,
      publishedAt: status === 'published' ? at : null,
      screening,
      place,
      decision: { id: decisionId, category, decidedAt: at, isByPolicy: true, message: null },
      appeal: null,
      threadId: parent && threadOf(parent),
      replyTo: parent && { id: parent.id, name: parent.displayName },
    },
    language,
  )
}

function replyTo(parent: Parent) {
  const answered = [parent.readerId, parent.threadReaderId]
  return { threadId: threadOf(parent), replyTo: parent.id, answered }
}

function threadOf({ id, threadId }: Parent): string {
  return threadId ?? id
}
