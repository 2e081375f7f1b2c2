import { holdByStanding } from '../../moderation/standing.ts'
import { type PostingReader, readBeforePosting } from '../../storage/before-posting.ts'
import { findParent, type Parent } from '../../storage/parents.ts'
import { isReplyBarred } from '../../storage/protect-reader.ts'
import type { Edge } from '../edge.ts'
import { Refusal } from '../refusal.ts'
import { takePlace } from './article-guard.ts'
import { answerOf } from './idempotency.ts'
import type { PostRequest } from './post-request.ts'
import { recordPost } from './record-post.ts'
import { OwnComment } from './schemas.ts'
import { screenOrHold } from './screen-or-hold.ts'
import { standingOf } from './standing.ts'

/** Records a comment that has been found acceptable in form, or tells again what was told of it before. */
export async function postComment(edge: Edge, request: PostRequest): Promise<OwnComment> {
  const { site, postKey, articleId } = request
  const at = edge.now()
  const { identity, person } = request.reader
  const key = postKey?.key ?? null
  const known = await readBeforePosting(edge.db, { siteId: site.id, articleId, identity, person, key, at })
  const { reader, article } = known
  const told = postKey && answerOf(known.kept, postKey.requestHash)
  if (told) return OwnComment.parse(told)
  if (!article && !request.isFromRegisteredPage) throw new Refusal('article_unknown')
  const mode = article?.mode ?? site.mode
  if (mode === 'closed') throw new Refusal('article_closed')
  const parent = await acceptParent(edge, request, reader)
  const riskLevel = article?.risk_level ?? 'normal'
  const standing = standingOf({ sanctions: known.sanctions, record: known.credit, riskLevel })
  const place = await takePlace(edge, request, article)
  try {
    const screened = await screenOrHold(edge, {
      text: request.text,
      displayName: request.reader.name,
      mode,
      site,
      readerId: reader?.id,
      isNameVouched: request.reader.isStaff,
    })
    const screening = holdByStanding(screened, standing)
    const outcome = { screening, mode, reader, article, effect: standing.effect, parent }
    const { recorded, answer } = await recordPost(edge, request, outcome)
    if (recorded.outcome === 'recorded') return answer
    await place.giveBack()
    if (recorded.outcome === 'repeated') return OwnComment.parse(recorded.answer)
    // A measure was taken against the reader meanwhile, or their profile deleted: it is read anew what that does.
    if (recorded.outcome === 'sanctioned' || recorded.outcome === 'reader_gone') return postComment(edge, request)
  } catch (error) {
    await place.giveBack()
    throw error
  }
  throw new Refusal('idempotency_conflict')
}

/** Only what everyone can read may be answered, and where it stands. */
async function acceptParent(
  { db }: Edge,
  { site, articleId, replyTo }: PostRequest,
  reader: PostingReader | undefined,
): Promise<Parent | null> {
  if (replyTo === undefined) return null
  const parent = await findParent(db, site.id, replyTo)
  if (parent?.articleId !== articleId) throw new Refusal('comment_unknown')
  // Whether one that was never public exists is nobody's to know.
  if (parent.status === 'held' || parent.status === 'rejected') throw new Refusal('comment_unknown')
  if (parent.status !== 'published') throw new Refusal('not_answerable')
  const answered = [parent.readerId, parent.threadReaderId]
  const barred = await isReplyBarred(db, { siteId: site.id, readerId: reader?.id ?? null, answered })
  if (barred) throw new Refusal('reply_blocked')
  return parent
}
