import { z } from '@hono/zod-openapi'
import { isPlain } from '../plain-text.ts'

const RULE = {
  hant: '文章鍵須為 1 至 200 個字符，不含控制字符',
  en: 'an article key has 1 to 200 characters and no control characters',
}

/** The portal's own key of an article, as it stands in a path or query. */
export const ArticleKey = z
  .string()
  .refine((key) => key.length >= 1 && key.length <= 200 && key.trim() !== '', { params: RULE })
  .refine(isPlain, { params: RULE })
  .openapi({ example: 'guanxian-2023-08-23', description: "The portal's own key, 1 to 200 characters" })

/** How an article stands in a path. */
export const ArticleParams = z.object({ article: ArticleKey })
