import type { Card } from '../../http/moderator/card-schemas.ts'
import type { CategoryView } from '../../http/moderator/schemas.ts'
import type { CategoriesByCode } from '../card/category-name.ts'
import { Notes } from '../card/notes.tsx'
import { PastDecisions } from '../card/past-decisions.tsx'
import { Timeline } from '../card/timeline.tsx'
import { useTexts } from '../texts/texts.ts'
import { Policy } from './policy.tsx'

interface Props {
  readonly card: Card | null
  readonly suggestion: CategoryView | undefined
  readonly categories: CategoriesByCode
  readonly displayName: string
  readonly onClose: () => void
}

/** What the decision rests on, and what has happened to the comment; a drawer where there is no room beside the card. */
export function Side({ card, suggestion, categories, displayName, onClose }: Props) {
  const { t } = useTexts()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls in a low window, so the keyboard must reach it
    <aside class="side" id="side" aria-label={t('side.label')} tabIndex={0}>
      <button type="button" class="btn drawer-close" onClick={onClose}>
        {t('side.close')} <kbd>I</kbd>
      </button>
      {card && (
        <>
          <Policy category={suggestion} version={card.screening.policyVersion} />
          <Notes notes={card.notes} />
          <PastDecisions decisions={card.decisions} categories={categories} />
          <Timeline events={card.events} displayName={displayName} categories={categories} />
        </>
      )}
    </aside>
  )
}
