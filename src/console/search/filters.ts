/** What a search is narrowed by, in the order of the form; `from` and `to` are days, both included. */
export const FILTERS = ['text', 'author', 'article', 'category', 'entry', 'moderator', 'status', 'from', 'to'] as const

export type FilterName = (typeof FILTERS)[number]

export type Filters = Readonly<Partial<Record<FilterName, string>>>

/** Reads the filters of an address; what is no filter is left out. */
export function readFilters(what: string): Filters {
  const parameters = new URLSearchParams(what)
  const named = FILTERS.map((name) => [name, parameters.get(name)?.trim() ?? ''] as const)
  return Object.fromEntries(named.filter(([, value]) => value !== ''))
}

/** Returns the address that shows what they find. */
export function searchAddress(filters: Filters): string {
  const named = FILTERS.flatMap((name) => (filters[name]?.trim() ? [[name, filters[name].trim()]] : []))
  return `#search/${new URLSearchParams(named)}`
}

/** Returns them as the server takes them: days of the moderator's own time zone as times, the last one to its end. */
export function searchQuery(filters: Filters): string {
  const { from, to, ...rest } = filters
  const parameters = new URLSearchParams(rest)
  const start = from === undefined ? undefined : startOf(from, 0)
  const end = to === undefined ? undefined : startOf(to, 1)
  if (start) parameters.set('from', start)
  if (end) parameters.set('to', end)
  return parameters.toString()
}

function startOf(day: string, later: number): string | undefined {
  const time = new Date(`${day}T00:00`)
  time.setDate(time.getDate() + later)
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString()
}
