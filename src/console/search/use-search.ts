import type { SearchPage } from '../../http/moderator/search/search-schemas.ts'
import type { ModeratorApi } from '../api/moderator-api.ts'
import { useLoaded } from '../api/use-loaded.ts'

/** Loads what a search finds, page after page; those that were seen stay where they are. */
export function useSearch(api: ModeratorApi, query: string, onEnded: () => void) {
  const { value: found, send, ...rest } = useLoaded<SearchPage>(() => api.search(query, null), onEnded)
  const more = () =>
    send(async () => {
      const reply = await api.search(query, found?.nextCursor ?? null)
      if (reply.kind !== 'ok' || !found) return reply
      const seen = new Set(found.comments.map(({ id }) => id))
      const fresh = reply.value.comments.filter(({ id }) => !seen.has(id))
      return { kind: 'ok', value: { ...reply.value, total: found.total, comments: [...found.comments, ...fresh] } }
    })
  return { ...rest, found, more: () => void more() }
}
