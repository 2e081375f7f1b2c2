import type { CardRows } from '../../review/card.ts'
import type { Claimed } from '../../review/claim.ts'
import { LEASE_SECONDS } from '../../review/lease.ts'
import type { Screening } from '../../screening/evidence.ts'
import { type CategoryClass, type CategoryCode, categoryRow, isCategoryCode } from '../../screening/taxonomy.ts'
import { normalize } from '../../text/normalize.ts'
import type { Card } from './schemas.ts'

/** From here on a category counts as having spoken: it is as likely as not. */
const SPOKEN_RISK = 0.5

const GRAVITY: Readonly<Record<CategoryClass, number>> = { I: 0, B: 1, S: 2 }

/** Everything on one card, with the lease under which it may be decided. */
export function viewCard(rows: CardRows, lease: Claimed): Card {
  const { comment, article, screening, author, events } = rows
  const { verdict, category, risk, evidence } = screening
  return {
    lease: { token: lease.leaseToken, expiresAt: lease.expiresAt.toISOString(), seconds: LEASE_SECONDS },
    comment: { ...comment, normalized: normalize(comment.text).text, createdAt: comment.createdAt.toISOString() },
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
    },
    suggestion: suggest(screening),
    author: {
      ...author,
      firstSeenAt: author.firstSeenAt.toISOString(),
      counts: { ...author.counts },
      recent: author.recent.map((recent) => ({ ...recent, createdAt: recent.createdAt.toISOString() })),
    },
    events: events.map(({ type, actor, moderatorName, at }) => ({
      type,
      actor: moderatorName ?? actor.kind,
      at: at.toISOString(),
    })),
  }
}

/** The gravest category that spoke, not the surest; of equally grave ones the surest. */
export function suggest({ category, risk }: Pick<Screening, 'category' | 'risk'>): CategoryCode | null {
  const spoken = Object.entries(risk).flatMap(([code, value]) =>
    isCategoryCode(code) && value >= SPOKEN_RISK ? [{ code, value, gravity: GRAVITY[categoryRow(code).class] }] : [],
  )
  const [gravest] = spoken.sort((left, right) => left.gravity - right.gravity || right.value - left.value)
  return gravest?.code ?? category
}
