// The script of its own for lists of articles: it imports nothing, so that it stays below a kilobyte.

/** What the service answers at once. */
const BATCH = 50
/** What stays far below the shortest limit that proxies set to an address. */
const QUERY_LENGTH = 6_000
/** What the service takes for a key: one that is none would leave all that are asked for with it without a number. */
const KEY_LENGTH = 200

const PLACE = 'data-yueping-count'
const script = new URL(import.meta.url)
const site = script.searchParams.get('site')

/** Fills every `<span data-yueping-count="article">` of the page with how many comments the article has. */
async function fillCounts(): Promise<void> {
  const places = [...document.querySelectorAll(`[${PLACE}]`)]
  const articles = [...new Set(places.map(articleOf))].filter((key) => key && key.length <= KEY_LENGTH)
  await Promise.all(
    batchesOf(articles).map(async (query) => {
      const response = await fetch(new URL(`/v1/counts?${query}`, script), { credentials: 'omit' })
      if (!response.ok) return
      const { counts }: { counts: Record<string, number> } = await response.json()
      for (const place of places) {
        const count = Object.hasOwn(counts, articleOf(place)) ? counts[articleOf(place)] : undefined
        if (count !== undefined) place.textContent = inWords(count, languageOf(place))
      }
    }),
  )
}

function articleOf(place: Element): string {
  return place.getAttribute(PLACE)?.trim() ?? ''
}

/** Queries that each the service answers at once. */
function batchesOf(articles: readonly string[]): URLSearchParams[] {
  const batches: URLSearchParams[] = []
  let size = BATCH
  for (const article of articles) {
    if (size === BATCH || String(batches.at(-1)).length > QUERY_LENGTH) {
      batches.push(new URLSearchParams(site ? { site } : {}))
      size = 0
    }
    batches.at(-1)?.append('article', article)
    size += 1
  }
  return batches
}

function languageOf(place: Element): string {
  return place.closest('[lang]')?.getAttribute('lang') ?? ''
}

function inWords(count: number, language: string): string {
  const number = String(count).replace(/\B(?=(\d{3})+$)/g, ',')
  if (/^en/i.test(language)) return `${number} comment${count === 1 ? '' : 's'}`
  return `${number} ${/hans|-(cn|sg|my)/i.test(language) ? '条评论' : '條評論'}`
}

// A list that stays without numbers is still a list.
fillCounts().catch(() => undefined)
