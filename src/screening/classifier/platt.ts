import type { Line } from './model.ts'

/** Where the fit begins, and what it stays at where no text speaks. */
export const FIRST_LINE: Line = { slope: 1, shift: 0 }

/** The first line is believed as much as so many texts are: what is told apart without a fault is not certain. */
export const PRIOR_TEXTS = 2
/** A slope of 0 or less would turn an opinion round. */
export const LEAST_SLOPE = 0.05

/** A whole step overshoots where two categories are mistaken for each other. */
export const STEP_LENGTH = 0.7

/**
 * Sums over texts of the logistic loss of a line (Platt 1999): its gradient by slope and by shift, then the second derivatives
 * by slope, by both and by shift.
 */
export type Moments = readonly [bySlope: number, byShift: number, slopes: number, both: number, shifts: number]

/** Takes a line a part of Newton's step nearer to the least loss of the texts and of what was believed before. */
export function nearer({ slope, shift }: Line, moments: Moments, length = STEP_LENGTH): Line {
  const [bySlope, byShift, slopes, both, shifts] = moments
  const first = bySlope + PRIOR_TEXTS * (slope - 1)
  const second = byShift + PRIOR_TEXTS * shift
  const determinant = (slopes + PRIOR_TEXTS) * (shifts + PRIOR_TEXTS) - both * both
  const slopeStep = (first * (shifts + PRIOR_TEXTS) - second * both) / determinant
  const shiftStep = (second * (slopes + PRIOR_TEXTS) - first * both) / determinant
  return { slope: Math.max(slope - length * slopeStep, LEAST_SLOPE), shift: shift - length * shiftStep }
}
