import type { Opinion } from '../screening/classifier/model.ts'
import type { Verdict } from '../screening/evidence.ts'
import type { DecisionKind } from './life-cycle.ts'

/** A comment as two models judge it: with all that was found in its text, in the mode of its article then. */
export interface ShadowedComment {
  readonly verdict: Verdict
  readonly opinion: Opinion
  readonly activeVerdict: Verdict
  /** `null` where no model is in force. */
  readonly activeOpinion: Opinion | null
  /** What a moderator decided last about the text; `null` before. */
  readonly decision: DecisionKind | null
}

/** How a model in the shadow compares with the one in force, in comments. */
export interface ShadowAgreement {
  readonly asked: number
  /** The one in force lets them pass, the one in the shadow would not. */
  readonly onlyShadowHolds: number
  /** The one in force holds or refuses them, the one in the shadow would let them pass. */
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
    onlyShadowHolds: count((one) => one.verdict !== 'pass' && one.activeVerdict === 'pass'),
    onlyActiveHolds: count((one) => one.verdict === 'pass' && one.activeVerdict !== 'pass'),
    decided: count(({ decision }) => decision !== null),
    shadowRight: count((one) => isBorneOut(one.opinion, one)),
    activeRight: count((one) => isBorneOut(one.activeOpinion, one)),
  }
}

function isPublic(decision: DecisionKind): boolean {
  return decision === 'publish' || decision === 'restore'
}
