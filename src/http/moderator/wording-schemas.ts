import { z } from '@hono/zod-openapi'
import { DECISION_KINDS } from '../../moderation/life-cycle.ts'
import { isPlain } from '../plain-text.ts'
import { written } from './written.ts'

const name = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .refine(isPlain, { params: { hant: '不能含控制字符', en: 'no control characters' } })

/** Longer than any of the product's own, short enough to be read to its end. */
const sentence = written(300).min(1)

export const NewTemplate = z
  .strictObject({
    category: z.string(),
    name,
    hant: sentence,
    hans: sentence.nullable().optional().openapi({ description: 'Without it, the conversion of `hant`' }),
    en: sentence,
    isDefault: z.boolean().openapi({ description: "Whether it stands in place of the product's own sentence" }),
  })
  .openapi('NewTemplate')

export const TemplateView = z
  .object({
    id: z.uuid(),
    category: z.string(),
    name: z.string(),
    hant: z.string(),
    hans: z.string(),
    en: z.string(),
    isDefault: z.boolean(),
    createdAt: z.iso.datetime(),
  })
  .openapi('Template')

export const Templates = z.object({ templates: z.array(TemplateView) }).openapi('Templates')

export const NewMacro = z
  .strictObject({
    key: z
      .string()
      .regex(/^[a-z0-9]$/)
      .openapi({ description: 'One letter or digit, pressed after M' }),
    name,
    kind: z.enum(DECISION_KINDS),
    category: z.string().nullable(),
    note: written(1000).nullable().optional(),
    templateId: z.uuid().nullable().optional(),
  })
  .openapi('NewMacro')

export const MacroView = z
  .object({
    id: z.uuid(),
    key: z.string(),
    name: z.string(),
    kind: z.enum(DECISION_KINDS),
    category: z.string().nullable(),
    note: z.string().nullable(),
    templateId: z.uuid().nullable(),
    createdAt: z.iso.datetime(),
  })
  .openapi('Macro')

export const Macros = z.object({ macros: z.array(MacroView) }).openapi('Macros')

export type NewTemplate = z.infer<typeof NewTemplate>
export type TemplateView = z.infer<typeof TemplateView>
export type NewMacro = z.infer<typeof NewMacro>
export type MacroView = z.infer<typeof MacroView>
