import type { ColumnType, Generated, JSONColumnType } from 'kysely'
import type { Badge } from '../moderation/badge.ts'
import type { Event } from '../moderation/event.ts'
import type { Words } from '../moderation/language.ts'
import type { DecisionKind, Status } from '../moderation/life-cycle.ts'
import type { Queue } from '../moderation/queue.ts'
import type { Role } from '../moderation/rights.ts'
import type { RiskLevel } from '../moderation/risk-level.ts'
import type { Evidence, Screening, Verdict } from '../screening/evidence.ts'
import type { ArticleMode } from '../screening/policy.ts'
import type { CategoryCode } from '../screening/taxonomy.ts'
import type { ArticleSlowTable, IdempotencyKeyTable, SlowTurnTable, SpentProofTable } from './schema-guards.ts'
import type {
  BulkActTable,
  BulkCommentTable,
  CommentSearchTable,
  SearchUnfilledTable,
  StatisticDayTable,
  StatisticTable,
  StatisticUntilTable,
} from './schema-many.ts'
import type { ModelEventTable, ModelTable, ShadowOpinionTable } from './schema-models.ts'
import type { PageChangeTable } from './schema-pages.ts'
import type {
  InvitationTable,
  KnownPlaceTable,
  ModeratorTable,
  PeopleEventTable,
  RecoveryCodeTable,
  SessionTable,
  SignInFailureTable,
} from './schema-people.ts'
import type {
  AppealTable,
  ReportTable,
  RescanTable,
  SecondReviewTable,
  TrainingCardTable,
  TrainingModeTable,
  TrainingTurnTable,
} from './schema-quality.ts'
import type { ReaderBlockTable, RestrictedTextTable } from './schema-readers.ts'
import type {
  BeforeDecision,
  ChangeTable,
  EscalationTable,
  MacroTable,
  NoteTable,
  SkipTable,
  TemplateTable,
  UndoTable,
  WaitingCountTable,
  WaitingTable,
} from './schema-review.ts'
import type { ArticleRiskTable, ReaderTable, SanctionLiftTable, SanctionTable } from './schema-standing.ts'

/** The tables of `migrations/`, as Kysely reads them. */
export interface Database {
  site: SiteTable
  moderator: ModeratorTable
  article: ArticleTable
  article_count: ArticleCountTable
  reader: ReaderTable
  comment: CommentTable
  listing: ListingTable
  comment_like: CommentLikeTable
  fingerprint_key: FingerprintKeyTable
  screening: ScreeningTable
  decision: DecisionTable
  event: EventTable
  idempotency_key: IdempotencyKeyTable
  session: SessionTable
  model: ModelTable
  model_event: ModelEventTable
  shadow_opinion: ShadowOpinionTable
  review_sample: ReviewSampleTable
  waiting: WaitingTable
  waiting_count: WaitingCountTable
  skip: SkipTable
  change: ChangeTable
  undo: UndoTable
  escalation: EscalationTable
  note: NoteTable
  template: TemplateTable
  macro: MacroTable
  recovery_code: RecoveryCodeTable
  sign_in_failure: SignInFailureTable
  known_place: KnownPlaceTable
  invitation: InvitationTable
  people_event: PeopleEventTable
  report: ReportTable
  appeal: AppealTable
  second_review: SecondReviewTable
  training_card: TrainingCardTable
  training_mode: TrainingModeTable
  training_turn: TrainingTurnTable
  rescan: RescanTable
  comment_search: CommentSearchTable
  search_unfilled: SearchUnfilledTable
  bulk_act: BulkActTable
  bulk_comment: BulkCommentTable
  statistic: StatisticTable
  statistic_day: StatisticDayTable
  statistic_until: StatisticUntilTable
  sanction: SanctionTable
  sanction_lift: SanctionLiftTable
  article_risk: ArticleRiskTable
  restricted_text: RestrictedTextTable
  reader_block: ReaderBlockTable
  spent_proof: SpentProofTable
  article_slow: ArticleSlowTable
  slow_turn: SlowTurnTable
  page_change: PageChangeTable
}

export interface SiteTable {
  id: string
  name: string
  mode: Generated<ArticleMode>
  origins: string[]
  reader_token_secret: string
  /** Where the portal publishes the keys that it signs reader tokens with; `null` where it does not. */
  reader_keys_url: string | null
  /** Whoever has one of these roles sets up a second factor before anything else. */
  second_factor_roles: Generated<Role[]>
  /** Whom the portal names for complaints about unlawful and bad content. */
  report_phone: Generated<string | null>
  report_email: Generated<string | null>
  report_url: Generated<string | null>
  /** Of the decisions, looked at a second time, and how many one decides alone in bulk; `null` takes the product's. */
  second_share: Generated<number | null>
  bulk_alone: Generated<number | null>
  created_at: Generated<Date>
}

