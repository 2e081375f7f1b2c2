import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import { findModeratorByUsername } from '../../../storage/moderators.ts'
import { countRecoveryCodes } from '../../../storage/second-factors.ts'
import { deleteSessionsOf, listSessions, type Session } from '../../../storage/sessions.ts'
import { findSite } from '../../../storage/sites.ts'
import type { Edge } from '../../edge.ts'
import { errorResponses } from '../../error-responses.ts'
import { json } from '../../json-response.ts'
import { type ModeratorEnv, signedIn } from '../guard.ts'
import { AccountView } from './schemas.ts'

const tags = ['moderator']
const view = json(AccountView, 'As it stands now')

const accountRoute = createRoute({
  method: 'get',
  path: '/account',
  tags,
  summary: 'The own account: its second factor and its sessions',
  security: [{ session: [] }],
  responses: { 200: view, ...errorResponses('session_required', 'too_many_requests') },
})

const signOutElsewhereRoute = createRoute({
  method: 'delete',
  path: '/account/sessions',
  tags,
  summary: 'Sign out everywhere else',
  security: [{ session: [], csrfToken: [] }],
  responses: { 200: view, ...errorResponses('session_required', 'csrf_invalid', 'too_many_requests') },
})

/** What everybody sees and does about their own account, whatever their role. */
export function moderatorAccount(edge: Edge) {
  const middleware = signedIn(edge)
  return new OpenAPIHono<ModeratorEnv>()
    .openapi({ ...accountRoute, middleware }, async (c) => c.json(await viewAccount(edge, c.get('session')), 200))
    .openapi({ ...signOutElsewhereRoute, middleware }, async (c) => {
      const session = c.get('session')
      await deleteSessionsOf(edge.db, { ...session, exceptToken: c.get('sessionToken') })
      return c.json(await viewAccount(edge, session), 200)
    })
}

async function viewAccount({ db }: Edge, session: Session): Promise<AccountView> {
  const [moderator, site, recoveryCodesLeft, sessions] = await Promise.all([
    findModeratorByUsername(db, session.siteId, session.username),
    findSite(db, session.siteId),
    countRecoveryCodes(db, session),
    listSessions(db, session),
  ])
  return {
    secondFactor: {
      since: moderator?.totp_confirmed_at?.toISOString() ?? null,
      recoveryCodesLeft,
      isRequired: site?.second_factor_roles.includes(session.role) ?? false,
    },
    sessions: sessions.map(({ id, createdAt, lastSeenAt }) => ({
      id,
      createdAt: createdAt.toISOString(),
      lastSeenAt: lastSeenAt.toISOString(),
      isThis: id === session.id,
    })),
  }
}
