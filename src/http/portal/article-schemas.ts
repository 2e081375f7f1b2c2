import { z } from '@hono/zod-openapi'
import { RISK_LEVELS } from '../../moderation/risk-level.ts'
import { written } from '../moderator/written.ts'
import { isPlain } from '../plain-text.ts'

const Mode = z
  .enum(['pre', 'human', 'closed'])
  .nullable()
  .openapi({ description: "How comments are taken; `null` takes the site's mode" })

const Note = written(1000).min(1).nullable().openapi({
  example: '本文數據截至三月十八日，更新見續報。',
  description: 'An official note above the comments, in plain text; `null` takes it away',
})

const RiskLevel = z.enum(RISK_LEVELS).openapi({ description: 'Of no effect once a lead has set one in the console' })

/** What the portal says of an article. What is absent stays as it is. */
export const ArticleDescription = z
  .strictObject({
    title: z.string().max(300),
    url: z.url({ protocol: /^https?$/ }).max(2000),
    mode: Mode.optional(),
    riskLevel: RiskLevel.optional(),
    note: Note.optional(),
    authors: z
      .array(z.string().min(1).max(128).refine(isPlain))
      .max(20)
      .optional()
      .openapi({ description: 'The `sub` of whoever wrote it: their comments under it are marked; stored as HMACs' }),
  })
  .openapi('ArticleDescription')

export const PortalArticle = z
  .object({
    article: z.string(),
    title: z.string().nullable(),
    url: z.string().nullable(),
    mode: Mode,
    riskLevel: z.enum(RISK_LEVELS).openapi({ description: 'The one in force' }),
    note: z.string().nullable(),
    authors: z.int().openapi({ description: 'How many' }),
  })
  .openapi('PortalArticle')
