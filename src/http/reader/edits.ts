import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { every } from 'hono/combine'
import { EDIT_MINUTES } from '../../moderation/editing.ts'
import type { Edge } from '../edge.ts'
import { errorResponses } from '../error-responses.ts'
import { InTurn } from '../in-turn.ts'
import { BODY_ERRORS, jsonBody } from '../json-body.ts'
import { json, jsonRequest, PRIVATE } from '../json-response.ts'
import { type ReaderEnv, SIGNED_ERRORS, signedReader, verifiedReader } from './authentication.ts'
import { acceptText } from './comment-text.ts'
import { editComment } from './edit-comment.ts'
import { readEditKey } from './idempotency.ts'
import { CommentEdit, OwnComment } from './schemas.ts'

const route = createRoute({
  method: 'put',
  path: '/comments/{id}',
  tags: ['reader'],
  summary: "Change the text of one's own held or published comment",
  description:
    `Within ${EDIT_MINUTES} minutes of its writing. The new text is screened as a new comment is, and what is said of it ` +
    'decides alone: what was public and does not pass is not public any more. Likes and replies stay.',
  security: [{ readerToken: [] }],
  request: {
    params: z.object({ id: z.uuid() }),
    headers: z.object({
      'idempotency-key': z.string().optional().openapi({
        description: '1 to 128 visible ASCII characters. The same key with the same text gives the same answer.',
      }),
    }),
    body: jsonRequest(CommentEdit),
  },
  responses: {
    200: json(OwnComment, 'Recorded, in the status that the answer tells'),
    ...errorResponses(
      ...SIGNED_ERRORS,
      ...BODY_ERRORS,
      'reader_unverified',
      'guardian_required',
      'reader_sanctioned',
      'article_closed',
      'comment_unknown',
      'not_editable',
      'edit_too_late',
      'text_empty',
      'text_too_long',
      'text_invalid',
      'idempotency_conflict',
    ),
  },
})

/** Where a reader mends what they wrote. */
export function commentEdits(edge: Edge) {
  const turns = new InTurn()
  const middleware = every(signedReader(edge), verifiedReader, jsonBody)
  return new OpenAPIHono<ReaderEnv>().openapi({ ...route, middleware }, async (c) => {
    const { id: commentId } = c.req.valid('param')
    const reader = c.get('reader')
    const text = acceptText(c.req.valid('json').text)
    const postKey = readEditKey(c.req.header('idempotency-key'), commentId, text)
    const request = { site: c.get('site'), reader, commentId, text, postKey, language: c.get('language') }
    // One after the other, so that none is screened against a text that another is about to replace.
    const answered = await turns.run(commentId, () => editComment(edge, request))
    return c.json(answered, 200, PRIVATE)
  })
}
