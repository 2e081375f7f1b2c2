/** So many wrong passwords in a row are anybody's; the last of them starts the waiting. */
export const FREE_TRIES = 5

/** Strangers to an account share one allowance, so that a thousand addresses are not a thousand allowances. */
const STRANGERS_TRIES = 50

const FIRST_WAIT_SECONDS = 60
const LONGEST_WAIT_SECONDS = 3600

/** 8,640 guesses a day, by everybody together, at passwords of ten characters or more. */
const STRANGERS_WAIT_SECONDS = 10

/**
 * Returns for how many seconds an address may not try an account again after so many failures in a row: none for four,
 * a minute for five, twice as long for each further one, an hour at most. By then it is 24 guesses a day.
 */
export function waitAfter(failures: number): number {
  if (failures < FREE_TRIES) return 0
  return Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** Math.min(failures - FREE_TRIES, 10))
}

/**
 * Returns for how many seconds all addresses that never signed in to an account wait after so many failures of theirs
 * together: none up to the allowance, then always the same few, so that a newcomer is slowed by others and not shut out.
 */
export function strangersWaitAfter(failures: number): number {
  return failures < STRANGERS_TRIES ? 0 : STRANGERS_WAIT_SECONDS
}
