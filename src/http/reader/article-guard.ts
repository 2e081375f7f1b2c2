import { words } from '../../moderation/language.ts'
import { isFlooded, ratesFrom, slowSecondsOf } from '../../moderation/slow-mode.ts'
import { giveSlowTurnBack, measureArticle, takeSlowTurn } from '../../storage/article-pace.ts'
import type { PostingArticle } from '../../storage/before-posting.ts'
import { addressGroup } from '../address.ts'
import type { Edge } from '../edge.ts'
import { acceptProof, requireProof } from '../proof.ts'
import { secondsUntil } from '../reader-limiter.ts'
import { tooManyRequests } from '../refusal.ts'
import type { PostRequest } from './post-request.ts'
import { takeSlot } from './take-slot.ts'

const SLOW = words(
  '歇一歇，{wait}後可以再發。這篇文章在慢速模式：每人每 {seconds} 秒一條。',
  'You can post again in {wait}. This article is in slow mode: one comment of each reader in {seconds} seconds.',
)

/** What is given back where it led to no comment. */
interface Turn {
  giveBack(): Promise<void>
}

const NO_TURN: Turn = { giveBack: async () => undefined }

/** Takes a reader's place in their own allowance and their turn on the article, or none of them. */
export async function takePlace(edge: Edge, request: PostRequest, article: PostingArticle | undefined): Promise<Turn> {
  const slot = await takeSlot(edge, request.reader, 'comment')
  try {
    const turn = await guardArticle(edge, request, article)
    return { giveBack: async () => void (await Promise.all([slot.giveBack(), turn.giveBack()])) }
  } catch (error) {
    await slot.giveBack()
    throw error
  }
}

/** Asks a proof of work where the address or the article is under flood, and a wait where the article is slow. */
async function guardArticle(edge: Edge, request: PostRequest, article: PostingArticle | undefined): Promise<Turn> {
  const at = edge.now()
  const pace = article && { ...article, ...(await measured(edge, article, at)) }
  const isAddressFlooded = await edge.pacing.isPostFlood(addressGroup(request.address))
  if (isAddressFlooded || isFlooded(pace, at)) await takeProof(edge, request)
  const seconds = slowSecondsOf(pace, at)
  return seconds === 0 ? NO_TURN : takeTurn(edge, request, { seconds, at })
}

async function measured({ db, pacing }: Edge, { site_id: siteId, id: articleId }: PostingArticle, at: Date) {
  const { articleCommentsPerMinute: slow } = pacing
  if (slow === undefined || !pacing.isMeasuringDue(`${siteId} ${articleId}`, at)) return undefined
  return measureArticle(db, { siteId, articleId, at, rates: ratesFrom(slow) })
}

async function takeProof(edge: Edge, { site, articleId, reader, proof: header }: PostRequest): Promise<void> {
  const siteId = site.id
  const purpose = { siteId, purpose: `comment ${articleId} ${reader.identity.toString('hex')}` }
  const proof = await requireProof(edge, purpose, header)
  await acceptProof(edge, purpose, { db: edge.db, proof })
}

interface Slowness {
  readonly seconds: number
  readonly at: Date
}

async function takeTurn(edge: Edge, request: PostRequest, { seconds, at }: Slowness): Promise<Turn> {
  const { db } = edge
  const turn = { siteId: request.site.id, articleId: request.articleId, identity: request.reader.identity, at }
  const { takenAt } = await takeSlowTurn(db, turn, seconds)
  if (takenAt === null) return { giveBack: () => giveSlowTurnBack(db, turn) }
  throw tooManyRequests(secondsUntil(takenAt.getTime() + seconds * 1000, at.getTime()), SLOW, { seconds })
}
