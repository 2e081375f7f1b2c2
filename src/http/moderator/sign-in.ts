import { FREE_TRIES } from '../../moderation/back-off.ts'
import { type Words, words } from '../../moderation/language.ts'
import type { Moderator } from '../../storage/moderators.ts'
import { appendPeopleEvent, type By } from '../../storage/people-events.ts'
import type { Session } from '../../storage/sessions.ts'
import {
  type Counted,
  countSignInAttempt,
  forgetAttempt,
  forgetFailures,
  type Trying,
} from '../../storage/sign-in-attempts.ts'
import type { Edge } from '../edge.ts'
import type { ErrorCode } from '../errors.ts'
import { waitWords } from '../messages.ts'
import { Refusal } from '../refusal.ts'
import { takeCode } from './account/second-factor.ts'
import { compareWithNothing, isPassword } from './password.ts'

interface Credentials extends Trying {
  readonly password: string
  /** Of the authenticator or a recovery code. */
  readonly code?: string | undefined
}

/**
 * Returns the moderator whose password it is, and whose code where they have a second factor; without one the code is
 * asked for. A name that nobody has is refused in the same words, after the same time and with the same waiting as a
 * wrong password, so that trying tells no names.
 */
export async function checkCredentials(edge: Edge, credentials: Credentials): Promise<Moderator> {
  const { db } = edge
  const counted = await count(edge, credentials)
  const { moderator } = counted
  if (!(await isRightPassword(counted, credentials.password)) || !moderator) return refuse(edge, counted, SIGN_IN)
  if (moderator.totp_confirmed_at) {
    if (credentials.code === undefined) {
      await forgetAttempt(db, credentials, counted)
      throw new Refusal('code_required')
    }
    if (!(await takeCode(edge, moderator, credentials.code))) return refuse(edge, counted, SIGN_IN)
  }
  const { siteId } = credentials
  await forgetFailures(db, credentials, counted)
  const by = { actor: 'moderator', moderatorId: moderator.id } as const
  await appendPeopleEvent(db, { siteId, type: 'sign_in_succeeded', by, subjectId: moderator.id })
  return moderator
}

interface Proof {
  readonly places: readonly Buffer[]
  readonly password: string
  /** Asked for only where a second factor is in force. */
  readonly code?: string
}

/**
 * Asks somebody who is signed in for their password again, and for a code where one is given. It counts as an attempt to
 * sign in does; a right answer forgives nothing but itself, so that a password does not buy more guesses at the code.
 */
export async function proveIdentity(edge: Edge, session: Session, { places, ...proof }: Proof) {
  const trying = { siteId: session.siteId, username: session.username, places }
  const counted = await count(edge, trying)
  const { moderator } = counted
  if (!moderator) throw new Refusal('session_required')
  const by = { actor: 'moderator', moderatorId: moderator.id } as const
  const isProven =
    (await isRightPassword(counted, proof.password)) &&
    (proof.code === undefined || (await takeCode(edge, moderator, proof.code)))
  if (!isProven) return refuse(edge, counted, { ...(proof.code === undefined ? PASSWORD : PASSWORD_AND_CODE), by })
  await forgetAttempt(edge.db, trying, counted)
  return moderator
}

async function count({ db }: Edge, trying: Trying): Promise<Counted> {
  const attempt = await countSignInAttempt(db, trying)
  if (attempt.outcome === 'waiting') throw locked(attempt.seconds)
  return attempt
}

async function isRightPassword({ moderator }: Counted, password: string): Promise<boolean> {
  if (moderator) return isPassword(moderator.password_hash, password)
  await compareWithNothing(password)
  return false
}

async function refuse({ db }: Edge, counted: Counted, wrong: Wrong): Promise<never> {
  const { moderator, failures, waitSeconds } = counted
  if (moderator) {
    const type = waitSeconds > 0 ? 'sign_in_locked' : 'sign_in_failed'
    const subject = { siteId: moderator.site_id, subjectId: moderator.id }
    await appendPeopleEvent(db, { ...subject, type, by: wrong.by })
  }
  if (waitSeconds > 0) throw locked(waitSeconds)
  throw new Refusal(wrong.code, { ...wrong.message, parameters: { left: triesLeft(FREE_TRIES - failures) } })
}

/** What was asked for, and of whom. */
interface Wrong {
  readonly code: ErrorCode
  readonly message: { readonly message?: Words }
  readonly by: By
}

const SIGN_IN: Wrong = { code: 'credentials_invalid', message: {}, by: { actor: 'stranger' } }
const PASSWORD = { code: 'password_wrong', message: {} } as const
const PASSWORD_AND_CODE = {
  code: 'password_wrong',
  message: { message: words('密碼或動態碼不對。{left}', 'Password or code is wrong.{left}') },
} as const

function triesLeft(left: number): Words {
  return words(
    `再錯 ${left} 次，須等 1 分鐘才能再試。`,
    ` After ${left} more wrong ${left === 1 ? 'try' : 'tries'} you will have to wait for a minute.`,
  )
}

function locked(retryAfterSeconds: number): Refusal {
  return new Refusal('account_locked', { retryAfterSeconds, parameters: { wait: waitWords(retryAfterSeconds) } })
}
