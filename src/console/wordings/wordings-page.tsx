import { useState } from 'preact/hooks'
import type { SessionView } from '../../http/moderator/schemas.ts'
import type { ModeratorApi } from '../api/moderator-api.ts'
import { useCategories } from '../review/use-categories.ts'
import { useTexts } from '../texts/texts.ts'
import { MacroList } from './macro-list.tsx'
import { TemplateList } from './template-list.tsx'

interface Props {
  readonly api: ModeratorApi
  readonly moderator: SessionView['moderator']
  readonly onEnded: () => void
}

/** What authors read, in the site's own words, and decisions made ready: leads write, everyone may read. */
export function WordingsPage({ api, moderator, onEnded }: Props) {
  const { t, language } = useTexts()
  const [version, setVersion] = useState(0)
  const { categories } = useCategories(api, { language, version })
  const mayChange = moderator.rights.includes('lead')
  return (
    <main class="page wordings">
      <h1>{t('wordings.title')}</h1>
      <p class="sub about">{t('wordings.about')}</p>
      {!mayChange && <p class="dim">{t('wordings.read_only')}</p>}
      <TemplateList
        api={api}
        categories={categories}
        mayChange={mayChange}
        onChanged={() => setVersion(version + 1)}
        onEnded={onEnded}
      />
      <MacroList api={api} categories={categories} mayChange={mayChange} onEnded={onEnded} />
    </main>
  )
}
