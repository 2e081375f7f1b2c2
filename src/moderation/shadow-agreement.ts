import type { Opinion } from '../screening/classifier/model.ts'
import type { Verdict } from '../screening/evidence.ts'
import type { DecisionKind } from './life-cycle.ts'

/** A comment that a model in the shadow was asked about. */
export interface ShadowedComment {
  readonly opinion: Opinion
  /** What it would have made of the comment, the rules' findings included. */
  readonly verdict: Verdict
  /** What was made of it. */
  readonly actual: Verdict
  /** What the model in force thought; `null` where none was asked. */
  readonly activeOpinion: Opinion | null
  /** What a moderator decided last; `null` before. */
  readonly decision: DecisionKind | null
}

/** How a model in the shadow compares with what was done, in comments. */
export interface ShadowAgreement {
  readonly asked: number
  /** Let pass, and would not have been. */
  readonly onlyShadowHolds: number
  /** Held or refused, and would not have been. */
  readonly onlyActiveHolds: number
  readonly decided: number
  /** Of those decided, where the model thinks as the moderator, at a chance of one half. */
  readonly shadowRight: number
  readonly activeRight: number
}

/** Counts where a model in the shadow and the one in force differ, and which of them moderators bear out. */
export function shadowAgreement(comments: readonly ShadowedComment[]): ShadowAgreement {
  const count = (isCounted: (one: ShadowedComment) => boolean): number => comments.filter(isCounted).length
  const isBorneOut = (opinion: Opinion | null, { decision }: ShadowedComment): boolean =>
    decision !== null && opinion !== null && opinion.benign >= 0.5 === isPublic(decision)
  return {
    asked: comments.length,
    onlyShadowHolds: count(({ verdict, actual }) => verdict !== 'pass' && actual === 'pass'),
    onlyActiveHolds: count(({ verdict, actual }) => verdict === 'pass' && actual !== 'pass'),
    decided: count(({ decision }) => decision !== null),
    shadowRight: count((one) => isBorneOut(one.opinion, one)),
    activeRight: count((one) => isBorneOut(one.activeOpinion, one)),
  }
}

function isPublic(decision: DecisionKind): boolean {
  return decision === 'publish' || decision === 'restore'
}
