import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { every } from 'hono/combine'
import { clientAddress } from '../address.ts'
import type { Edge } from '../edge.ts'
import { errorResponses } from '../error-responses.ts'
import { InTurn } from '../in-turn.ts'
import { BODY_ERRORS, jsonBody } from '../json-body.ts'
import { json, jsonRequest, PRIVATE } from '../json-response.ts'
import { PROOF_HEADER } from '../proof.ts'
import { ArticleParams } from './article-key.ts'
import { type ReaderEnv, SIGNED_ERRORS, signedReader, verifiedReader } from './authentication.ts'
import { acceptText } from './comment-text.ts'
import { readPostKey } from './idempotency.ts'
import { acceptPage } from './page.ts'
import { postComment } from './post-comment.ts'
import { NewComment, OwnComment } from './schemas.ts'

const route = createRoute({
  method: 'post',
  path: '/articles/{article}/comments',
  tags: ['reader'],
  summary: 'Post a comment',
  description:
    'The comment is screened and then published, held for a moderator, or rejected; the answer says which, why and ' +
    'what next. Whoever is suspended or shut out is told `reader_sanctioned`: why, until when and how to appeal. While an address or an article is under flood, `428` brings an altcha challenge, and the same request with the solution in `Proof-Of-Work` goes on. ' +
    'The first comment under an article makes it known, if it comes from a page of a registered website.',
  security: [{ readerToken: [] }],
  request: {
    params: ArticleParams,
    headers: z.object({
      'idempotency-key': z.string().optional().openapi({
        description: '1 to 128 visible ASCII characters. The same key with the same comment gives the same answer.',
      }),
      'proof-of-work': z.string().optional().openapi({ description: 'A solved challenge, as altcha writes it' }),
    }),
    body: jsonRequest(NewComment),
  },
  responses: {
    201: json(OwnComment, 'Recorded, in the status that the answer tells'),
    ...errorResponses(
      ...SIGNED_ERRORS,
      ...BODY_ERRORS,
      'reader_unverified',
      'reader_sanctioned',
      'article_closed',
      'article_unknown',
      'comment_unknown',
      'not_answerable',
      'reply_blocked',
      'guardian_required',
      'text_empty',
      'text_too_long',
      'text_invalid',
      'idempotency_conflict',
      'proof_required',
    ),
  },
})

/** Where a reader's comment comes in. Everything that can be refused is refused before anything is written. */
export function newComments(edge: Edge) {
  const turns = new InTurn()
  const middleware = every(signedReader(edge), verifiedReader, jsonBody)
  return new OpenAPIHono<ReaderEnv>().openapi({ ...route, middleware }, async (c) => {
    const { article } = c.req.valid('param')
    const body = c.req.valid('json')
    const site = c.get('site')
    const reader = c.get('reader')
    const text = acceptText(body.text)
    const page = acceptPage(body.page, site)
    const postKey = readPostKey(c.req.header('idempotency-key'), article, { ...body, text })
    const request = {
      site,
      reader,
      articleId: article,
      text,
      page,
      replyTo: body.replyTo,
      postKey,
      isFromRegisteredPage: c.get('origin') !== undefined,
      address: clientAddress(c, edge.trustedProxies),
      language: c.get('language'),
      proof: c.req.header(PROOF_HEADER),
    }
    const post = () => postComment(edge, request)
    const answered = await (postKey ? turns.run(`${reader.identity.toString('hex')} ${postKey.key}`, post) : post())
    return c.json(answered, 201, PRIVATE)
  })
}
