import { z } from '@hono/zod-openapi'
import { ROLES } from '../../../moderation/rights.ts'
import { isUsername } from '../../../moderation/username.ts'
import { isPlain } from '../../plain-text.ts'

const code = z.string().min(1).max(40)
const password = z.string().min(1).max(256)

export const AccountView = z
  .object({
    secondFactor: z.object({
      since: z.iso.datetime().nullable().openapi({ description: '`null` where there is none' }),
      recoveryCodesLeft: z.int(),
      isRequired: z.boolean().openapi({ description: 'Whether the site asks it of the role' }),
    }),
    sessions: z.array(
      z.object({
        id: z.uuid(),
        createdAt: z.iso.datetime(),
        lastSeenAt: z.iso.datetime().openapi({ description: 'To the minute' }),
        isThis: z.boolean(),
      }),
    ),
  })
  .openapi('Account')
export type AccountView = z.infer<typeof AccountView>

/** The secret in both forms in which an authenticator takes it. */
export const OfferedSecondFactor = z
  .object({
    secret: z.string().openapi({ description: 'Base32, to be typed' }),
    uri: z.string().openapi({ description: '`otpauth://…`, for a QR code' }),
  })
  .openapi('OfferedSecondFactor')
export type OfferedSecondFactor = z.infer<typeof OfferedSecondFactor>

export const Password = z.strictObject({ password }).openapi('Password')

export const Code = z.strictObject({ code }).openapi('Code')

export const RecoveryCodes = z
  .object({
    recoveryCodes: z.array(z.string()).openapi({ description: 'Each works once; they are never shown again' }),
  })
  .openapi('RecoveryCodes')
export type RecoveryCodes = z.infer<typeof RecoveryCodes>

export const PasswordAndCode = z.strictObject({ password, code }).openapi('PasswordAndCode')

export const DisplayName = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .refine(isPlain, { params: { hant: '不能含控制字符', en: 'no control characters' } })

export const InvitationToken = z.strictObject({ token: z.string().min(1).max(100) }).openapi('InvitationToken')

export const OpenInvitation = z
  .object({
    site: z.object({ id: z.string(), name: z.string() }),
    displayName: z.string(),
    role: z.enum(ROLES),
    invitedBy: z.string(),
    expiresAt: z.iso.datetime(),
  })
  .openapi('OpenInvitation')
export type OpenInvitation = z.infer<typeof OpenInvitation>

export const NewMember = z
  .strictObject({
    token: z.string().min(1).max(100),
    username: z.string().refine(isUsername, {
      params: {
        hant: '1 至 64 個字母、漢字、數字或 . _ @ -，不含空格',
        en: '1 to 64 letters, digits or . _ @ - without spaces',
      },
    }),
    displayName: DisplayName,
    password: z.string().max(256),
  })
  .openapi('NewMember')
export type NewMember = z.infer<typeof NewMember>
