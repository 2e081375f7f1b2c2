import { z } from '@hono/zod-openapi'
import { PEOPLE_EVENT_TYPES } from '../../../moderation/people-event.ts'
import { ROLES } from '../../../moderation/rights.ts'
import { DisplayName } from '../account/schemas.ts'

const role = z.enum(ROLES)

const PersonView = z
  .object({
    id: z.uuid(),
    username: z.string(),
    displayName: z.string(),
    role,
    createdAt: z.iso.datetime(),
    lastSeenAt: z.iso.datetime().nullable().openapi({ description: '`null` before the first sign-in' }),
    disabledAt: z.iso.datetime().nullable(),
    hasSecondFactor: z.boolean(),
    hasOneTimePassword: z.boolean(),
    isYou: z.boolean(),
  })
  .openapi('Person')
export type PersonView = z.infer<typeof PersonView>

const InvitationView = z
  .object({
    id: z.uuid(),
    displayName: z.string(),
    role,
    invitedBy: z.string(),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
  })
  .openapi('Invitation')
export type InvitationView = z.infer<typeof InvitationView>

export const PeopleView = z
  .object({
    people: z.array(PersonView).openapi({ description: 'By username, the disabled last' }),
    invitations: z.array(InvitationView).openapi({ description: 'Those that may still be accepted' }),
    secondFactorRoles: z.array(role).openapi({ description: 'Roles that must have a second factor' }),
    mayChange: z.boolean().openapi({ description: 'Whether the moderator who asks may change anything here' }),
  })
  .openapi('People')
export type PeopleView = z.infer<typeof PeopleView>

export const NewPersonChange = z
  .discriminatedUnion('change', [
    z.strictObject({ change: z.literal('role'), role }),
    z.strictObject({ change: z.enum(['disable', 'enable', 'sign_out', 'reset_second_factor']) }),
  ])
  .openapi('PersonChange')
export type NewPersonChange = z.infer<typeof NewPersonChange>

export const OneTimePassword = z
  .object({ oneTimePassword: z.string().openapi({ description: 'Shown only now' }) })
  .openapi('OneTimePassword')
export type OneTimePassword = z.infer<typeof OneTimePassword>

export const SecondFactorPolicy = z
  .strictObject({ roles: z.array(role).max(ROLES.length) })
  .openapi('SecondFactorPolicy')

export const NewInvitation = z.strictObject({ displayName: DisplayName, role }).openapi('NewInvitation')
export type NewInvitation = z.infer<typeof NewInvitation>

export const Invited = z
  .object({
    link: z
      .string()
      .openapi({ description: 'For the invited alone; works once within 72 hours, and is never shown again' }),
  })
  .openapi('Invited')
export type Invited = z.infer<typeof Invited>

const AuditEvent = z
  .object({
    id: z.uuid(),
    type: z.enum(PEOPLE_EVENT_TYPES),
    at: z.iso.datetime(),
    actor: z.enum(['moderator', 'command_line', 'stranger']),
    actorName: z.string().nullable(),
    subjectName: z.string().nullable().openapi({ description: 'Whom it was done to' }),
    detail: z.object({
      from: z.string().optional(),
      to: z.string().optional(),
      role: z.string().optional(),
      name: z.string().optional(),
      roles: z.array(z.string()).optional(),
    }),
  })
  .openapi('AuditEvent')
export type AuditEvent = z.infer<typeof AuditEvent>

export const AuditPage = z
  .object({ events: z.array(AuditEvent), nextCursor: z.string().nullable() })
  .openapi('AuditPage')
export type AuditPage = z.infer<typeof AuditPage>
