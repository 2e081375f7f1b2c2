import type { Generated } from 'kysely'
import type { Age } from '../moderation/protection.ts'
import type { RiskLevel } from '../moderation/risk-level.ts'
import type { SanctionMeasure } from '../moderation/sanction.ts'
import type { CategoryCode } from '../screening/taxonomy.ts'

export interface ReaderTable {
  site_id: string
  id: string
  /** HMAC-SHA-256 of the portal's subject; the subject itself is never stored. */
  identity: Buffer
  /** HMAC of whom the portal verified, the same for all accounts of one person; `null` where it does not say. */
  person: Buffer | null
  display_name: string
  created_at: Generated<Date>
  /** What the portal said last, `null` before it said anything. */
  age: Age | null
  /** When the reader last switched their protection on, or off; both `null` where they never did. */
  protected_at: Date | null
  unprotected_at: Date | null
  /** When the profile was deleted: no token leads to it any more. */
  deleted_at: Date | null
  /** When what was left of it went, too. */
  purged_at: Date | null
  /** Deleted profiles of the same account, measures against which hold here. */
  formerly: Generated<string[]>
}

/** A measure against a reader. Never changed: an end that somebody puts to it is a row of `sanction_lift`. */
export interface SanctionTable {
  site_id: string
  id: string
  reader_id: string
  /** The comment that it rests on. */
  comment_id: string
  measure: SanctionMeasure
  category: CategoryCode
  /** As the reader is told it. */
  reason: string
  /** Whom it keeps out under every account, as far as the portal says who that is; only of `forbid`. */
  person: Buffer | null
  imposed_by: string
  imposed_at: Date
  until: Date | null
}

export interface SanctionLiftTable {
  site_id: string
  sanction_id: string
  /** `null` where a decision lifts it. */
  reason: string | null
  lifted_by: string
  lifted_at: Date
  /** The decision that overturned, on appeal, what was made of its comment. */
  decision_id: string | null
}

/** Every level that was set for an article, and by whom; `article.risk_level` is the last. */
export interface ArticleRiskTable {
  site_id: string
  article_id: string
  id: string
  level: RiskLevel
  /** The lead; `null` where the portal set it. */
  set_by: string | null
  set_at: Date
}
