import type { Context } from 'hono'
import { mayDo, RIGHTS } from '../../moderation/rights.ts'
import type { Account } from '../../storage/account.ts'
import { createSession, findSession, type Session } from '../../storage/sessions.ts'
import type { Edge, HttpEnv } from '../edge.ts'
import { Refusal } from '../refusal.ts'
import { newToken, writeSessionCookie } from './cookie.ts'
import { rememberPlace } from './places.ts'
import type { SessionView } from './schemas.ts'

/** Opens a session, gives the browser its cookie, and shows who is signed in. */
export async function openSession(edge: Edge, c: Context<HttpEnv>, account: Account): Promise<SessionView> {
  const token = newToken()
  await createSession(edge.db, { ...account, token, csrfToken: newToken() })
  writeSessionCookie(c, token, edge.isHttps)
  await rememberPlace(edge, c, account)
  return rereadSession(edge, token)
}

/** The session as stored; gone only if an administrator ended it in this very moment. */
export async function rereadSession({ db }: Edge, token: string): Promise<SessionView> {
  const session = await findSession(db, token)
  if (!session) throw new Refusal('session_required')
  return viewSession(session)
}

/** Who is signed in, and what they may do. */
export function viewSession(session: Session): SessionView {
  const { moderatorId: id, username, displayName, role } = session
  return {
    moderator: { id, username, displayName, role, rights: RIGHTS.filter((right) => mayDo(role, right)) },
    site: { id: session.siteId, name: session.siteName },
    csrfToken: session.csrfToken,
    passwordChangeRequired: session.isPasswordExpired,
    secondFactorRequired: session.lacksSecondFactor,
  }
}