export interface ArticleTable {
  site_id: string
  /** The portal's own key. */
  id: string
  title: string | null
  url: string | null
  /** `null` takes the site's mode. */
  mode: ArticleMode | null
  risk_level: Generated<RiskLevel>
  /** The portal's official note above the comments, and since when. */
  note: Generated<string | null>
  noted_at: Generated<Date | null>
  /** Identities of the readers who wrote it. */
  authors: Generated<Buffer[]>
  /** Between two comments of one reader, as a lead set it; 0 is never slow, `null` leaves it to the measured rate. */
  slow_seconds: Generated<number | null>
  /** Until then the measured rate keeps it slow, or asks a proof of work. */
  slowed_until: Generated<Date | null>
  flooded_until: Generated<Date | null>
  /** The title as it is searched; `null` until it is filled in. */
  title_written: Generated<string | null>
  created_at: Generated<Date>
}

/** Kept by triggers on `comment`; nothing else writes it. */
export interface ArticleCountTable {
  site_id: string
  article_id: string
  shard: number
  /** Published comments; only the sum over the shards means anything. */
  published: number
}

export interface CommentTable {
  site_id: string
  id: string
  article_id: string
  reader_id: string
  /** The reader's display name when the comment was written. */
  display_name: string
  /** Empty once its author has deleted their profile. */
  text: string
  /** A cache of the event log. */
  status: Status
  /** The category of the decision in force, `null` unless rejected or removed. */
  category: CategoryCode | null
  /** The client address, AES-256-GCM. */
  address_sealed: Buffer | null
  /** Province or country, as `regionOf` names it; `null` where it could not be told. */
  ip_region: string | null
  created_at: Date
  published_at: Date | null
  decided_at: Date | null
  /** When its turn to be reviewed comes, by the value of reviewing it; `null` unless it was held. */
  queue_at: Date | null
  lease_holder: string | null
  lease_token: string | null
  lease_expires_at: Date | null
  /** Where it was claimed, `null` without a lease and where it was claimed by its id. */
  lease_queue: Queue | null
  /** How many events the log holds for it, so that a missing last one is noticed. */
  event_count: number
  /** When its author last changed the text, `null` where it is as it was first written. */
  edited_at: Date | null
  /** The first comment of the thread that it replies in; `null` for a first comment. */
  thread_id: string | null
  /** The comment that it answers, the first or another reply of its thread. */
  reply_to: string | null
  /** What the portal vouched for when it was written. */
  badge: Badge | null
}

/** Kept by triggers on `comment` and `comment_like`; nothing else writes it. */
export interface ListingTable {
  site_id: string
  comment_id: string
  article_id: string
  thread_id: string | null
  /** When it was published last. */
  listed_at: Date
  /** Since when it is no longer public, `null` while it is. */
  hidden_at: Date | null
  /** Public replies in the thread that it began. */
  replies: number
  likes: number
  hot: number
}

export interface CommentLikeTable {
  site_id: string
  comment_id: string
  reader_id: string
  article_id: string
  liked_at: Date
}

/** Kept for hours only. */
export interface FingerprintKeyTable {
  site_id: string
  /** A band of its skeleton, or a contact that it names. */
  key: number
  created_at: Date
  comment_id: string
}

export interface ScreeningTable {
  site_id: string
  comment_id: string
  id: string
  verdict: Verdict
  category: CategoryCode | null
  risk: JSONColumnType<Screening['risk']>
  evidence: JSONColumnType<Evidence>
  screened_at: Date
}

export interface DecisionTable {
  site_id: string
  comment_id: string
  id: string
  kind: DecisionKind
  category: CategoryCode | null
  note: string | null
  /** Either a moderator or the policy that let the machine decide. */
  moderator_id: string | null
  policy_version: string | null
  decided_at: Date
  /** In which queue it was made; `null` when the policy made it, and where the comment was claimed by its id. */
  queue: Queue | null
  /** What an undo puts back; `null` on what the policy decided. */
  before: JSONColumnType<BeforeDecision> | null
  /** The very sentence that the author reads; `null` when the policy decided, and without a category. */
  message: JSONColumnType<Words> | null
  /** The site's own wording that it is, `null` for the product's. */
  template_id: string | null
  /** The act on many comments that it was part of. */
  bulk_id: string | null
  /** Of the lease that it ended; `null` where there was none, and on older ones. */
  lease_token: string | null
}

export interface EventTable {
  site_id: string
  comment_id: string
  /** 1, 2, … within the comment. */
  number: number
  type: Event['type']
  actor: JSONColumnType<Event['actor']>
  detail: JSONColumnType<Event['detail']>
  occurred_at: ColumnType<Date, Date, never>
  /** `hash` of the event before it; `null` for the first. */
  previous_hash: Buffer | null
  hash: Buffer
}

export interface ReviewSampleTable {
  site_id: string
  comment_id: string
  /** Of what the machine let pass, or of what a moderator decided. */
  kind: 'patrol' | 'second'
  /** How likely it was to be drawn, above 0 and at most 1. */
  probability: number
  drawn_at: Date
}
