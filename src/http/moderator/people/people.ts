import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { every } from 'hono/combine'
import {
  type Changing,
  changeRole,
  disableModerator,
  enableModerator,
  type PersonChanged,
  resetSecondFactor,
  setSecondFactorRoles,
  signOutModerator,
} from '../../../storage/change-people.ts'
import { findModerator } from '../../../storage/moderators.ts'
import { setOneTimePassword } from '../../../storage/one-time-passwords.ts'
import type { Session } from '../../../storage/sessions.ts'
import type { Edge } from '../../edge.ts'
import { errorResponses } from '../../error-responses.ts'
import { BODY_ERRORS, jsonBody } from '../../json-body.ts'
import { json, jsonRequest } from '../../json-response.ts'
import { Refusal } from '../../refusal.ts'
import { having, type ModeratorEnv, READ_ERRORS, settledPassword, signedIn, WRITE_ERRORS } from '../guard.ts'
import { createOneTimePassword } from '../one-time-password.ts'
import { viewPeople } from './people-view.ts'
import { NewPersonChange, OneTimePassword, PeopleView, SecondFactorPolicy } from './schemas.ts'

const tags = ['moderator']
const security = [{ session: [], csrfToken: [] }]
const params = z.object({ id: z.uuid() })
const people = json(PeopleView, 'Everybody as they stand now')

const listRoute = createRoute({
  method: 'get',
  path: '/people',
  tags,
  summary: 'Who serves the site, and who is invited; for admins and auditors',
  security: [{ session: [] }],
  responses: { 200: people, ...errorResponses(...READ_ERRORS, 'role_forbidden') },
})

const changeRoute = createRoute({
  method: 'post',
  path: '/people/{id}/changes',
  tags,
  summary: 'Change a role, shut out, let in, sign out, or take a second factor away; for admins',
  security,
  request: { params, body: jsonRequest(NewPersonChange) },
  responses: { 200: people, ...errorResponses(...WRITE_ERRORS, ...BODY_ERRORS, 'person_unknown', 'last_admin') },
})

const passwordRoute = createRoute({
  method: 'post',
  path: '/people/{id}/one-time-password',
  tags,
  summary: 'Give somebody a one-time password in place of theirs; for admins',
  security,
  request: { params },
  responses: { 201: json(OneTimePassword, 'To be handed over'), ...errorResponses(...WRITE_ERRORS, 'person_unknown') },
})

const policyRoute = createRoute({
  method: 'put',
  path: '/people/second-factor-policy',
  tags,
  summary: 'Choose the roles that must have a second factor; for admins',
  security,
  request: { body: jsonRequest(SecondFactorPolicy) },
  responses: { 200: people, ...errorResponses(...WRITE_ERRORS, ...BODY_ERRORS) },
})

/** Who serves the site: admins change it, auditors look. */
export function moderatorPeople(edge: Edge) {
  const { db } = edge
  const settled = every(signedIn(edge), settledPassword)
  const changing = every(settled, having('change_people'))
  return new OpenAPIHono<ModeratorEnv>()
    .openapi({ ...listRoute, middleware: every(settled, having('see_people')) }, async (c) =>
      c.json(await viewPeople(edge, c.get('session')), 200),
    )
    .openapi({ ...changeRoute, middleware: every(changing, jsonBody) }, async (c) => {
      const session = c.get('session')
      refuseUnchanged(await change(edge, changingOf(session, c.req.valid('param').id), c.req.valid('json')))
      return c.json(await viewPeople(edge, session), 200)
    })
    .openapi({ ...passwordRoute, middleware: changing }, async (c) => {
      const changed = changingOf(c.get('session'), c.req.valid('param').id)
      if (!(await findModerator(db, changed))) throw new Refusal('person_unknown')
      const { password, passwordHash } = await createOneTimePassword()
      await db.transaction().execute((trx) => setOneTimePassword(trx, { ...changed, passwordHash }))
      return c.json({ oneTimePassword: password }, 201)
    })
    .openapi({ ...policyRoute, middleware: every(changing, jsonBody) }, async (c) => {
      const session = c.get('session')
      const { siteId, by } = changingOf(session, session.moderatorId)
      await setSecondFactorRoles(db, { siteId, by, roles: c.req.valid('json').roles })
      return c.json(await viewPeople(edge, session), 200)
    })
}

function changingOf({ siteId, moderatorId }: Session, id: string): Changing {
  return { siteId, moderatorId: id, by: { actor: 'moderator', moderatorId } }
}

const CHANGES = {
  disable: disableModerator,
  enable: enableModerator,
  sign_out: signOutModerator,
  reset_second_factor: resetSecondFactor,
} as const

function change({ db }: Edge, changed: Changing, wanted: NewPersonChange): Promise<PersonChanged> {
  if (wanted.change === 'role') return changeRole(db, changed, wanted.role)
  return CHANGES[wanted.change](db, changed)
}

/** What was so already is what was asked for. */
function refuseUnchanged({ outcome }: PersonChanged): void {
  if (outcome === 'unknown') throw new Refusal('person_unknown')
  if (outcome === 'last_admin') throw new Refusal('last_admin')
}
