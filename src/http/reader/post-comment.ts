import { v7 as uuidv7 } from 'uuid'
import { firstStanding } from '../../moderation/first-standing.ts'
import type { Language } from '../../moderation/language.ts'
import { words } from '../../moderation/language.ts'
import type { Screening } from '../../screening/evidence.ts'
import { ensureArticle, findArticle } from '../../storage/articles.ts'
import { ensureReader, findReader } from '../../storage/readers.ts'
import { type Recorded, recordComment } from '../../storage/record-comment.ts'
import type { Site } from '../../storage/sites.ts'
import { countHeldBefore, typicalDecisionMinutes } from '../../storage/waiting.ts'
import { sealAddress } from '../address.ts'
import type { Edge } from '../edge.ts'
import { Refusal, tooManyRequests } from '../refusal.ts'
import type { SignedReader } from './authentication.ts'
import { findAnswer, type PostKey } from './idempotency.ts'
import { viewOwnComment } from './own-comment-view.ts'
import type { Page } from './page.ts'
import { OwnComment } from './schemas.ts'
import { screenOrHold } from './screen-or-hold.ts'

interface PostRequest {
  readonly site: Site
  readonly reader: SignedReader
  readonly articleId: string
  readonly text: string
  readonly page: Page
  readonly postKey: PostKey | null
  readonly isFromRegisteredPage: boolean
  readonly address: string | undefined
  readonly language: Language
}

/** Records a comment that has been found acceptable in form, or tells again what was told of it before. */
export async function postComment(edge: Edge, request: PostRequest): Promise<OwnComment> {
  const { site, reader, postKey, articleId } = request
  const known = await findReader(edge.db, site.id, reader.identity)
  const told = known && postKey && (await findAnswer(edge.db, { siteId: site.id, readerId: known.id }, postKey))
  if (told) return OwnComment.parse(told)
  const article = await findArticle(edge.db, site.id, articleId)
  if (!article && !request.isFromRegisteredPage) throw new Refusal('article_unknown')
  const mode = article?.mode ?? site.mode
  if (mode === 'closed') throw new Refusal('article_closed')
  const slot = await takeSlot(edge, reader)
  try {
    const { recorded, answer } = await record(edge, request, screenOrHold(edge, request.text, mode))
    if (recorded.outcome === 'recorded') return answer
    await slot.giveBack()
    if (recorded.outcome === 'repeated') return OwnComment.parse(recorded.answer)
  } catch (error) {
    await slot.giveBack()
    throw error
  }
  throw new Refusal('idempotency_conflict')
}

const SLOW_DOWN = words(
  '歇一歇，{wait}後可以再發。每人每 {minutes} 分鐘最多 {limit} 條。',
  'Take a break: you can post again in {wait}. Everyone may post {limit} comments in {minutes} minutes.',
)

async function takeSlot({ pacing, now }: Edge, reader: SignedReader) {
  const slot = await pacing.comment(reader.identity.toString('hex'), now())
  if (slot.isFree) return slot
  const { readerMinutes: minutes, commentsPerReader: limit } = pacing
  throw tooManyRequests(slot.retryAfterSeconds, SLOW_DOWN, { minutes, limit })
}

async function record(
  edge: Edge,
  request: PostRequest,
  screening: Screening,
): Promise<{ recorded: Recorded; answer: OwnComment }> {
  const { site, text, articleId, postKey, address } = request
  const at = edge.now()
  const commentId = uuidv7()
  const answer = await compose(edge, request, { screening, commentId, at })
  const recorded = await edge.db.transaction().execute(async (trx) => {
    await ensureArticle(trx, { siteId: site.id, id: articleId, ...request.page })
    const { identity, name: displayName } = request.reader
    const reader = await ensureReader(trx, { siteId: site.id, identity, displayName })
    return recordComment(trx, {
      siteId: site.id,
      commentId,
      articleId,
      readerId: reader.id,
      displayName,
      text,
      addressSealed: address === undefined ? null : sealAddress(edge.keys.address, address),
      at,
      screening,
      screeningId: uuidv7(),
      decisionId: uuidv7(),
      idempotency: postKey && { ...postKey, answer },
    })
  })
  return { recorded, answer }
}

interface Outcome {
  readonly screening: Screening
  readonly commentId: string
  readonly at: Date
}

/** What the author will be told, made before the comment is recorded so that both are written as one. */
async function compose({ db }: Edge, request: PostRequest, outcome: Outcome): Promise<OwnComment> {
  const { screening, commentId, at } = outcome
  const { status, category } = firstStanding(screening)
  const place = status === 'held' ? await findPlace(db, request.site.id, at) : null
  const { articleId, text, reader, language } = request
  return viewOwnComment(
    {
      id: commentId,
      articleId,
      text,
      displayName: reader.name,
      status,
      createdAt: at,
      publishedAt: status === 'published' ? at : null,
      screening,
      place,
      decision: { category, decidedAt: at, isByPolicy: true },
    },
    language,
  )
}

async function findPlace(db: Edge['db'], siteId: string, at: Date) {
  const [ahead, typicalMinutes] = await Promise.all([
    countHeldBefore(db, siteId, at),
    typicalDecisionMinutes(db, siteId),
  ])
  return { ahead, typicalMinutes }
}
