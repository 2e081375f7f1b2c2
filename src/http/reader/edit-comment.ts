import { v7 as uuidv7 } from 'uuid'
import { EDIT_MINUTES, editableUntil } from '../../moderation/editing.ts'
import type { Language } from '../../moderation/language.ts'
import { canEdit } from '../../moderation/life-cycle.ts'
import { isDrawn, REVIEW_POLICY } from '../../moderation/review-policy.ts'
import { graverThan } from '../../moderation/sanction.ts'
import { holdByStanding } from '../../moderation/standing.ts'
import { siteTime } from '../../moderation/time-zone.ts'
import { findArticle } from '../../storage/articles.ts'
import { type Edited, editComment as recordEdit } from '../../storage/edit-comment.ts'
import { findOwn, type OwnText } from '../../storage/own-comments.ts'
import { findReader, type Reader } from '../../storage/readers.ts'
import type { Site } from '../../storage/sites.ts'
import type { Edge } from '../edge.ts'
import { Refusal } from '../refusal.ts'
import { askShadow } from './ask-shadow.ts'
import type { SignedReader } from './authentication.ts'
import { composeEdited } from './compose-edited.ts'
import { findAnswer, type PostKey } from './idempotency.ts'
import { countForOrder } from './queue-place.ts'
import { recallOrHold } from './recall.ts'
import { OwnComment } from './schemas.ts'
import { screenOrHold } from './screen-or-hold.ts'
import { readStanding } from './standing.ts'
import { takeSlot } from './take-slot.ts'

/** A change as it came in, found acceptable in form. */
export interface EditRequest {
  readonly site: Site
  readonly reader: SignedReader
  readonly commentId: string
  readonly text: string
  readonly postKey: PostKey | null
  readonly language: Language
}

/** Reads a new text as a new comment is read and records it, or tells again what was told of it before. */
export async function editComment(edge: Edge, request: EditRequest): Promise<OwnComment> {
  const { db } = edge
  const { site, commentId, postKey } = request
  const reader = await findReader(db, site.id, request.reader.identity)
  if (!reader) throw new Refusal('comment_unknown')
  const told = postKey && (await findAnswer(db, { siteId: site.id, readerId: reader.id }, postKey))
  if (told) return OwnComment.parse(told)
  const comment = await findOwn(db, { siteId: site.id, commentId, readerId: reader.id })
  if (!comment) throw new Refusal('comment_unknown')
  if (!canEdit(comment.status)) throw new Refusal('not_editable')
  const until = editableUntil(comment.createdAt)
  if (until <= edge.now()) throw tooLate(until)
  const slot = await takeSlot(edge, request.reader, 'comment')
  try {
    const edited = await screenAndRecord(edge, request, { reader, comment })
    if (edited.outcome !== 'edited') await slot.giveBack()
    return edited.outcome === 'edited' ? edited.answer : answerRefused(edge, request, edited)
  } catch (error) {
    await slot.giveBack()
    throw error
  }
}

type Refused = Exclude<Edited, { outcome: 'edited' }>

async function answerRefused(edge: Edge, request: EditRequest, refused: Refused): Promise<OwnComment> {
  switch (refused.outcome) {
    case 'repeated':
      return OwnComment.parse(refused.answer)
    // A measure was taken against the reader meanwhile: it is read anew what that does.
    case 'sanctioned':
      return editComment(edge, request)
    case 'not_found':
      throw new Refusal('comment_unknown')
    case 'too_late':
      throw tooLate(refused.until)
    case 'not_editable':
    case 'idempotency_conflict':
      throw new Refusal(refused.outcome)
    default:
      return refused satisfies never
  }
}

function tooLate(until: Date): Refusal {
  return new Refusal('edit_too_late', { parameters: { minutes: EDIT_MINUTES, until: siteTime(until) } })
}

interface Known {
  readonly reader: Reader
  readonly comment: OwnText
}

async function screenAndRecord(edge: Edge, request: EditRequest, { reader, comment }: Known) {
  const { db, random } = edge
  const { site, commentId, text, postKey, reader: signed } = request
  const { displayName, articleId } = comment
  const at = edge.now()
  const article = await findArticle(db, site.id, articleId)
  const mode = article?.mode ?? site.mode
  if (mode === 'closed') throw new Refusal('article_closed')
  const standing = await readStanding(db, { siteId: site.id, reader, person: signed.person, article, at })
  const isNameVouched = signed.isStaff
  const read = await screenOrHold(edge, { text, displayName, mode, site, readerId: reader.id, isNameVouched })
  const screened = {
    ...{ siteId: site.id, commentId, text, at, mode },
    reader: signed.identity.toString('hex'),
    screening: holdByStanding(read, standing),
  }
  const { patrolShare } = REVIEW_POLICY
  const edited = await recallOrHold(edge, screened, async ({ screening, keys }) => {
    const lately = await countForOrder(db, { siteId: site.id, articleId, screening, at })
    const decisionId = uuidv7()
    const answer = await composeEdited(edge, request, { comment, screening, decisionId, at, lately })
    const edit = {
      ...{ siteId: site.id, commentId, readerId: reader.id, person: signed.person, text, at, screening, keys, lately },
      ...{ decisionId, screeningId: uuidv7(), restrictedId: uuidv7(), barredBy: graverThan(standing.effect) },
      patrolShare: isDrawn(patrolShare, random()) ? patrolShare : null,
      idempotency: postKey && { ...postKey, answer },
    }
    const recorded = await db.transaction().execute((trx) => recordEdit(trx, edit))
    return recorded.outcome === 'edited' ? { ...recorded, answer } : recorded
  })
  if (edited.outcome === 'edited') {
    askShadow(edge, screened)
    edge.articleFeed.tell()
  }
  return edited
}
