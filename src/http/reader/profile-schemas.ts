import { z } from '@hono/zod-openapi'
import { EDIT_MINUTES } from '../../moderation/editing.ts'
import { AGES } from '../../moderation/protection.ts'
import { OwnSanction } from './schemas.ts'

export const ProtectionView = z
  .object({
    isOn: z.boolean(),
    isDefault: z
      .boolean()
      .openapi({ description: 'Whether the reader never switched it: on for minors, off for others' }),
  })
  .openapi('Protection')

export const ProtectionSwitch = z.strictObject({ isOn: z.boolean() }).openapi('ProtectionSwitch')

/** What the service knows of who asks. */
export const Profile = z
  .object({
    key: z
      .uuid()
      .nullable()
      .openapi({ description: 'As public comments show it; `null` before the reader has written, liked or reported' }),
    name: z.string(),
    isVerified: z.boolean(),
    age: z.enum(AGES).nullable().openapi({ description: 'As the portal says; `child` is under fourteen' }),
    mayWrite: z.boolean().openapi({ description: 'Whether comments, replies and likes of this token are taken' }),
    sanctions: z.array(OwnSanction),
    protection: ProtectionView,
    blocked: z.int().openapi({ description: 'How many readers are blocked' }),
    editMinutes: z.int().openapi({ example: EDIT_MINUTES }),
  })
  .openapi('Profile')

export type Profile = z.infer<typeof Profile>

export const BlockList = z
  .object({
    blocks: z.array(
      z.object({
        key: z.uuid(),
        name: z
          .string()
          .nullable()
          .openapi({ description: 'As their last public comment names them, `null` where there is none' }),
        blockedAt: z.iso.datetime(),
      }),
    ),
  })
  .openapi('BlockList')

export type BlockList = z.infer<typeof BlockList>
