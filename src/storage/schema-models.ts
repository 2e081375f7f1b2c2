import type { JSONColumnType } from 'kysely'
import type { ModelEventType, ModelState } from '../moderation/model-life.ts'
import type { WeightedFigures } from '../screening/classifier/measures/weighted-figures.ts'
import type { Opinion } from '../screening/classifier/model.ts'
import type { ArticleMode } from '../screening/policy.ts'

export interface ModelTable {
  site_id: string
  /** As the model's file names itself. */
  version: string
  /** What `decodeModel` reads; `null` once it is deleted. */
  file: Buffer | null
  state: ModelState
  /** The model that it was fitted from. */
  base_version: string
  lexicon_version: string
  figures: JSONColumnType<ModelFigures>
  trained_at: Date
  /** When its time was over; `null` before. */
  deleted_at: Date | null
}

/** How a candidate did on decisions that it had not learnt from, beside the model that was in force then. */
export interface ModelFigures {
  /** Decisions that it learnt from. */
  readonly learnt: number
  /** Decisions of categories that the model does not know. */
  readonly leftOut: number
  /** Decisions that it had not seen. */
  readonly compared: number
  readonly candidate: WeightedFigures
  readonly base: WeightedFigures
}

export interface ModelEventTable {
  site_id: string
  id: string
  version: string
  type: ModelEventType
  moderator_id: string | null
  occurred_at: Date
}

export interface ShadowOpinionTable {
  site_id: string
  comment_id: string
  model_version: string
  opinion: JSONColumnType<Opinion>
  /** How the comment's article took comments then. */
  mode: ArticleMode
  asked_at: Date
}
