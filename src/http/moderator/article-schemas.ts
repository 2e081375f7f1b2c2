import { z } from '@hono/zod-openapi'
import { RISK_LEVELS } from '../../moderation/risk-level.ts'

export const NewRiskLevel = z.strictObject({ level: z.enum(RISK_LEVELS) }).openapi('NewRiskLevel')

export type NewRiskLevel = z.infer<typeof NewRiskLevel>
