import type {
  AuditPage,
  Invited,
  NewInvitation,
  NewPersonChange,
  OneTimePassword,
  PeopleView,
} from '../../http/moderator/people/schemas.ts'
import type { Reply, Send } from './request.ts'

/** What admins do about people; auditors read it. Changes answer with everybody as they stand then. */
export interface PeopleApi {
  people(): Promise<Reply<PeopleView>>
  changePerson(id: string, change: NewPersonChange): Promise<Reply<PeopleView>>
  giveOneTimePassword(id: string): Promise<Reply<OneTimePassword>>
  requireSecondFactor(roles: PeopleView['secondFactorRoles']): Promise<Reply<PeopleView>>
  invite(invitation: NewInvitation): Promise<Reply<Invited>>
  revokeInvitation(id: string): Promise<Reply<PeopleView>>
  audit(cursor: string | null): Promise<Reply<AuditPage>>
}

export function createPeopleApi(send: Send): PeopleApi {
  return {
    people: () => send('GET', '/people'),
    changePerson: (id, change) => send('POST', `/people/${id}/changes`, { body: change }),
    giveOneTimePassword: (id) => send('POST', `/people/${id}/one-time-password`),
    requireSecondFactor: (roles) => send('PUT', '/people/second-factor-policy', { body: { roles } }),
    invite: (invitation) => send('POST', '/invitations', { body: invitation }),
    revokeInvitation: (id) => send('DELETE', `/invitations/${id}`),
    audit: (cursor) => send('GET', cursor === null ? '/audit' : `/audit?cursor=${encodeURIComponent(cursor)}`),
  }
}
