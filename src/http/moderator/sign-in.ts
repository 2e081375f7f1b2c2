import { words } from '../../moderation/language.ts'
import type { Moderator } from '../../storage/moderators.ts'
import { clearSignInAttempts, countSignInAttempt, LOCK_MINUTES } from '../../storage/sign-in-attempts.ts'
import type { Edge } from '../edge.ts'
import { waitWords } from '../messages.ts'
import { secondsUntil } from '../reader-limiter.ts'
import { Refusal } from '../refusal.ts'
import { compareWithNothing, isPassword } from './password.ts'

interface Credentials {
  readonly siteId: string
  readonly username: string
  readonly password: string
}

/**
 * Returns the moderator whose password it is. A name that nobody has is refused in the same words, after the same
 * time and with the same lock as a wrong password, so that trying tells no names.
 */
export async function checkCredentials(edge: Edge, credentials: Credentials): Promise<Moderator> {
  const { siteId, username, password } = credentials
  const attempt = await countSignInAttempt(edge.db, siteId, username)
  switch (attempt.outcome) {
    case 'unknown':
      return refuseUnknown(edge, credentials)
    case 'locked':
      // The database's clock set the lock; one that runs ahead of ours does not make it longer.
      throw locked(Math.min(secondsUntil(attempt.lockedUntil.getTime(), edge.now().getTime()), LOCK_MINUTES * 60))
    case 'counted': {
      const { moderator, attemptsLeft } = attempt
      if (!(await isPassword(moderator.password_hash, password))) throw wrong(attemptsLeft)
      await clearSignInAttempts(edge.db, siteId, moderator.id)
      return moderator
    }
    default:
      return attempt satisfies never
  }
}

async function refuseUnknown({ pacing }: Edge, { siteId, username, password }: Credentials): Promise<never> {
  const { attemptsLeft, wait } = await pacing.unknownName(`${siteId} ${username}`)
  if (wait !== undefined) throw locked(wait)
  await compareWithNothing(password)
  throw wrong(attemptsLeft)
}

function wrong(attemptsLeft: number): Refusal {
  if (attemptsLeft === 0) return locked(LOCK_MINUTES * 60)
  const left = words(
    `再錯 ${attemptsLeft} 次，帳號鎖定 ${LOCK_MINUTES} 分鐘。`,
    ` After ${attemptsLeft} more wrong ${attemptsLeft === 1 ? 'try' : 'tries'} the account is locked for ${LOCK_MINUTES} minutes.`,
  )
  return new Refusal('credentials_invalid', { parameters: { left } })
}

function locked(retryAfterSeconds: number): Refusal {
  return new Refusal('account_locked', { retryAfterSeconds, parameters: { wait: waitWords(retryAfterSeconds) } })
}
