/** Twelve readers in a million who are given one at the same time meet one that is taken; then another is made. */
const DIGITS = 9

/**
 * Returns a number that can be read out: nine digits in groups of three, the first never 0. `random` gives numbers from
 * 0 up to but not 1. Nothing is opened by knowing one.
 */
export function ticketOf(random: () => number): string {
  const lowest = 10 ** (DIGITS - 1)
  const number = lowest + Math.floor(random() * 9 * lowest)
  return String(number).replace(/(\d{3})(?=\d)/g, '$1-')
}
