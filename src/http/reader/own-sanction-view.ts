import type { z } from '@hono/zod-openapi'
import type { Language } from '../../moderation/language.ts'
import { measureName } from '../../moderation/sanction.ts'
import { sanctionNotice } from '../../moderation/sanction-notice.ts'
import type { HeldAgainst } from '../../storage/sanctions.ts'
import type { OwnSanction } from './schemas.ts'

/** A measure as the reader is told of it. */
export function viewOwnSanction(sanction: HeldAgainst, language: Language): z.infer<typeof OwnSanction> {
  const { measure, category, until } = sanction
  return {
    measure,
    name: measureName(measure)[language],
    category,
    message: sanctionNotice(sanction)[language],
    until: until?.toISOString() ?? null,
  }
}
