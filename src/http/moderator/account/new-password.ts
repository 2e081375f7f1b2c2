import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import { every } from 'hono/combine'
import { findModeratorByUsername, type Moderator, setPassword } from '../../../storage/moderators.ts'
import type { Session } from '../../../storage/sessions.ts'
import type { Edge } from '../../edge.ts'
import { errorResponses } from '../../error-responses.ts'
import { BODY_ERRORS, jsonBody } from '../../json-body.ts'
import { json, jsonRequest } from '../../json-response.ts'
import { Refusal } from '../../refusal.ts'
import { type ModeratorEnv, signedIn } from '../guard.ts'
import { rereadSession } from '../open-session.ts'
import { checkNewPassword, hashPassword } from '../password.ts'
import { placesOf } from '../places.ts'
import { NewPassword, SessionView } from '../schemas.ts'
import { proveIdentity } from '../sign-in.ts'

const BODY = [...BODY_ERRORS, 'csrf_invalid'] as const

const passwordRoute = createRoute({
  method: 'post',
  path: '/password',
  tags: ['moderator'],
  summary: 'Choose a new password; every other session of the moderator ends',
  security: [{ session: [], csrfToken: [] }],
  request: { body: jsonRequest(NewPassword) },
  responses: {
    200: json(SessionView, 'Who is signed in'),
    ...errorResponses(
      ...BODY,
      'session_required',
      'password_wrong',
      'password_weak',
      'account_locked',
      'too_many_requests',
    ),
  },
})

/** The one part that a one-time password opens. */
export function moderatorPassword(edge: Edge) {
  return new OpenAPIHono<ModeratorEnv>().openapi(
    { ...passwordRoute, middleware: every(signedIn(edge), jsonBody) },
    async (c) => {
      const { password, currentPassword = '' } = c.req.valid('json')
      const session = c.get('session')
      const asked = { currentPassword, places: placesOf(edge, c) }
      const moderator = await (session.isPasswordExpired ? owner(edge, session) : prove(edge, session, asked))
      const { siteId, moderatorId, username } = session
      await checkNewPassword(password, { username, currentHash: moderator.password_hash })
      const passwordHash = await hashPassword(password)
      const sessionToken = c.get('sessionToken')
      const chosen = { siteId, moderatorId, passwordHash, sessionToken }
      await edge.db.transaction().execute((trx) => setPassword(trx, chosen))
      return c.json(await rereadSession(edge, sessionToken), 200)
    },
  )
}

/** Whoever signed in with a one-time password has just typed it. */
async function owner({ db }: Edge, { siteId, username }: Session): Promise<Moderator> {
  const moderator = await findModeratorByUsername(db, siteId, username)
  if (!moderator) throw new Refusal('session_required')
  return moderator
}

interface Asked {
  readonly currentPassword: string
  readonly places: readonly Buffer[]
}

function prove(edge: Edge, session: Session, { currentPassword: password, places }: Asked) {
  return proveIdentity(edge, session, { password, places })
}
