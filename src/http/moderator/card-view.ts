import type { CardRows } from '../../review/card.ts'
import { type Claimed, LEASE_SECONDS } from '../../review/lease.ts'
import { normalize } from '../../text/normalize.ts'
import { detectScript } from '../../text/script.ts'
import type { Card } from './schemas.ts'

/** Everything on one card, with the lease under which it may be decided. */
export function viewCard(rows: CardRows, lease: Claimed): Card {
  const { comment, article, screening, author, events } = rows
  const { verdict, category, risk, evidence } = screening
  return {
    lease: { token: lease.leaseToken, expiresAt: lease.expiresAt.toISOString(), seconds: LEASE_SECONDS },
    queue: lease.queue,
    comment: {
      ...comment,
      lang: detectScript(comment.text),
      normalized: normalize(comment.text).text,
      createdAt: comment.createdAt.toISOString(),
    },
    article,
    screening: {
      verdict,
      category,
      risk: { ...risk },
      hits: evidence.hits.map((hit) => ({ ...hit, folds: [...hit.folds] })),
      findings: evidence.findings.map((finding) => ({ ...finding, detail: { ...finding.detail } })),
      lexiconVersion: evidence.lexiconVersion,
      policyVersion: evidence.policyVersion,
      modelVersion: evidence.modelVersion,
      opinion: evidence.opinion && { benign: evidence.opinion.benign, risk: { ...evidence.opinion.risk } },
    },
    // The gravest category that reached its threshold, not the surest: the screening chose it so.
    suggestion: category,
    author: {
      ...author,
      firstSeenAt: author.firstSeenAt.toISOString(),
      counts: { ...author.counts },
      recent: author.recent.map((recent) => ({
        ...recent,
        lang: detectScript(recent.text),
        createdAt: recent.createdAt.toISOString(),
      })),
    },
    events: events.map(({ type, actor, moderatorName, at }) => ({
      type,
      actor: moderatorName ?? actor.kind,
      at: at.toISOString(),
    })),
  }
}
