import type { PreviewView } from '../http/reader/preview-schemas.ts'
import type { Liked, Likes, NewComment, OwnComment, OwnCommentPage } from '../http/reader/schemas.ts'
import type { Api } from './api.ts'
import { type Answer, type Asking, ask } from './ask.ts'

// A warning that does not come soon is not waited for.
const PREVIEW_TIMEOUT_MS = 3_000
const OWN_SIZE = 50

/** The service as a signed-in reader sees it. */
export interface SignedApi extends Api {
  own(): Promise<Answer<OwnCommentPage>>
  liked(): Promise<Answer<Liked>>
  like(id: string, isLiked: boolean): Promise<Answer<Likes>>
  post(comment: NewComment, idempotencyKey: string): Promise<Answer<OwnComment>>
  /** What would be said of a text; stores nothing. */
  preview(text: string): Promise<Answer<PreviewView>>
  withdraw(id: string): Promise<Answer<null>>
  /** Whatever else; the caller knows what is promised for the path. */
  ask<Value>(path: string, asking?: Asking): Promise<Answer<Value>>
}

export function signedApi(api: Api): SignedApi {
  const { article } = api
  const asked = <Value>(path: string, asking?: Asking) => ask<Value>(api, path, asking)
  return {
    ...api,
    ask: asked,
    own: () => asked(`/v1/me/comments?article=${article}&limit=${OWN_SIZE}`),
    liked: () => asked(`/v1/me/likes?article=${article}`),
    like: (id, isLiked) => asked(`/v1/comments/${id}/likes`, { method: isLiked ? 'PUT' : 'DELETE' }),
    post: (body, idempotencyKey) => asked(`/v1/articles/${article}/comments`, { method: 'POST', body, idempotencyKey }),
    preview: (text) => asked('/v1/preview', { method: 'POST', body: { text }, timeoutMs: PREVIEW_TIMEOUT_MS }),
    withdraw: (id) => asked(`/v1/comments/${encodeURIComponent(id)}`, { method: 'DELETE' }),
  }
}

/** Whatever is drawn for a signed-in reader asks through this: `Article` makes no other once its parts are there. */
export function signed(api: Api): SignedApi {
  return api as SignedApi
}
