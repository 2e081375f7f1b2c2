import type {
  BulkList,
  BulkPreviewView,
  BulkView,
  NewBulkAct,
  NewBulkPreview,
} from '../../http/moderator/bulk/bulk-schemas.ts'
import type { SearchPage } from '../../http/moderator/search/search-schemas.ts'
import type { Reply, Send } from './request.ts'

/** What becomes of an act on many after it was proposed or made. */
export type ActClosing = 'approval' | 'withdrawal' | 'undo'

/** Finding comments, and deciding many of them at once. */
export interface ManyApi {
  /** `query` is what `searchQuery` makes of the filters. */
  search(query: string, cursor: string | null): Promise<Reply<SearchPage>>
  /** Tells what would become of them; changes nothing. */
  previewMany(preview: NewBulkPreview): Promise<Reply<BulkPreviewView>>
  /** Acts on a few at once, and proposes to act on more. */
  actOnMany(act: NewBulkAct): Promise<Reply<BulkView>>
  /** The last ones, those that wait among them. */
  acts(): Promise<Reply<BulkList>>
  act(id: string): Promise<Reply<BulkView>>
  closeAct(id: string, closing: ActClosing): Promise<Reply<BulkView>>
}

/** Where the table of what a search shows is to be had. */
export function exportPath(query: string, language: string): string {
  const parameters = new URLSearchParams(query)
  parameters.set('lang', language)
  return `/v1/moderator/comments.csv?${parameters}`
}

export function createManyApi(send: Send): ManyApi {
  return {
    search: (query, cursor) => {
      const parameters = new URLSearchParams(query)
      if (cursor !== null) parameters.set('cursor', cursor)
      return send('GET', `/comments?${parameters}`)
    },
    previewMany: (preview) => send('POST', '/bulk/previews', { body: preview }),
    actOnMany: (act) => send('POST', '/bulk', { body: act }),
    acts: () => send('GET', '/bulk'),
    act: (id) => send('GET', `/bulk/${id}`),
    closeAct: (id, closing) => send('POST', `/bulk/${id}/${closing}`),
  }
}
