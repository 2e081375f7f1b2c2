const MOST_DIGITS = 9

/** The distances between two lines of an axis, from the shortest: of what is counted in whole numbers none stands between two. */
export function axisSteps(isShare: boolean): number[] {
  const tens = Array.from({ length: MOST_DIGITS + 1 }, (_, digits) => 10 ** digits)
  const whole = tens.flatMap((ten) => [1, 2, 5].map((step) => step * ten))
  return isShare ? [0.05, 0.1, 0.2, 0.25, 0.5, ...whole] : whole
}
