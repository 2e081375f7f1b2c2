/** Everything about people that is kept on record, each an append-only row with who did it, to whom and when. */
export const PEOPLE_EVENT_TYPES = [
  'invited',
  'invitation_revoked',
  'joined',
  'added',
  'role_changed',
  'disabled',
  'enabled',
  'signed_out',
  'password_changed',
  'password_reset',
  'second_factor_on',
  'second_factor_off',
  'second_factor_reset',
  'second_factor_policy',
  'recovery_code_used',
  'sign_in_succeeded',
  'sign_in_failed',
  'sign_in_locked',
] as const

/** What happened. `signed_out` ends every session at once; leaving one's own alone is no event. */
export type PeopleEventType = (typeof PEOPLE_EVENT_TYPES)[number]

/** Who did it: somebody of the site, whoever runs the service, or somebody who is not signed in. */
export type PeopleEventActor = 'moderator' | 'command_line' | 'stranger'

/** What a type says beside its name: the roles before and after, the name on an invitation, the roles of a policy. */
export interface PeopleEventDetail {
  readonly from?: string
  readonly to?: string
  readonly role?: string
  readonly name?: string
  readonly roles?: readonly string[]
}
