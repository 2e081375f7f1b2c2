import type { SearchPage } from '../../http/moderator/search/search-schemas.ts'
import type { ModeratorApi } from '../api/moderator-api.ts'
import { usePages } from '../api/use-pages.ts'

/** Loads what a search finds, page after page; those that were seen stay where they are. */
export function useSearch(api: ModeratorApi, query: string, onEnded: () => void) {
  const ask = (cursor: string | null) => api.search(query, cursor)
  const { page: found, ...rest } = usePages<SearchPage>({ ask, join, onEnded })
  return { ...rest, found }
}

function join(found: SearchPage, next: SearchPage): SearchPage {
  const seen = new Set(found.comments.map(({ id }) => id))
  const fresh = next.comments.filter(({ id }) => !seen.has(id))
  return { ...next, total: found.total, comments: [...found.comments, ...fresh] }
}
