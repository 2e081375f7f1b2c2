import type { SessionView } from '../../http/moderator/schemas.ts'
import type { ModeratorApi } from '../api/moderator-api.ts'
import { useCategories } from '../review/use-categories.ts'
import { useTexts } from '../texts/texts.ts'
import { KeptTraining } from './kept-training.tsx'
import { OwnTraining } from './own-training.tsx'

interface Props {
  readonly api: ModeratorApi
  readonly moderator: SessionView['moderator']
  readonly onEnded: () => void
}

/** Moderators train themselves and read how it went; leads keep the cards and say who is in training. */
export function TrainingPage({ api, moderator, onEnded }: Props) {
  const { t, language } = useTexts()
  const { categories, byCode } = useCategories(api, { language })
  const { id, rights } = moderator
  return (
    <main class="page training">
      <h1>{t('training.title')}</h1>
      <p class="sub about">{t('training.about')}</p>
      {rights.includes('decide') && <OwnTraining api={api} moderatorId={id} categories={byCode} onEnded={onEnded} />}
      {/* Whoever may be given the cards would know them. */}
      {rights.includes('see_decisions') && (
        <KeptTraining
          api={api}
          categories={categories}
          byCode={byCode}
          mayChange={rights.includes('lead')}
          onEnded={onEnded}
        />
      )}
    </main>
  )
}
