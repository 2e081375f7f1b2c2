import { mayDo } from '../../../moderation/rights.ts'
import { listOpenInvitations } from '../../../storage/invitations.ts'
import { listPeople } from '../../../storage/people.ts'
import type { Session } from '../../../storage/sessions.ts'
import { findSite } from '../../../storage/sites.ts'
import type { Edge } from '../../edge.ts'
import type { PeopleView } from './schemas.ts'

/** Everybody of the site, as the one who asks may see them. */
export async function viewPeople({ db }: Edge, { siteId, moderatorId, role }: Session): Promise<PeopleView> {
  const [people, invitations, site] = await Promise.all([
    listPeople(db, siteId),
    listOpenInvitations(db, siteId),
    findSite(db, siteId),
  ])
  return {
    people: people.map(({ id, username, displayName, role: theirs, ...person }) => ({
      id,
      username,
      displayName,
      role: theirs,
      createdAt: person.createdAt.toISOString(),
      lastSeenAt: person.lastSeenAt?.toISOString() ?? null,
      disabledAt: person.disabledAt?.toISOString() ?? null,
      hasSecondFactor: person.secondFactorAt !== null,
      hasOneTimePassword: person.hasOneTimePassword,
      isYou: id === moderatorId,
    })),
    invitations: invitations.map(({ id, displayName, role: offered, invitedBy, createdAt, expiresAt }) => ({
      id,
      displayName,
      role: offered,
      invitedBy,
      createdAt: createdAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
    })),
    secondFactorRoles: site?.second_factor_roles ?? [],
    mayChange: mayDo(role, 'change_people'),
  }
}
