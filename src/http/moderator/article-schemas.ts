import { z } from '@hono/zod-openapi'
import { RISK_LEVELS } from '../../moderation/risk-level.ts'
import { SLOW_CHOICES } from '../../moderation/slow-mode.ts'

export const NewRiskLevel = z.strictObject({ level: z.enum(RISK_LEVELS) }).openapi('NewRiskLevel')

export type NewRiskLevel = z.infer<typeof NewRiskLevel>

export const NewSlowness = z
  .strictObject({
    seconds: z.literal(SLOW_CHOICES).nullable().openapi({ description: '`null` leaves it to the measured rate' }),
  })
  .openapi('NewSlowness')

export type NewSlowness = z.infer<typeof NewSlowness>
