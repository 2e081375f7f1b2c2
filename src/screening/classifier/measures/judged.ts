import type { Verdict } from '../../evidence.ts'

/** A text with what its readers and the machine said of it. */
export interface Judged {
  /** `benign`, a category code, `violation` where the kind is unknown; `undefined` where nobody judged it. */
  readonly label: string | undefined
  /** The category that the machine names, `benign` where it names none. */
  readonly answer: string
  /** 0 to 1: how strongly the machine thinks that it violates anything. */
  readonly score: number
  readonly verdict: Verdict
  /** How the text was disguised, `none` for a plain one; `undefined` in sets without disguises. */
  readonly perturbation: string | undefined
  /** Whether a rule found a place in it. */
  readonly isHit: boolean
  /** Whether one did before the text was disguised; `undefined` where that text is not known. */
  readonly wasHit: boolean | undefined
}

/** The label of what violates nothing. */
export const BENIGN = 'benign'

/** Tells whether people judged it to violate something. */
export function isBad({ label }: Judged): boolean {
  return label !== undefined && label !== BENIGN
}

/** Tells whether people judged it to violate nothing. */
export function isGood({ label }: Judged): boolean {
  return label === BENIGN
}
