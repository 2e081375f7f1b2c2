import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import { every } from 'hono/combine'
import type { Language } from '../../moderation/language.ts'
import { categoryName, noticeFor } from '../../moderation/notice.ts'
import { previewOf } from '../../moderation/preview.ts'
import { waitingReason } from '../../moderation/waiting-reason.ts'
import type { Screening } from '../../screening/evidence.ts'
import type { Edge } from '../edge.ts'
import { errorResponses } from '../error-responses.ts'
import { BODY_ERRORS, jsonBody } from '../json-body.ts'
import { json, jsonRequest, PRIVATE } from '../json-response.ts'
import { type ReaderEnv, SIGNED_ERRORS, signedReader, verifiedReader } from './authentication.ts'
import { acceptText } from './comment-text.ts'
import { NewPreview, PreviewView } from './preview-schemas.ts'
import { takeSlot } from './take-slot.ts'

const route = createRoute({
  method: 'post',
  path: '/preview',
  tags: ['reader'],
  summary: 'What would be said of a text, before it is posted',
  description:
    'Screens the text and stores nothing. It speaks of the text alone: what holds a comment for who writes it, where, or ' +
    'for what others wrote is not foreseen.',
  security: [{ readerToken: [] }],
  request: { body: jsonRequest(NewPreview) },
  responses: {
    200: json(PreviewView, 'The verdict, and unless it is `pass` the category and the phrases'),
    ...errorResponses(
      ...SIGNED_ERRORS,
      ...BODY_ERRORS,
      'reader_unverified',
      'guardian_required',
      'text_empty',
      'text_too_long',
      'text_invalid',
    ),
  },
})

/** Where a writer's text is looked at before it is posted. */
export function previews(edge: Edge) {
  const middleware = every(signedReader(edge), verifiedReader, jsonBody)
  return new OpenAPIHono<ReaderEnv>().openapi({ ...route, middleware }, async (c) => {
    const text = acceptText(c.req.valid('json').text)
    await takeSlot(edge, c.get('reader'), 'preview')
    const screening = edge.screeners.of(c.get('site').id).screen(text)
    return c.json(viewPreview(text, screening, c.get('language')), 200, PRIVATE)
  })
}

function viewPreview(text: string, screening: Screening, language: Language): PreviewView {
  const { verdict, category, phrases } = previewOf(screening)
  return {
    verdict,
    category,
    categoryName: category && categoryName(category)[language],
    message: messageOf(screening, language),
    phrases: phrases.map(({ start, end }) => ({ start, end, text: text.slice(start, end) })),
  }
}

function messageOf(screening: Screening, language: Language): string | null {
  const { verdict, category } = screening
  if (verdict === 'pass') return null
  return verdict === 'block' && category ? noticeFor(category, language).message : waitingReason(screening, language)
}
