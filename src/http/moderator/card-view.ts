import type { Language } from '../../moderation/language.ts'
import { regionName } from '../../moderation/region.ts'
import type { CardRows } from '../../review/card.ts'
import { type Claimed, LEASE_SECONDS } from '../../review/lease.ts'
import type { Note } from '../../review/note.ts'
import type { Screening } from '../../screening/evidence.ts'
import { normalize } from '../../text/normalize.ts'
import { detectScript } from '../../text/script.ts'
import type { Card, CommentView } from './card-schemas.ts'
import { viewComplaints } from './complaints-view.ts'
import { viewHistory } from './history-view.ts'
import { viewStanding } from './standing-view.ts'

/** Everything on one card, with the lease under which it may be decided. */
export function viewCard(rows: CardRows, lease: Claimed, language: Language): Card {
  return {
    lease: { token: lease.leaseToken, expiresAt: lease.expiresAt.toISOString(), seconds: LEASE_SECONDS },
    queue: lease.queue,
    ...viewComment(rows, language),
  }
}

/** The same for whoever only looks. */
export function viewComment(rows: CardRows, language: Language): CommentView {
  const { comment, article, answered, screening, author, history, notes, complaints, isBlind } = rows
  return {
    comment: {
      ...comment,
      lang: detectScript(comment.text),
      normalized: normalize(comment.text).text,
      createdAt: comment.createdAt.toISOString(),
    },
    article,
    answered: answered.map((one) => ({ ...one, lang: detectScript(one.text) })),
    screening: viewScreening(screening),
    // The gravest category that reached its threshold, not the surest: the screening chose it so.
    suggestion: screening.category,
    duplicates: findDuplicates(screening),
    author: {
      ...author,
      ipRegion: author.ipRegion && regionName(author.ipRegion)[language],
      firstSeenAt: author.firstSeenAt.toISOString(),
      counts: { ...author.counts },
      reported: { ...author.reported },
      refusals: [...author.refusals],
      standing: viewStanding(author.standing, language),
      recent: author.recent.map((recent) => ({
        ...recent,
        lang: detectScript(recent.text),
        createdAt: recent.createdAt.toISOString(),
      })),
    },
    ...viewHistory(history, language),
    ...viewComplaints(complaints, language),
    isBlind,
    notes: notes.map(viewNote),
  }
}

/** A note as every moderator reads it. */
export function viewNote({ id, text, writtenBy, writtenAt }: Note): CommentView['notes'][number] {
  return { id, text, by: writtenBy, at: writtenAt.toISOString() }
}

function viewScreening({ verdict, category, risk, evidence }: Screening): CommentView['screening'] {
  return {
    verdict,
    category,
    risk: { ...risk },
    hits: evidence.hits.map((hit) => ({ ...hit, folds: [...hit.folds] })),
    findings: evidence.findings.map((finding) => ({ ...finding, detail: { ...finding.detail } })),
    lexiconVersion: evidence.lexiconVersion,
    policyVersion: evidence.policyVersion,
    modelVersion: evidence.modelVersion,
    opinion: evidence.opinion && { benign: evidence.opinion.benign, risk: { ...evidence.opinion.risk } },
  }
}

/** As they were counted when the comment was screened. */
function findDuplicates({ evidence }: Screening): CommentView['duplicates'] {
  const found = evidence.findings.find(({ rule }) => rule === 'near-duplicate')
  if (!found) return null
  const { comments, readers, minutes, atLeast } = found.detail
  return {
    comments: Number(comments),
    accounts: Number(readers),
    minutes: Number(minutes),
    isAtLeast: atLeast !== undefined,
  }
}
