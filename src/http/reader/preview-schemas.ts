import { z } from '@hono/zod-openapi'

export const NewPreview = z
  .strictObject({ text: z.string().openapi({ description: 'As it would be posted' }) })
  .openapi('NewPreview')

/** What a writer is told of a text before posting it. */
export const PreviewView = z
  .object({
    verdict: z.enum(['pass', 'hold', 'block']).openapi({
      description: '`hold`: a person would read it first; `block`: it would be refused. Who posts it may still do so',
    }),
    category: z.string().nullable().openapi({ example: 'abuse' }),
    categoryName: z.string().nullable().openapi({ example: '侮辱謾罵' }),
    message: z.string().nullable().openapi({ description: 'Why, in the words that the author would read' }),
    phrases: z
      .array(z.object({ start: z.int(), end: z.int(), text: z.string() }))
      .openapi({ description: 'UTF-16 offsets into the text without the white space around it' }),
  })
  .openapi('Preview')

export type PreviewView = z.infer<typeof PreviewView>
