import { useState } from 'preact/hooks'
import type { SessionView } from '../../http/moderator/schemas.ts'
import type { ModeratorApi } from '../api/moderator-api.ts'
import { Many } from '../many/many.tsx'
import { useCategories } from '../review/use-categories.ts'
import type { Settings } from '../settings.ts'
import { useTexts } from '../texts/texts.ts'
import { readFilters, searchQuery } from './filters.ts'
import { Results } from './results.tsx'
import { SearchForm } from './search-form.tsx'

interface Props {
  readonly api: ModeratorApi
  readonly what: string
  readonly settings: Settings
  readonly moderator: SessionView['moderator']
  readonly onEnded: () => void
}

/** Finds comments by what they say, whose they are and what became of them. */
export function SearchPage({ api, what, settings, moderator, onEnded }: Props) {
  const { t, language } = useTexts()
  const { categories, byCode } = useCategories(api, { language })
  const [chosen, setChosen] = useState<readonly string[] | null>(null)
  const filters = readFilters(what)
  const query = searchQuery(filters)
  if (chosen) {
    const wish = { kind: 'reject' as const, source: { type: 'selection' as const, commentIds: [...chosen] } }
    const back = () => setChosen(null)
    return <Many {...{ api, settings, wish, onEnded }} suggestion={filters.category ?? null} onBack={back} />
  }
  return (
    <main class="page wide search">
      <h1>{t('search.title')}</h1>
      <SearchForm filters={filters} categories={categories} />
      <Results
        key={query}
        {...{ api, query, settings, onEnded }}
        mayDecide={moderator.rights.includes('decide')}
        categories={byCode}
        onChosen={setChosen}
      />
    </main>
  )
}
